"""Reads a source as a note of its kind: all errors at once, each at its place, none costing more than itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cop_site.content.load import Source
from cop_site.diagnostics import Problem
from cop_site.model.kinds import FOLDERS, MODELS, Fields, Kind
from cop_site.model.similar import did_you_mean

_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-|$)")
_EXPECTED = {
    "list_type": "a list",
    "tuple_type": "a list",
    "string_type": "text",
    "int_type": "a whole number",
    "date_type": "a date",
    "dict_type": "a group of fields",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
    "bool_type": "true or false",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A note whose fields are understood, but not yet what it has to do with other notes."""

    kind: Kind
    slug: str
    source: Source
    fields: Fields
    title_from_body: bool
    """Whether the body's first heading says the title, so that the page must not show it twice."""


def kind_of(name: str) -> Kind:
    """The kind of the note with this name below the content folder."""
    folder, _, rest = name.partition("/")
    if rest:
        return FOLDERS.get(folder, Kind.PAGE)
    return Kind.COMMUNITY if name == "index.md" else Kind.PAGE


def read_note(source: Source) -> tuple[Draft | None, list[Problem]]:
    """Understand the fields of one note.

    A field that cannot be understood is dropped with a problem; the note is None only when a field without which
    it means nothing (a meetup's date, say) is missing.
    """
    kind = kind_of(source.name)
    model = MODELS[kind]
    values = deepcopy(source.front_matter.values)
    problems: list[Problem] = _check_shape(values, model, source)
    assumed = _fill_in(values, kind, model, source)
    if isinstance(values.get("date"), str) and "date" not in assumed:
        problems.extend(_check_date_in_name(values["date"], source))
    fields: Fields | None = None
    for _ in range(len(source.front_matter.positions) + 2):
        try:
            fields = model.model_validate(values)
            break
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
            problems.extend(_explain(detail, source, model, values) for detail in details)
            if not _drop(values, details):
                break
            assumed |= _fill_in(values, kind, model, source)
    if fields is None:
        return None, _unique(problems)
    title = source.outline.title
    return Draft(kind, source.stem, source, fields, bool(title) and title == fields.title), _unique(problems)


def _fill_in(values: dict[str, Any], kind: Kind, model: type[Fields], source: Source) -> set[str]:
    """Take from the body and the file's name what the front matter does not say; say which fields that were."""
    assumed = set()
    title_key = model.model_fields["title"].alias or "title"
    if not values.get(title_key):
        title = source.outline.title
        if not title and kind is not Kind.COMMUNITY:
            title = _DATED_NAME.sub("", source.stem).replace("-", " ").replace("_", " ").strip().capitalize()
            title = title or source.stem
        if title:
            values[title_key] = title
            assumed.add(title_key)
    match = _DATED_NAME.match(source.stem)
    if not values.get("date") and match and kind in (Kind.MEETUP, Kind.TESTIMONIAL):
        values["date"] = match[1]
        assumed.add("date")
    for key in [key for key, value in values.items() if value is None]:
        del values[key]
    return assumed


def _check_shape(values: dict[str, Any], model: type[Fields], source: Source) -> list[Problem]:
    """Accept a single value where a list is meant, and take note of fields that stand empty."""
    problems = []
    for key, value in values.items():
        if value is None:
            span = source.span_of_key(key)
            message = f"the field {key!r} is empty"
            problems.append(Problem("field-is-filled", span, message, "write a value, or delete the field"))
    for name, field in model.model_fields.items():
        key = field.alias or name
        if isinstance(values.get(key), str) and str(field.annotation).startswith("tuple["):
            values[key] = [values[key]]
    return problems


def _check_date_in_name(written: str, source: Source) -> Iterable[Problem]:
    match = _DATED_NAME.match(source.stem)
    if match and match[1] != written and re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        message = f"the date is {written}, but the file's name says {match[1]}"
        yield Problem("date-agrees-with-name", source.span_of("date"), message, "correct the date or rename the file")


def _explain(detail: ErrorDetails, source: Source, model: type[Fields], values: Mapping[str, Any]) -> Problem:
    """Put one pydantic error into the words of a rule."""
    at = detail["loc"]
    kind, context = detail["type"], detail.get("ctx", {})
    field = str(at[-1]) if at else ""
    if kind == "missing":
        owner = source.span_of(*at[:-1])
        return Problem("field-is-present", owner, f"the field {field!r} is missing", f"write '{field}: …'")
    if kind == "extra_forbidden":
        known = _known_fields(model, at)
        hint = did_you_mean(field, known) or f"known are {', '.join(known)}; anything else goes under 'extra:'"
        return Problem("field-is-known", source.span_of_key(*at), f"there is no field {field!r} here", hint)
    span = source.span_of(*at)
    if kind == "literal_error":
        expected = context.get("expected", "")
        choices = [choice.strip("' ") for choice in re.split(r",| or ", str(expected)) if choice.strip("' ")]
        written = _value_at(values, at)
        hint = did_you_mean(str(written), choices) or f"write one of: {', '.join(choices)}"
        return Problem("value-is-one-of", span, f"{written!r} is no {_owner_name(at)}", hint)
    if "message" in context:
        return Problem(kind, span, f"{_owner_name(at)}: {context['message']}", str(context["hint"]))
    expected = _EXPECTED.get(kind, "")
    message = f"{_owner_name(at)}: {expected} is wanted here" if expected else f"{_owner_name(at)}: {detail['msg']}"
    return Problem("field-has-its-type", span, message, f"write {expected}" if expected else "correct the value")


def _owner_name(at: tuple[int | str, ...]) -> str:
    """The name of the field a location belongs to, for a person."""
    return next((str(part) for part in reversed(at) if isinstance(part, str)), "value")


def _known_fields(model: type[Fields], at: tuple[int | str, ...]) -> list[str]:
    """The names of the fields of the group in which `at` stands."""
    group: Any = model
    for part in at[:-1]:
        if isinstance(part, str) and part in group.model_fields:
            group = _group_in(group.model_fields[part].annotation) or group
    return [field.alias or name for name, field in group.model_fields.items()]


def _group_in(annotation: Any) -> Any:
    if hasattr(annotation, "model_fields"):
        return annotation
    return next((found for part in getattr(annotation, "__args__", ()) if (found := _group_in(part))), None)


def _value_at(values: Any, at: tuple[int | str, ...]) -> Any:
    for part in at:
        values = values[part]
    return values


def _drop(values: dict[str, Any], details: list[ErrorDetails]) -> bool:
    """Remove what was wrong, the smallest part of it that leaves the rest standing; False when nothing helped."""
    dropped = False
    removals = {_removal(values, detail) for detail in details}
    # From the back, so that the indexes in front stay right.
    for at in sorted((at for at in removals if at), key=str, reverse=True):
        try:
            owner = _value_at(values, at[:-1])
            del owner[at[-1]]
            dropped = True
        except (KeyError, IndexError, TypeError):
            continue
    return dropped


def _removal(values: dict[str, Any], detail: ErrorDetails) -> tuple[int | str, ...]:
    """What to remove because of one error: the bad field, the bad item of a list, or the incomplete group."""
    at = detail["loc"]
    if detail["type"] == "missing":
        return at[:-1]
    if detail["type"] == "extra_forbidden":
        return at
    return at[:2] if len(at) > 1 and isinstance(at[1], int) else at[:1]


def _unique(problems: list[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))


def uri_of(name: str) -> str:
    """The address of the note with this name: `topics/x.md` is at `topics/x/`, `index.md` at the root."""
    path = PurePosixPath(name).with_suffix("")
    parts = path.parts[:-1] if path.name == "index" else path.parts
    return "/".join(parts) + "/" if parts else ""
