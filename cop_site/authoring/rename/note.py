"""Gives a note another name, wherever it is named: all of it is worked out before a file is touched."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
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
from cop_site.content.frontmatter.fields import Location
from cop_site.content.load import Source, load
from cop_site.content.note_text import decode
from cop_site.diagnostics import Diagnostic, Edit, Severity
from cop_site.fixes.change import Change
from cop_site.fixes.edits import apply_edits
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind
from cop_site.model.links import name_target
from cop_site.model.note import Note
from cop_site.model.people import fold_person
from cop_site.model.read import uri_of
from cop_site.model.references import locate_texts

_WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"(?:ies|y|s)\Z")
_BROKEN = frozenset(
    {"front-matter-is-closed", "front-matter-comes-first", "front-matter-is-yaml", "front-matter-is-fields"}
)


@dataclass(frozen=True)
class Renaming:
    """What a new name changes, before anything is written."""

    changes: tuple[Change, ...]
    files: Files
    """All files as they will be."""
    remarks: tuple[str, ...]
    """What whoever renames should know."""


def plan_renaming(root: Path, files: Files, community: Community, wish: RenameRequest) -> Renaming:
    """Work out what changes when a note gets another name.

    Raises RenameError when there is no such note, the new name is taken or cannot be a name, or a place where the
    note is named cannot be rewritten.
    """
    name = find_note(files, community, wish)
    subject = describe_subject(name, wish.new, community)
    check_free(subject, files, community)
    old_name = subject.old_name
    edits: dict[str, list[Edit]] = {}
    remarks: list[str] = []
    note: Note[Fields] | None = community.by_name.get(old_name)
    is_shown = note is not None and note.has_page
    sources = {text.name: load(text) for text in files.sources}
    for text in files.sources:
        source = sources[text.name]
        found = list(find_edits(text, source, subject)) if may_name(text.text, subject) else []
        if text.name == old_name:
            found += _edit_redirects(text, source, subject, remarks, is_shown=is_shown)
        if found:
            edits[text.name] = found
        if source.front_matter.lost and subject.old in text.text:
            remarks.append(f"{text.path}: its front matter cannot be read; look for {subject.old!r} there yourself")
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
    """The errors that changes would bring; those that were there before, anywhere in the same file, are not counted."""
    paths = {change.path: change.new_path for change in changes}
    known = Counter((paths.get(d.span.path, d.span.path), d.code) for d in before if d.severity is Severity.ERROR)
    found = []
    for diagnostic in after:
        key = (diagnostic.span.path, diagnostic.code)
        if diagnostic.severity is Severity.ERROR:
            known[key] -= 1
            if known[key] < 0:
                found.append(diagnostic)
    return found


def may_name(text: str, subject: Subject) -> bool:
    """Whether a note could name the subject, told at a glance: yes where there are escapes to be looked into."""
    longest = max(_WORD.findall(subject.old.casefold()), key=len)
    return _PLURAL.sub("", longest) in text.casefold() or any(mark in text for mark in "%&\\")


def _edit_redirects(
    text: SourceText, source: Source, subject: Subject, remarks: list[str], *, is_shown: bool
) -> list[Edit]:
    """Leave a redirect where a page was, or take out the one that leads to where the note goes back to."""
    if source.front_matter.lost or any(problem.name in _BROKEN for problem in source.front_matter.problems):
        raise RenameError(f"fix the front matter of {text.path} first: cop check")
    new_uri, old_uri = uri_of(subject.new_name), uri_of(subject.old_name)
    undone = remove_redirect(text.text, source, addresses_of(new_uri))
    if undone:
        remarks.append(f"{new_uri} is the note's own address again, and {old_uri} leads nowhere")
        return [undone]
    if not is_shown:
        return []  # nobody could have linked to a page that was never there
    remarks.append(f"{old_uri} leads to {new_uri} from now on")
    return [add_redirect(text.text, source, old_uri)]


def find_elsewhere(root: Path, subject: Subject) -> Iterator[str]:
    """Say where else the note is named, in a file that belongs to another program."""
    settings = root / "mkdocs.yml"
    if settings.is_file() and subject.old_name in settings.read_text("utf-8", "replace"):
        yield f"{settings.name} names {subject.old_name}; change it there yourself"


def _change(root: Path, text: SourceText, subject: Subject, edits: Iterable[Edit], *, is_shown: bool) -> Change:
    raw = (root / text.path).read_bytes()
    after = apply_edits(raw, edits)
    if text.name != subject.old_name:
        return Change(text.path, text.path, raw, after)
    if subject.kind is Kind.MEMBER:
        after = _keep_name(after, text, subject, is_shown=is_shown)
    return Change(text.path, f"{subject.content_folder}/{subject.new_name}", raw, after)


def _keep_name(raw: bytes, text: SourceText, subject: Subject, *, is_shown: bool) -> bytes:
    """A member's file in which the old name is an alias, so that notes that have it mean the same person.

    Of somebody who is not shown by name, the old name is not kept. Where the new name is an alias already, it goes: the
    member has it again.
    """
    now = replace(text, text=decode(raw, text.path)[0])
    source = load(now)
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


def apply_changes(files: Files, changes: Iterable[Change]) -> Files:
    """The files of a project as they will be."""
    by_path = {change.path: change for change in changes}
    sources = []
    for text in files.sources:
        change = by_path.get(text.path)
        path = change.new_path if change else text.path
        if not path:
            continue
        written = decode(change.after, path)[0] if change else text.text
        sources.append(SourceText(path, path.removeprefix(f"{files.folder}/"), written))
    problems = []
    for problem in files.problems:
        path = problem.span.path
        moved = by_path[path].new_path if path in by_path else path
        problems.append(replace(problem, span=problem.span._replace(path=moved)))
    return replace(files, sources=tuple(sorted(sources, key=lambda text: text.name)), problems=tuple(problems))


def _verify(before: Mapping[str, Source], files: Files, subject: Subject, edits: Mapping[str, Sequence[Edit]]) -> None:
    """Raise RenameError unless every changed note says what it said, but for the new name."""
    after = {text.name: text for text in files.sources}
    for name in edits:
        new_name = subject.new_name if name == subject.old_name else name
        old, new = before[name], load(after[new_name])
        said = rewrite_values(old.front_matter.values, find_values(old, subject))
        says = rewrite_values(new.front_matter.values, {})
        if subject.kind is Kind.MEMBER and name == subject.old_name:
            said, says = ({**values, "aliases": None} for values in (said, says))
        if said != says:
            raise RenameError(f"the fields of {old.path} cannot be changed as they are written; do it by hand")
        verify_links(old, new, subject)


def verify_links(old: Source, new: Source, subject: Subject) -> None:
    """Raise RenameError unless the links of a note lead where they led, but for the note with another name."""
    links, new_links = old.outline.links, new.outline.links
    if len(links) != len(new_links):
        raise RenameError(f"the links of {old.path} cannot be told apart from text; change them by hand")
    for link, new_link in zip(links, new_links, strict=True):
        target = name_target(link.target, old.name, subject.content_folder)
        expected = subject.new_name if target == subject.old_name else target
        if name_target(new_link.target, new.name, subject.content_folder) != expected:
            raise RenameError(f"{link.span}: this link cannot be changed; do it by hand")


def rewrite_values(values: Any, changed: Mapping[Location, str], at: Location = ()) -> Any:
    """Front matter with other texts in some places, and without its redirects."""
    if at == ("redirect_from",):
        return None
    if isinstance(values, dict):
        found = {key: rewrite_values(value, changed, (*at, key)) for key, value in values.items()}
        return {key: value for key, value in found.items() if value is not None}
    if isinstance(values, list):
        return [rewrite_values(value, changed, (*at, number)) for number, value in enumerate(values)]
    return changed.get(at) or (" ".join(values.split()) if isinstance(values, str) else values)
