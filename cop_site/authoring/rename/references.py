"""Finds every place where notes name one of them by its file, and what to write there instead."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote, unquote

from cop_site.authoring.rename.spans import cut_out, part_of
from cop_site.authoring.rename.subject import Subject
from cop_site.content.files import SourceText
from cop_site.content.frontmatter.fields import Location
from cop_site.content.gfm import Written, find_names_in_body
from cop_site.content.load import Source
from cop_site.diagnostics import Edit, Span
from cop_site.model.kinds import Kind
from cop_site.model.links import name_target
from cop_site.model.read import kind_of
from cop_site.model.references import find_source_mentions, locate_texts

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class _Naming:
    """A text of a field that names the subject."""

    text: str
    start: int
    """Where in the text the slug begins."""
    at: Location


def find_values(source: Source, subject: Subject) -> dict[Location, str]:
    """The texts of fields that name the subject, as they have to be under its new name."""
    return {naming.at: _renamed(naming, subject) for naming in _find_namings(source, subject)}


def find_edits(text: SourceText, source: Source, subject: Subject) -> Iterator[Edit]:
    """Yield an edit for each place where a source names the subject by the name that it loses."""
    for naming in _find_namings(source, subject):
        yield _edit_field(text, naming, source.span_of(*naming.at), subject)
    names = find_names_in_body(source.body, source.path, source.front_matter.body_line)
    for destination in names.destinations:
        edit = _edit_destination(destination, source.name, subject)
        if edit:
            yield edit
    if subject.kind is Kind.MEMBER:
        for handle in names.handles:
            if _names(handle.text, subject):
                yield Edit(handle.span, subject.new)


def _find_namings(source: Source, subject: Subject) -> Iterator[_Naming]:
    kind = kind_of(source.name)
    model = kind.info.model
    for mention in find_source_mentions(source, model, *subject.kind.info.targets):
        if _names(mention.text, subject):
            yield _Naming(mention.text, mention.text.startswith("@"), mention.at)
    for mention in find_source_mentions(source, model, "objective"):
        if subject.kind is Kind.TOPIC and "/" in mention.text and _names(mention.text.rpartition("/")[0], subject):
            yield _Naming(mention.text, 0, mention.at)
    key = subject.old_name.removesuffix(".md")
    for mention in find_source_mentions(source, model, "note"):
        if mention.text == key:
            yield _Naming(mention.text, len(subject.folder), mention.at)
    yield from _find_free_namings(source, kind, subject)


def _find_free_namings(source: Source, kind: Kind, subject: Subject) -> Iterator[_Naming]:
    """What names the subject in fields that may hold any text: a member's wishes, the charter's code of conduct."""
    if subject.kind is Kind.TOPIC:
        for mention in find_source_mentions(source, kind.info.model, "wish"):
            if _names(mention.text, subject):
                yield _Naming(mention.text, 0, mention.at)
    if kind is Kind.COMMUNITY:
        key = subject.old_name.removesuffix(".md")
        for at, page in locate_texts(source, "code_of_conduct"):
            if page in (key, subject.old_name):
                yield _Naming(page, len(subject.folder), at)


def _names(text: str, subject: Subject) -> bool:
    """Whether a text names the subject, and would not any more under its new name."""
    if subject.kind in (Kind.TOPIC, Kind.MEMBER):
        text = text.removeprefix("@") if subject.kind is Kind.MEMBER else text
        key = subject.fold(text)
        return text == subject.old or (key == subject.fold(subject.old) and key not in subject.lasting)
    return text.removeprefix("@") == subject.old


def _end_of(naming: _Naming) -> int:
    end = naming.text.find("/", naming.start)
    return end if end >= 0 else len(naming.text.removesuffix(".md"))


def _renamed(naming: _Naming, subject: Subject) -> str:
    return naming.text[: naming.start] + subject.new + naming.text[_end_of(naming) :]


def _edit_field(text: SourceText, naming: _Naming, span: Span, subject: Subject) -> Edit:
    """Write the new name where the old one stands in a value; quotes and what follows a slash stay."""
    written = cut_out(text.text, span)
    found = written.find(naming.text)
    if found < 0:  # spelt with escapes, or broken over lines
        return Edit(span, json.dumps(_renamed(naming, subject), ensure_ascii=False))
    return Edit(part_of(span, written, found + naming.start, found + _end_of(naming)), subject.new)


def _edit_destination(destination: Written, origin: str, subject: Subject) -> Edit | None:
    """Write the new name where a link leads to the subject's file; None where it leads elsewhere."""
    meant = _ESCAPE.sub(r"\1", unescape(destination.text))
    if name_target(meant, origin, subject.content_folder) != subject.old_name:
        return None
    path = re.match(r"[^?#]*", destination.text)
    start = (path[0] if path else "").rfind("/") + 1
    end = len(path[0]) if path else 0
    file = destination.text[start:end]
    if unquote(file) != f"{subject.old}.md":
        return Edit(destination.span, re.sub(r"[^/?#]*(?=[?#]|\Z)", quote(subject.new) + ".md", meant, count=1))
    new = quote(subject.new) if "%" in file else subject.new
    return Edit(part_of(destination.span, destination.text, start, end), f"{new}.md")
