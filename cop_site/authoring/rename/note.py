"""Renames a note and updates all references to it. All changes are computed before a file is written."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from cop_site.authoring.rename.redirect import add_item, add_redirect, addresses_of, remove_item, remove_redirect
from cop_site.authoring.rename.references import find_edits, find_values
from cop_site.authoring.rename.subject import (
    RenameError,
    RenameRequest,
    Subject,
    check_free,
    describe_subject,
    find_note,
)
from cop_site.content.files import Files, SourceText
from cop_site.content.frontmatter.places import Location
from cop_site.content.load import Source
from cop_site.content.note_text import decode
from cop_site.diagnostics import Diagnostic, Edit, Severity
from cop_site.fixes.change import Change
from cop_site.fixes.edits import apply_edits
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind
from cop_site.model.links import name_target
from cop_site.model.note import Note
from cop_site.model.person_names import fold_person
from cop_site.model.read import uri_of
from cop_site.model.references import locate_texts

_WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"(?:ies|y|s)\Z")
"""An ending that `fold` may change: `stories`, `story`, `meetups`."""
BROKEN_FRONT_MATTER = frozenset(
    {"front-matter-is-closed", "front-matter-comes-first", "front-matter-is-yaml", "front-matter-is-fields"}
)


@dataclass(frozen=True)
class Renaming:
    """The changes that rename a note or a tag."""

    changes: tuple[Change, ...]
    files: Files
    """All files after the changes."""
    remarks: tuple[str, ...]
    """Messages for the user."""


def plan_renaming(root: Path, files: Files, community: Community, request: RenameRequest) -> Renaming:
    """Return the changes that rename a note.

    Raise RenameError if there is no such note, the new name is taken or not valid, or a reference to the note cannot
    be edited.
    """
    name = find_note(files, community, request)
    subject = describe_subject(name, request.new, community)
    check_free(subject, files, community)
    old_name = subject.old_name
    edits: dict[str, list[Edit]] = {}
    remarks: list[str] = []
    note: Note[Fields] | None = community.by_name.get(old_name)
    is_shown = note is not None and note.has_page
    sources = {text.name: subject.read(text) for text in files.sources}
    for text in files.sources:
        source = sources[text.name]
        note_edits = list(find_edits(text, source, subject)) if may_name(text.text, subject) else []
        if text.name == old_name:
            note_edits += _edit_redirects(text, source, subject, remarks, is_shown=is_shown)
        if note_edits:
            edits[text.name] = note_edits
        if source.front_matter.lost and subject.old in text.text:
            remarks.append(f"{text.path}: its front matter cannot be read; look for {subject.old!r} by hand")
    changes = tuple(
        _change(root, text, subject, edits.get(text.name, ()), is_shown=is_shown)
        for text in files.sources
        if text.name in edits or text.name == old_name
    )
    remarks += find_elsewhere(root, subject)
    after = apply_changes(files, changes)
    _verify(sources, after, subject, edits)
    return Renaming(changes, after, tuple(remarks))


def find_new_errors(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic], changes: Sequence[Change]
) -> list[Diagnostic]:
    """Return the errors that changes introduce: each that a file did not have as many times before."""
    paths = {change.path: change.new_path for change in changes}
    known = Counter((paths.get(d.span.path, d.span.path), d.code) for d in before if d.severity is Severity.ERROR)
    new_errors = []
    for diagnostic in after:
        key = (diagnostic.span.path, diagnostic.code)
        if diagnostic.severity is Severity.ERROR:
            known[key] -= 1
            if known[key] < 0:
                new_errors.append(diagnostic)
    return new_errors


def may_name(text: str, subject: Subject) -> bool:
    """Return whether a note may name the subject: a cheap prefilter, which lets all notes with escapes pass."""
    longest = max(_WORD.findall(subject.old.casefold()), key=len)
    return _PLURAL.sub("", longest) in text.casefold() or any(mark in text for mark in "%&\\")


def _edit_redirects(
    text: SourceText, source: Source, subject: Subject, remarks: list[str], *, is_shown: bool
) -> list[Edit]:
    """Return the edit that adds a redirect from the old address, or removes one from the new address."""
    if source.front_matter.lost or any(problem.name in BROKEN_FRONT_MATTER for problem in source.front_matter.problems):
        raise RenameError(f"fix the front matter of {text.path} first: cop check")
    new_uri, old_uri = uri_of(subject.new_name), uri_of(subject.old_name)
    removal = remove_redirect(text.text, source, addresses_of(new_uri))
    if removal:
        remarks.append(f"{new_uri} is the note's own address again, and {old_uri} does not redirect to it")
        return [removal]
    if not is_shown:
        return []  # there was no page to link to
    remarks.append(f"{old_uri} now redirects to {new_uri}")
    return [add_redirect(text.text, source, old_uri)]


def find_elsewhere(root: Path, subject: Subject) -> Iterator[str]:
    """Yield a message if mkdocs.yml names the note."""
    settings = root / "mkdocs.yml"
    if settings.is_file() and subject.old_name in settings.read_text("utf-8", "replace"):
        yield f"{settings.name} names {subject.old_name}; edit it by hand"


def _change(root: Path, text: SourceText, subject: Subject, edits: Iterable[Edit], *, is_shown: bool) -> Change:
    raw = (root / text.path).read_bytes()
    after = apply_edits(raw, edits)
    if text.name != subject.old_name:
        return Change(text.path, text.path, raw, after)
    if subject.kind is Kind.MEMBER:
        after = _keep_name(after, text, subject, is_shown=is_shown)
    new = subject.new_name.removesuffix(".md") + PurePosixPath(text.path).suffix
    return Change(text.path, f"{subject.content_folder}/{new}", raw, after)


def _keep_name(raw: bytes, text: SourceText, subject: Subject, *, is_shown: bool) -> bytes:
    """A member's file in which the old name is an alias, so that notes that have it mean the same person.

    Of somebody who is not shown by name, the old name is not kept. Where the new name is an alias already, it goes: the
    member has it again.
    """
    now = replace(text, text=decode(raw, text.path)[0])
    source = subject.read(now)
    aliases = [alias for _, alias in locate_texts(source, "aliases")]
    returning = frozenset(alias for alias in aliases if fold_person(alias) == fold_person(subject.new))
    if undone := remove_item(now.text, source, "aliases", returning):
        return apply_edits(raw, [undone])
    old = fold_person(subject.old)
    if not is_shown or old in map(fold_person, aliases):
        return raw
    name = str(source.front_matter.values.get("name", source.title))
    alias = json.dumps(name, ensure_ascii=False) if fold_person(name) == old else subject.old
    return apply_edits(raw, [add_item(now.text, source, "aliases", alias)])


def apply_changes(files: Files, changes: Sequence[Change]) -> Files:
    """Return the files of a project after some changes."""
    by_path = {change.path: change for change in changes}
    sources = []
    for text in files.sources:
        change = by_path.get(text.path)
        path = change.new_path if change else text.path
        if not path:
            continue
        new_text = decode(change.after, path)[0] if change else text.text
        sources.append(SourceText(path, path.removeprefix(f"{files.folder}/"), new_text))
    moved = {change.path: change.new_path for change in changes}
    problems = (
        replace(problem, span=problem.span._replace(path=moved.get(problem.span.path, problem.span.path)))
        for problem in files.problems
    )
    return replace(files, sources=tuple(sorted(sources, key=lambda text: text.name)), problems=tuple(problems))


def _verify(before: Mapping[str, Source], files: Files, subject: Subject, edits: Mapping[str, Sequence[Edit]]) -> None:
    """Raise RenameError unless only references to the subject, and redirects, have changed."""
    after = {text.name: text for text in files.sources}
    for name in edits:
        new_name = subject.new_name if name == subject.old_name else name
        old, new = before[name], subject.read(after[new_name])
        said = rewrite_values(old.front_matter.values, find_values(old, subject))
        says = rewrite_values(new.front_matter.values, {})
        if subject.kind is Kind.MEMBER and name == subject.old_name:
            said, says = ({**values, "aliases": None} for values in (said, says))
        if said != says:
            raise RenameError(f"the fields of {old.path} cannot be edited automatically; edit them by hand")
        verify_links(old, new, subject)


def verify_links(old: Source, new: Source, subject: Subject) -> None:
    """Raise RenameError unless the links of a note lead to the same files as before, but for the renamed note."""
    links, new_links = old.outline.links, new.outline.links
    if len(links) != len(new_links):
        raise RenameError(f"the links of {old.path} cannot be edited automatically; edit them by hand")
    for link, new_link in zip(links, new_links, strict=True):
        target = name_target(link.target, old.name, subject.content_folder)
        expected = subject.new_name if target == subject.old_name else target
        if name_target(new_link.target, new.name, subject.content_folder) != expected:
            raise RenameError(f"{link.span}: this link cannot be edited automatically; edit it by hand")


def rewrite_values(values: Any, changed: Mapping[Location, str], at: Location = ()) -> Any:
    """Return front matter with new texts at some locations, and without its redirects."""
    if at == ("redirect_from",):
        return None
    if isinstance(values, dict):
        pairs = ((key, rewrite_values(value, changed, (*at, key))) for key, value in values.items())
        return {key: value for key, value in pairs if value is not None}
    if isinstance(values, list):
        return [rewrite_values(value, changed, (*at, number)) for number, value in enumerate(values)]
    return changed.get(at) or (" ".join(values.split()) if isinstance(values, str) else values)
