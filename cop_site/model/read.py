"""Reads the fields of a source with the model of its kind. An invalid field costs only that field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cop_site.content.frontmatter.fields import Location
from cop_site.content.load import Source
from cop_site.content.wording import quote
from cop_site.diagnostics import Problem
from cop_site.model.explain import explain, group_in, value_at
from cop_site.model.kinds import FOLDERS, Fields, Kind
from cop_site.model.spelling.dates import read_day

_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-|$)", re.ASCII)
"""`2026-01-14-opening-round`."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note whose fields are valid, and whose topics are not resolved yet."""

    kind: Kind
    slug: str
    source: Source
    fields: Fields


def kind_of(name: str) -> Kind:
    """Return the kind of the note with a name below the content folder."""
    folder, _, rest = name.partition("/")
    if rest:
        return FOLDERS.get(folder, Kind.PAGE)
    return Kind.COMMUNITY if name == "index.md" else Kind.PAGE


def read_note(source: Source) -> tuple[Draft | None, list[Problem]]:
    """Return a note and the problems of its fields; None for the note if a required field is missing or invalid.

    Other invalid fields are dropped.
    """
    kind = kind_of(source.name)
    model = kind.info.model
    values = dict(source.front_matter.values)
    problems: list[Problem] = []
    if _has_empty(values):
        values = deepcopy(values)
        problems.extend(_remove_empty(values, (), source))
    problems.extend(_make_lists(values, model, source))
    if "draft" in source.front_matter.lost:
        values["draft"] = "true"
    assumed = _fill_in(values, kind, source)
    if isinstance(values.get("date"), str) and "date" not in assumed:
        problems.extend(_check_date_in_name(values["date"], source))
    fields: Fields | None = None
    refused = set(source.front_matter.lost)
    for _ in range(len(source.front_matter.positions) + 2):
        try:
            fields = model.model_validate(values)
            break
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
            problems.extend(
                explain(detail, source, model, values, assumed)
                for detail in details
                if not (detail["type"] == "missing" and detail["loc"][0] in refused)
            )
            values = deepcopy(values)
            refused.update(str(detail["loc"][0]) for detail in details if len(detail["loc"]) == 1)
            if not _drop(values, details):
                break
            assumed |= _fill_in(values, kind, source)
    draft = Draft(kind, source.stem, source, fields) if fields is not None else None
    return draft, list(dict.fromkeys(problems))


def _fill_in(values: dict[str, Any], kind: Kind, source: Source) -> set[str]:
    """Set a missing title or date from the body or the file's name, and return the names of the fields set."""
    assumed = set()
    title_key = kind.info.title_key
    if title_key not in values:
        title = source.title
        if not title and kind is not Kind.COMMUNITY:
            title = _DATED_NAME.sub("", source.stem).replace("-", " ").replace("_", " ").strip().capitalize()
            title = title or source.stem
        if title:
            values[title_key] = title
            assumed.add(title_key)
    match = _DATED_NAME.match(source.stem)
    if "date" not in values and match and kind.info.dated:
        values["date"] = match[1]
        assumed.add("date")
    return assumed


def _has_empty(value: Any) -> bool:
    """Return whether any value is empty. If none is, as in most notes, the front matter need not be copied."""
    for inner in value.values() if value.__class__ is dict else value:
        if inner.__class__ is str:
            if not inner or inner.isspace():
                return True
        elif inner is None or _has_empty(inner):
            return True
    return False


def _remove_empty(values: dict[str, Any], at: Location, source: Source) -> Iterable[Problem]:
    """Remove empty fields, and yield a problem for each; `extra` is left as it is."""
    for key, value in list(values.items()):
        location = (*at, key)
        if value is None or (isinstance(value, str) and not value.strip()):
            del values[key]
            message = f"the field {quote(key)} is empty"
            yield Problem(
                "field-is-filled", source.span_of_key(*location), message, "write a value, or delete the field"
            )
        elif isinstance(value, dict) and location != ("extra",):
            yield from _remove_empty(value, location, source)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield from _remove_empty(item, (*location, index), source)


def _make_lists(values: dict[str, Any], model: type[Fields], source: Source) -> Iterable[Problem]:
    """Turn a single string, or a single group of fields, into a list of one item.

    What looks like a list whose hyphens lack the space after them is refused.
    """
    for key, has_groups in _list_fields(model):
        raw = values.get(key)
        if has_groups and isinstance(raw, dict):
            values[key] = [raw]
        if not isinstance(raw, str):
            continue
        if raw.startswith("-"):
            del values[key]
            hint = "write a space after each hyphen: '- one'"
            message = f"{key} must be a list (found a single value)"
            yield Problem("field-has-its-type", source.span_of(key), message, hint)
        else:
            values[key] = [raw]


@cache
def _list_fields(model: type[Fields]) -> tuple[tuple[str, bool], ...]:
    """Return the names in front matter of the fields that hold lists, and whether they are lists of groups."""
    return tuple(
        (field.alias or name, group_in(field.annotation) is not None)
        for name, field in model.model_fields.items()
        if str(field.annotation).startswith("tuple[")
    )


def _check_date_in_name(raw: str, source: Source) -> Iterable[Problem]:
    match = _DATED_NAME.match(source.stem)
    if match and match[1] != raw and read_day(raw):
        message = f"the date is {raw}, but the file's name has {match[1]}"
        yield Problem("date-agrees-with-name", source.span_of("date"), message, "correct the date or rename the file")


def _drop(values: dict[str, Any], details: list[ErrorDetails]) -> bool:
    """Remove the smallest parts that cause the errors, and return whether there were any to remove."""
    dropped = False
    removals = {_removal(detail) for detail in details}
    # Items are removed from the back, so that the indexes of those before them stay valid.
    for at in sorted((at for at in removals if at), key=_sort_key, reverse=True):
        owner = value_at(values, at[:-1])
        if at == ("draft",) and values.get("draft") != "true":
            values["draft"] = "true"  # An invalid value must not publish what may be a draft.
        elif isinstance(owner, dict) and at[-1] in owner:
            del owner[str(at[-1])]
        elif isinstance(owner, list) and isinstance(at[-1], int) and at[-1] < len(owner):
            del owner[at[-1]]
        else:
            continue
        dropped = True
    return dropped


def _sort_key(at: Location) -> list[tuple[int, str]]:
    return [(part, "") if isinstance(part, int) else (-1, part) for part in at]


def _removal(detail: ErrorDetails) -> Location:
    """Return the location to remove because of one error: a field, an item of a list, or an incomplete group.

    Consent is removed as a whole: a part of it could allow more than was given.
    """
    at = detail["loc"]
    if at[:1] == ("consent",):
        return at[:1]
    if detail["type"] == "missing":
        return at[:-1]
    if detail["type"] == "extra_forbidden":
        return at
    return at[:2] if len(at) > 1 and isinstance(at[1], int) else at[:1]


def uri_of(name: str) -> str:
    """Return the address of the note with a name: `topics/x/` for `topics/x.md`, empty for `index.md`."""
    path = name.removesuffix(".md")
    if path == "index" or path.endswith("/index"):
        path = path[: -len("/index")]
    return f"{path}/" if path else ""
