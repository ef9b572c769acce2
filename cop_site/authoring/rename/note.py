"""Renames a note and updates all references to it. All changes are computed before a file is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cop_site.authoring.rename.redirect import add_redirect, addresses_of, remove_redirect
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
from cop_site.content.frontmatter.fields import Location
from cop_site.content.load import Source, load
from cop_site.content.note_text import decode
from cop_site.diagnostics import Diagnostic, Edit, Severity
from cop_site.fixes.change import Change
from cop_site.fixes.edits import apply_edits
from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.links import name_target
from cop_site.model.note import Note
from cop_site.model.read import uri_of

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
    subject = describe_subject(find_note(files, community, request), request.new, community)
    check_free(subject, files, community)
    old_name = subject.old_name
    edits: dict[str, list[Edit]] = {}
    remarks: list[str] = []
    sources = {text.name: load(text) for text in files.sources}
    for text in files.sources:
        source = sources[text.name]
        note_edits = list(find_edits(text, source, subject)) if _may_name(text.text, subject) else []
        if text.name == old_name:
            note_edits += _edit_redirects(text, source, subject, community, remarks)
        if note_edits:
            edits[text.name] = note_edits
        if source.front_matter.lost and subject.old in text.text:
            remarks.append(f"{text.path}: its front matter cannot be read; look for {subject.old!r} by hand")
    changes = tuple(
        _change(root, text, subject, edits.get(text.name, ()))
        for text in files.sources
        if text.name in edits or text.name == old_name
    )
    remarks += _find_elsewhere(root, subject)
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


def _may_name(text: str, subject: Subject) -> bool:
    """Return whether a note may name the subject: a cheap prefilter, which lets all notes with escapes pass."""
    longest = max(_WORD.findall(subject.old.casefold()), key=len)
    return _PLURAL.sub("", longest) in text.casefold() or any(mark in text for mark in "%&\\")


def _edit_redirects(
    text: SourceText, source: Source, subject: Subject, community: Community, remarks: list[str]
) -> list[Edit]:
    """Return the edit that adds a redirect from the old address, or removes one from the new address."""
    if source.front_matter.lost or any(problem.name in BROKEN_FRONT_MATTER for problem in source.front_matter.problems):
        raise RenameError(f"fix the front matter of {text.path} first: cop check")
    new_uri, old_uri = uri_of(subject.new_name), uri_of(subject.old_name)
    removal = remove_redirect(text.text, source, addresses_of(new_uri))
    if removal:
        remarks.append(f"{new_uri} is the note's own address again, and {old_uri} does not redirect to it")
        return [removal]
    note: Note[Fields] | None = community.by_name.get(subject.old_name)
    if note is None or not note.has_page:
        return []  # there was no page to link to
    remarks.append(f"{old_uri} now redirects to {new_uri}")
    return [add_redirect(text.text, source, old_uri)]


def _find_elsewhere(root: Path, subject: Subject) -> Iterator[str]:
    """Yield a message if mkdocs.yml names the note."""
    settings = root / "mkdocs.yml"
    if settings.is_file() and subject.old_name in settings.read_text("utf-8", "replace"):
        yield f"{settings.name} names {subject.old_name}; edit it by hand"


def _change(root: Path, text: SourceText, subject: Subject, edits: Iterable[Edit]) -> Change:
    raw = (root / text.path).read_bytes()
    new_path = f"{subject.content_folder}/{subject.new_name}" if text.name == subject.old_name else text.path
    return Change(text.path, new_path, raw, apply_edits(raw, edits))


def apply_changes(files: Files, changes: Sequence[Change]) -> Files:
    """Return the files of a project after some changes."""
    by_path = {change.path: change for change in changes}
    sources = []
    for text in files.sources:
        change = by_path.get(text.path)
        path = change.new_path if change else text.path
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
        old, new = before[name], load(after[new_name])
        if _with(old.front_matter.values, find_values(old, subject)) != _with(new.front_matter.values, {}):
            raise RenameError(f"the fields of {old.path} cannot be edited automatically; edit them by hand")
        links, new_links = old.outline.links, new.outline.links
        if len(links) != len(new_links):
            raise RenameError(f"the links of {old.path} cannot be edited automatically; edit them by hand")
        for link, new_link in zip(links, new_links, strict=True):
            target = name_target(link.target, name, subject.content_folder)
            expected = subject.new_name if target == subject.old_name else target
            if name_target(new_link.target, new_name, subject.content_folder) != expected:
                raise RenameError(f"{link.span}: this link cannot be edited automatically; edit it by hand")


def _with(values: Any, changed: Mapping[Location, str], at: Location = ()) -> Any:
    """Return front matter with new texts at some locations, and without its redirects."""
    if at == ("redirect_from",):
        return None
    if isinstance(values, dict):
        pairs = ((key, _with(value, changed, (*at, key))) for key, value in values.items())
        return {key: value for key, value in pairs if value is not None}
    if isinstance(values, list):
        return [_with(value, changed, (*at, number)) for number, value in enumerate(values)]
    return changed.get(at) or (" ".join(values.split()) if isinstance(values, str) else values)
