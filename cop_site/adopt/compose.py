"""Writes an adopted note so that none of its fields is an error: what its kind does not know goes below `extra`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import ValidationError

from cop_site.adopt.entry import Entry
from cop_site.adopt.sort_fields import list_of, text_of
from cop_site.authoring.new import NewNote, compose_note
from cop_site.content.control_characters import find_hidden, has_unseen
from cop_site.content.files import SourceText
from cop_site.content.frontmatter.fields import TEMPLATE_CODE
from cop_site.content.load import load
from cop_site.content.note_text import MAX_LINE_CHARACTERS
from cop_site.model.kinds import Fields

_LONG_LINE = re.compile(rf"(.{{1,{MAX_LINE_CHARACTERS // 2}}})(?:\s+|\Z)|(.{{{MAX_LINE_CHARACTERS // 2}}})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"0|[1-9]\d{0,5}")
_NAMES = frozenset({"title", "name"})
"""Fields without which a group is none."""
_NOT_EXTRA = frozenset({"draft"})


def compose(entry: Entry, name: str, body: str, redirects: list[str]) -> tuple[NewNote, list[str]]:
    """Return the note that an entry makes, and remarks on what it lost."""
    remarks: list[str] = []
    fields: dict[str, Any] = {}
    if entry.title:
        fields[entry.kind.info.title_key] = entry.title
    if entry.moment:
        fields["date"] = entry.moment.day.isoformat()
        if entry.moment.time and "time" not in entry.fields:
            fields["time"] = entry.moment.time
        if entry.moment.time and entry.moment.zone:
            fields["timezone"] = entry.moment.zone
    fields |= entry.fields
    if entry.hidden:
        fields["draft"] = "true"
    if redirects:
        fields["redirect_from"] = redirects
    known, extra = _sort(fields, entry.kind.info.model)
    origin = {"origin": entry.record.full_origin} if entry.record.source else {}
    extra = {**origin, **entry.extra, **{key: value for key, value in extra.items() if key not in entry.extra}}
    remarks += [f"a field holds template code instead of a value: {key}" for key in _drop_code(known, extra)]
    note = _write(name, known, extra, body)
    while len(extra) > len(origin) and load(SourceText(name, name, note.text)).front_matter.problems:
        by_size = sorted(extra.keys() - origin.keys(), key=lambda key: (-len(str(extra[key])), key))
        for largest in by_size[: 1 + len(by_size) // 4]:  # of thousands, one after the other takes minutes
            size = len(str(extra.pop(largest)))
            remarks.append(f"a field is too large or too deep for front matter: {largest} ({size:,} characters)")
        note = _write(name, known, extra, body)
    return note, remarks


def _drop_code(*groups: dict[str, Any]) -> Iterator[str]:
    """Take the fields out that hold template code, such as `{{date}}`, and yield their names."""
    for group in groups:
        for key in [key for key, value in group.items() if TEMPLATE_CODE.search(str(value))]:
            del group[key]
            yield key


def _sort(fields: Mapping[str, Any], model: type[Fields]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields that are valid in a kind, and the others."""
    names, lists = _names_of(model)
    known = {name: _shape(value, is_list=name in lists) for name, value in fields.items() if name in names}
    extra = {name: value for name, value in fields.items() if name not in names}
    while True:
        try:
            model.model_validate({model.model_fields["title"].alias or "title": "Title", "date": "2000-01-01"} | known)
        except ValidationError as error:
            places = {detail["loc"][:3] for detail in error.errors() if detail["loc"]}
            # Always in one order, and items from the back, so that the numbers of those before them stay right.
            for at in sorted(
                places, key=lambda at: (str(at[0]), [part for part in at if type(part) is int]), reverse=True
            ):
                _remove(at, known, extra, fields)
            if all(detail["type"] == "missing" for detail in error.errors()):
                return known, extra
            continue
        return known, extra


@cache
def _names_of(model: type[Fields]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the fields of a kind, and of those that are lists."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    return frozenset(fields), frozenset(
        name for name, field in fields.items() if str(field.annotation).startswith("tuple[")
    )


def _remove(at: tuple[str | int, ...], known: dict[str, Any], extra: dict[str, Any], fields: Mapping[str, Any]) -> None:
    """Take an invalid value out of the known fields, or out of a group, which else becomes its text first."""
    name = str(at[0])
    value = known.get(name)
    if len(at) > 1 and isinstance(value, list) and isinstance(at[1], int) and at[1] < len(value):
        if len(at) > 2 and isinstance(value[at[1]], dict) and at[2] in value[at[1]].keys() - _NAMES:
            del value[at[1]][at[2]]
            extra[name] = fields[name]
            return
        if isinstance(value[at[1]], Mapping) and text_of(value[at[1]]):
            value[at[1]] = text_of(value[at[1]])
            return
        del value[at[1]]
        if value:
            return
    if isinstance(value, Mapping) and text_of(value):
        known[name] = text_of(value)
        extra[name] = fields[name]
        return
    if name in known:
        del known[name]
        if name not in _NOT_EXTRA:
            extra[name] = fields[name]


def _shape(value: Any, *, is_list: bool) -> Any:
    """Return a value as its field has it: a list, or one line."""
    if is_list:
        return [dict(item) if isinstance(item, Mapping) else text_of(item) for item in list_of(value)]
    return value if isinstance(value, Mapping) else value.isoformat() if isinstance(value, date) else text_of(value)


def _write(name: str, known: Mapping[str, Any], extra: Mapping[str, Any], body: str) -> NewNote:
    fields = {name: _plain(value) for name, value in known.items()}
    # A copy without shared parts: YAML would write an alias for those.
    kept = {"extra": json.loads(json.dumps(extra, default=str))} if extra else {}
    note = compose_note(name, fields | kept, _break_lines(body.strip("\n")))
    return NewNote(name, _drop_hidden(note.text))


def _plain(value: Any) -> Any:
    """Return a text as the value that YAML writes without quotation marks, where it is read back the same."""
    if not isinstance(value, str):
        return [_plain(item) for item in value] if isinstance(value, list) else value
    if _DAY.fullmatch(value):
        return date.fromisoformat(value)
    if _NUMBER.fullmatch(value):
        return int(value)
    return value == "true" if value in ("true", "false") else value


def _drop_hidden(text: str) -> str:
    """Return a text without the characters that the check would report because nobody sees them."""
    if not has_unseen(text.encode("utf-8", "surrogatepass")):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if hidden := set(find_hidden(line)):
            lines[number] = "".join(character for at, character in enumerate(line) if at not in hidden)
    return "\n".join(lines)


def _break_lines(body: str) -> str:
    if len(body) <= MAX_LINE_CHARACTERS:
        return body
    return "\n".join(
        line
        if len(line) <= MAX_LINE_CHARACTERS
        else "\n".join(filter(None, (m[1] or m[2] for m in _LONG_LINE.finditer(line))))
        for line in body.split("\n")
    )
