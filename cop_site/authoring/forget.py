"""Takes a person out of all files: references, their own file, and the files that are called after them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cop_site.authoring.rename.note import apply_changes
from cop_site.authoring.rename.spans import cut_out, part_of
from cop_site.content.files import Files, SourceText
from cop_site.content.gfm import find_names_in_body
from cop_site.content.load import Source, load, stem_of
from cop_site.content.note_text import decode
from cop_site.diagnostics import Edit, Span, UserError
from cop_site.fixes.change import Change
from cop_site.fixes.edits import apply_edits
from cop_site.fixes.frontmatter import write_scalar
from cop_site.model.community import Community
from cop_site.model.forgotten import fingerprint
from cop_site.model.hidden_names import HiddenNames
from cop_site.model.kinds import Kind
from cop_site.model.person_names import fold_person, is_slug
from cop_site.model.read import kind_of
from cop_site.model.references import find_source_mentions

NOBODY = "a former member"
"""What references become if the person chose no pseudonym."""
_FOLDER = "members/"
_ELSEWHERE = ("*.md", "*.yml", "*.toml", ".github/**/*", "docs/**/*.md")
"""Files beside the notes that may name somebody."""


class ForgetError(UserError):
    """Raised if nobody has the name."""


@dataclass(frozen=True, slots=True)
class Forgetting:
    """The changes that take a person out of all files, and what is left to do by hand."""

    names: tuple[str, ...]
    """All names of the person, folded."""
    replacement: str
    """What references become."""
    changes: tuple[Change, ...]
    left: tuple[tuple[Span, str], ...]
    """Where a name stands after the changes, in texts."""


def plan_forgetting(root: Path, files: Files, community: Community, who: str, salt: str) -> Forgetting:
    """Return the changes that take out a person, who is named by a slug, a handle or a name.

    `salt` is that of the fingerprints, 16 hexadecimal digits. Raises ForgetError if no file names the person.
    """
    key = fold_person(who.removeprefix(f"{files.folder}/").removeprefix(_FOLDER).removesuffix(".md"))
    slug = community.name_owners.get(key, "")
    names = {key, *(name for name, owner in community.name_owners.items() if slug and owner == slug)}
    member = community.members.get(slug)
    replacement = member.fields.pseudonym if member and not is_slug(member.fields.pseudonym) else ""
    replacement = replacement or NOBODY
    names.discard(fold_person(replacement))
    changes = [*_rewrite(root, files, names, slug, replacement)]
    if slug:
        left = member.fields.left if member and member.fields.left else community.as_of
        marks = [fingerprint(name, salt) for name in sorted(names)]
        tombstone = _write_tombstone(replacement, left.isoformat(), marks)
        changes += _bury(root, files, slug, tombstone, marks[0][16:22])
    hidden = HiddenNames(dict.fromkeys(names, slug or key), any_word=True)
    changes += _remove_files(root, files, hidden)
    left_over = tuple(_find_left(root, apply_changes(files, changes), hidden))
    if not (changes or left_over or slug or community.forgotten.find(key)):
        raise ForgetError(f"no file names {who!r}; give the name of their file, a handle, or a name as it is written")
    return Forgetting(tuple(sorted(names)), replacement, tuple(changes), left_over)


def _write_tombstone(name: str, left: str, marks: Iterable[str]) -> bytes:
    """Return a member's file that has nothing of them but what keeps their names taken."""
    shown = write_scalar(name)
    lines = [
        "---",
        f"name: {shown}",
        f"pseudonym: {shown}",
        f"left: {left}",
        "forgotten:",
        *(f"  - {m}" for m in marks),
    ]
    return "\n".join([*lines, "---", ""]).encode()


def _bury(root: Path, files: Files, slug: str, tombstone: bytes, token: str) -> Iterator[Change]:
    """Yield the change of the person's own file to a tombstone with another name, and of other files of theirs."""
    own = [
        text
        for text in (*files.sources, *files.refused)
        if text.name.casefold().startswith(_FOLDER) and stem_of(text.name).partition(".")[0] == slug
    ]
    for number, text in enumerate(own):
        path = root / text.path
        if path.is_file() and not path.is_symlink():
            new = f"{files.folder}/{_FOLDER}former-{token}.md" if number == 0 else ""
            yield Change(text.path, new, path.read_bytes(), tombstone if new else b"")


def _rewrite(root: Path, files: Files, names: set[str], slug: str, replacement: str) -> Iterator[Change]:
    for text in files.sources:
        is_own = text.name.startswith(_FOLDER) and text.name == f"{_FOLDER}{slug}.md"
        if is_own or not any(name.partition("-")[0] in text.text.casefold() for name in names):
            continue
        edits = list(_find_edits(text, load(text), names, replacement))
        if edits:
            raw = (root / text.path).read_bytes()
            yield Change(text.path, text.path, raw, apply_edits(raw, edits))


def _find_edits(text: SourceText, source: Source, names: set[str], replacement: str) -> Iterator[Edit]:
    """Yield an edit for each field that names the person, with all that it says of them, and for each handle."""
    for mention in find_source_mentions(source, kind_of(source.name).info.model, *Kind.MEMBER.info.targets):
        if fold_person(mention.text) in names:
            is_group = mention.target == "person" and mention.at[-1] == "name"
            span = source.span_of(*(mention.at[:-1] if is_group else mention.at))
            yield Edit(_trim(span, text.text), write_scalar(replacement))
    for handle in find_names_in_body(source.body, source.path, source.front_matter.body_line).handles:
        if fold_person(handle.text) in names:
            yield Edit(handle.span._replace(column=handle.span.column - 1), replacement)


def _trim(span: Span, text: str) -> Span:
    """A span without the white space at its end: a group of fields may be said to end where the next item begins."""
    raw = cut_out(text, span)
    return part_of(span, raw, 0, len(raw.rstrip()))


def _remove_files(root: Path, files: Files, hidden: HiddenNames) -> Iterator[Change]:
    """Yield the removal of each picture or other file that is called after the person, published or refused."""
    for path in sorted((root / files.folder).rglob("*")):
        name = path.relative_to(root / files.folder).as_posix()
        if path.is_file() and not path.is_symlink() and path.suffix != ".md" and hidden.are_in_file(name):
            yield Change(f"{files.folder}/{name}", "", path.read_bytes(), b"")


def _find_left(root: Path, files: Files, hidden: HiddenNames) -> Iterator[tuple[Span, str]]:
    """Yield where a name stands in the notes and in the files beside them, and in the names of notes."""
    beside = {path for pattern in _ELSEWHERE for path in root.glob(pattern) if path.is_file() and not path.is_symlink()}
    texts = [SourceText(p.relative_to(root).as_posix(), "", decode(p.read_bytes(), "")[0]) for p in sorted(beside)]
    for text in (*files.sources, *texts):
        if any(hidden.find(text.name)):
            yield Span(text.path), text.name
        yield from locate_names(text, hidden)


def locate_names(text: SourceText, hidden: HiddenNames) -> Iterator[tuple[Span, str]]:
    """Yield each hidden name in a text, with its span."""
    line, seen = 1, 0
    for start, end, _ in hidden.find(text.text):
        line, seen = line + text.text.count("\n", seen, start), start
        column = start - text.text.rfind("\n", 0, start)
        found = text.text[start:end]
        yield Span(text.path, line, column, line, column + len(found)), " ".join(found.split())
