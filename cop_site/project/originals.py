"""Reads what translations were made from: their originals at their own last change, from git."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from cop_site.content.files import SourceText
from cop_site.content.load import Source, load
from cop_site.content.note_text import decode
from cop_site.insight.translations import ReadOriginals
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.project.revision import RevisionError, read_at, run_git


def originals_in(root: Path) -> ReadOriginals:
    """Return what reads them from the repository that a project is in."""
    return partial(_read_originals, root)


def _read_originals(root: Path, pairs: Iterable[tuple[Note[Fields], Note[Fields]]]) -> Mapping[str, Source]:
    """Return them by the names of the translations; none where git, or the part of its history, does not have them.

    A translation that is not committed yet was made from its original as it is.
    """
    sources = [(note.source, original.source) for note, original in pairs]
    try:
        edited, commits = _find_last_changes(root, [source.path for source, _ in sources])
        committed = [(source, original) for source, original in sources if source.path not in edited]
        known = [(s.name, original, commits[s.path]) for s, original in committed if s.path in commits]
        texts = list(read_at(root, (f"{commit}:./{original.path}" for _, original, commit in known)))
    except RevisionError:
        return {}
    found = {source.name: original for source, original in sources if source.path in edited}
    for (name, original, _), raw in zip(known, texts, strict=True):
        if raw is not None:  # else it had another name then, or was not there
            found[name] = load(SourceText(original.path, original.name, decode(raw, original.path)[0]))
    return found


def _find_last_changes(root: Path, paths: list[str]) -> tuple[frozenset[str], dict[str, str]]:
    """Return which files differ from the last commit, and the last commit that changed each file.

    The first commit of a part of the history is left out: it says that it changed everything.
    """
    status = run_git(root, "status", "--porcelain", "--no-renames", "-z", "--", *paths).decode("utf-8", "replace")
    prefix = run_git(root, "rev-parse", "--show-prefix").decode("utf-8", "replace").strip()
    edited = frozenset(line[3:].removeprefix(prefix) for line in status.split("\0"))
    shallow = root / run_git(root, "rev-parse", "--git-path", "shallow").decode().strip()
    first = shallow.read_text("ascii").split() if shallow.is_file() else []
    log = run_git(root, "log", "--format=%x01%H", "--name-only", "--no-renames", "--relative", "-z", "--", *paths)
    commits: dict[str, str] = {}
    for entry in log.decode("utf-8", "replace").split("\1")[1:]:
        commit, *names = filter(None, entry.replace("\n", "\0").split("\0"))
        for name in names if commit not in first else ():
            commits.setdefault(name, commit)
    return edited, commits
