"""Finds a person in the git history of a project, and says how to take them out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cop_site.model.person_names import fold_person
from cop_site.project.revision import RevisionError, run_git


@dataclass(frozen=True, slots=True)
class InHistory:
    """Where somebody's names stand in the git history of a project."""

    changes: tuple[str, ...]
    """The commits whose changes have a name in them, newest first."""
    messages: tuple[str, ...]
    """The commits whose message has one."""
    paths: tuple[str, ...]
    """The paths that any commit had and that are called after the person, from the top of the repository."""
    authors: tuple[str, ...]
    """Authors and committers with such a name or address: `Ana Li <ana@example.org>`."""


def search_history(root: Path, names: Iterable[str]) -> InHistory | None:
    """Return where folded names stand in all branches; None without git, or outside of a repository."""
    names = sorted(names)
    pattern = "|".join(_spell(name) for name in names)
    try:
        changes = _list_commits(root, "-G", pattern)
        messages = _list_commits(root, "--grep", pattern)
        paths = run_git(root, "log", "--all", "--format=", "--name-only", "-z").decode("utf-8", "replace").split("\0")
        people = run_git(root, "log", "--all", "--format=%an <%ae>%n%cn <%ce>").decode("utf-8", "replace").splitlines()
    except RevisionError:
        return None
    word = re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE)
    called = sorted({path.strip("\n") for path in paths if word.search(path)})
    authors = sorted({person for person in people if _is_theirs(person, names)})
    return InHistory(changes, messages, tuple(called), tuple(authors))


def explain_cleaning(found: InHistory, names: Iterable[str], replacement: str) -> Iterator[str]:
    """Yield the lines that say how to rewrite the history."""
    yield "To take it out of the history, in a fresh clone, with git filter-repo (everybody has to clone anew):"
    yield "  replacements.txt:"
    yield from (f"    regex:(?i)(?<!\\w){_spell(name)}(?!\\w)==>{replacement}" for name in sorted(names))
    command = "git filter-repo --replace-text replacements.txt --replace-message replacements.txt"
    if found.authors:
        yield "  mailmap.txt:"
        yield from (f"    Former member <former@invalid> {author}" for author in found.authors)
        command += " --mailmap mailmap.txt"
    if found.paths:
        yield "  paths.txt, whose files go from every commit:"
        yield from (f"    {path}" for path in found.paths)
        command += " --invert-paths --paths-from-file paths.txt"
    yield f"  {command}"


def _spell(name: str) -> str:
    """Return a regular expression, for git and for Python, of the spellings of a folded name."""
    return "[-_. ]{1,3}".join(map(re.escape, name.split("-")))


def _list_commits(root: Path, option: str, pattern: str) -> tuple[str, ...]:
    arguments = ("log", "--all", "--extended-regexp", "--regexp-ignore-case", "--format=%h", f"{option}{pattern}")
    if option == "--grep":
        arguments = (*arguments[:-1], f"--grep={pattern}")
    return tuple(run_git(root, *arguments).decode().split())


def _is_theirs(person: str, names: list[str]) -> bool:
    name, _, address = person.partition(" <")
    return fold_person(name) in names or fold_person(address.partition("@")[0]) in names
