"""Finds the references to a note that is renamed, and makes an edit for each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote, unquote

from cop_site.authoring.rename.spans import cut_out, part_of
from cop_site.authoring.rename.subject import Subject
from cop_site.content.file_types import note_name
from cop_site.content.files import SourceText
from cop_site.content.frontmatter.places import Location
from cop_site.content.gfm import RawText, find_names_in_body
from cop_site.content.load import Source
from cop_site.diagnostics import Edit, Span
from cop_site.model.kinds import Kind
from cop_site.model.links import name_target
from cop_site.model.read import kind_of
from cop_site.model.references import find_source_mentions, locate_texts

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A backslash escape of Markdown: `\\(`, `\\_`."""


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """A reference to the subject in a field."""

    text: str
    start: int
    """The index in the text at which the slug begins."""
    end: int
    """And the one behind it."""
    at: Location


def find_values(source: Source, subject: Subject) -> dict[Location, str]:
    """Return the new texts of the fields that name the subject, by location."""
    return {occurrence.at: _renamed(occurrence, subject) for occurrence in _find_occurrences(source, subject)}


def find_edits(text: SourceText, source: Source, subject: Subject) -> Iterator[Edit]:
    """Yield an edit for each reference to the old name of the subject in a source."""
    for occurrence in _find_occurrences(source, subject):
        yield _edit_field(text, occurrence, source.span_of(*occurrence.at), subject)
    names = find_names_in_body(source.body, source.path, source.front_matter.body_line)
    for destination in names.destinations:
        edit = _edit_destination(destination, source.name, subject)
        if edit:
            yield edit
    if subject.kind is Kind.MEMBER:
        for handle in names.handles:
            if _is_named(handle.text, subject):
                yield Edit(handle.span, subject.new)


def _find_occurrences(source: Source, subject: Subject) -> Iterator[_Occurrence]:
    kind = kind_of(source.name)
    model = kind.info.model
    for mention in find_source_mentions(source, model, *subject.kind.info.targets):
        if _is_named(mention.text, subject):
            begin = mention.written.find(mention.text) + mention.text.startswith("@")
            end = begin + len(mention.text.removeprefix("@"))
            yield _Occurrence(mention.written, begin, end, mention.at)
    for mention in find_source_mentions(source, model, "objective"):
        if subject.kind is Kind.TOPIC and "/" in mention.text and _is_named(mention.text.rpartition("/")[0], subject):
            yield _Occurrence(mention.text, 0, mention.text.find("/"), mention.at)
    key = subject.old_name.removesuffix(".md")
    for mention in find_source_mentions(source, model, "note"):
        if mention.text == key:
            yield _Occurrence(mention.text, len(subject.folder), len(mention.text), mention.at)
    yield from _find_in_free_texts(source, kind, subject)


def _find_in_free_texts(source: Source, kind: Kind, subject: Subject) -> Iterator[_Occurrence]:
    """Yield occurrences in fields that may hold any text: a member's wishes, the charter's code of conduct."""
    if subject.kind is Kind.TOPIC:
        for mention in find_source_mentions(source, kind.info.model, "wish"):
            if _is_named(mention.text, subject):
                yield _Occurrence(mention.text, 0, len(mention.text), mention.at)
    if kind is Kind.COMMUNITY:
        key = subject.old_name.removesuffix(".md")
        for at, page in locate_texts(source, "code_of_conduct"):
            if page in (key, subject.old_name):
                yield _Occurrence(page, len(subject.folder), len(page.removesuffix(".md")), at)


def _is_named(text: str, subject: Subject) -> bool:
    """Return whether a text names the subject by its slug, and not by a title or alias that it keeps."""
    if subject.kind in (Kind.TOPIC, Kind.MEMBER):
        text = text.removeprefix("@") if subject.kind is Kind.MEMBER else text
        key = subject.fold(text)
        return text == subject.old or (key == subject.fold(subject.old) and key not in subject.unchanged_names)
    return text.removeprefix("@") == subject.old


def _renamed(occurrence: _Occurrence, subject: Subject) -> str:
    return occurrence.text[: occurrence.start] + subject.new + occurrence.text[occurrence.end :]


def _edit_field(text: SourceText, occurrence: _Occurrence, span: Span, subject: Subject) -> Edit:
    """Replace the slug in a value; its quotes and a part after a slash are left as they are."""
    raw = cut_out(text.text, span)
    index = raw.find(occurrence.text)
    if index < 0:  # spelt with escapes, or broken over lines
        return Edit(span, json.dumps(_renamed(occurrence, subject), ensure_ascii=False))
    return Edit(part_of(span, raw, index + occurrence.start, index + occurrence.end), subject.new)


def _edit_destination(destination: RawText, origin: str, subject: Subject) -> Edit | None:
    """Return the edit of a link to the subject's file; None for other links."""
    target = _ESCAPE.sub(r"\1", unescape(destination.text))
    if name_target(target, origin, subject.content_folder) != subject.old_name:
        return None
    path = re.split(r"[?#]", destination.text, maxsplit=1)[0]
    start, end = path.rfind("/") + 1, len(path)
    file = path[start:]
    if note_name(unquote(file)) != f"{subject.old}.md":
        return Edit(destination.span, re.sub(r"[^/?#]*(?=[?#]|\Z)", quote(subject.new) + ".md", target, count=1))
    new = quote(subject.new) if "%" in file else subject.new
    return Edit(part_of(destination.span, destination.text, start, end), new + file[file.rindex(".") :])
