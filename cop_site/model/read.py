"""Reads a source as a note of its kind: all errors at once, each at its place and costing only itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cop_site.content.frontmatter import Location
from cop_site.content.load import Source
from cop_site.content.wording import quote
from cop_site.diagnostics import Problem
from cop_site.model.kinds import FOLDERS, MODELS, Fields, Kind
from cop_site.model.similar import did_you_mean

_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-|$)", re.ASCII)
_EXPECTED = {
    "list_type": "a list",
    "tuple_type": "a list",
    "string_type": "one text",
    "int_type": "a whole number",
    "date_type": "a date",
    "dict_type": "a group of fields",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
    "bool_type": "true or false",
}
_OTHER_TOOLS = {
    "author": "authors",
    "categories": "tags",
    "category": "tags",
    "description": "summary",
    "excerpt": "summary",
    "hidden": "draft",
    "keywords": "tags",
    "permalink": "redirect_from",
    "topics": "tags",
}
"""What other tools call a field that we have."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note whose fields are understood, but not yet what it has to do with other notes."""

    kind: Kind
    slug: str
    source: Source
    fields: Fields


def kind_of(name: str) -> Kind:
    """The kind of the note with this name below the content folder."""
    folder, _, rest = name.partition("/")
    if rest:
        return FOLDERS.get(folder, Kind.PAGE)
    return Kind.COMMUNITY if name == "index.md" else Kind.PAGE


def read_note(source: Source) -> tuple[Draft | None, list[Problem]]:
    """Understand the fields of one note.

    A field that cannot be understood is dropped with a problem; the note is None only when a field without
    which it means nothing (a meetup's date, say) is missing.
    """
    kind = kind_of(source.name)
    model = MODELS[kind]
    values = _copy(source.front_matter.values)
    problems = list(_take_out_empty(values, (), source))
    _make_lists(values, model)
    if "draft" in source.front_matter.lost:
        values["draft"] = "true"
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
            problems.extend(
                _explain(detail, source, model, values, assumed)
                for detail in details
                if not (detail["type"] == "missing" and detail["loc"][0] in source.front_matter.lost)
            )
            if not _drop(values, details):
                break
            assumed |= _fill_in(values, kind, model, source)
    if fields is None:
        return None, _unique(problems)
    return Draft(kind, source.stem, source, fields), _unique(problems)


def _fill_in(values: dict[str, Any], kind: Kind, model: type[Fields], source: Source) -> set[str]:
    """Take from the body and the file's name what the front matter does not say; return those fields."""
    assumed = set()
    title_key = model.model_fields["title"].alias or "title"
    if title_key not in values:
        title = source.outline.title
        if not title and kind is not Kind.COMMUNITY:
            title = _DATED_NAME.sub("", source.stem).replace("-", " ").replace("_", " ").strip().capitalize()
            title = title or source.stem
        if title:
            values[title_key] = title
            assumed.add(title_key)
    match = _DATED_NAME.match(source.stem)
    if "date" not in values and match and kind in (Kind.MEETUP, Kind.TESTIMONIAL):
        values["date"] = match[1]
        assumed.add("date")
    return assumed


def _take_out_empty(values: dict[str, Any], at: Location, source: Source) -> Iterable[Problem]:
    """Remove the fields that stand empty, in groups too, with a problem each; `extra` is left alone."""
    for key, value in list(values.items()):
        here = (*at, key)
        if value is None or (isinstance(value, str) and not value.strip()):
            del values[key]
            message = f"the field {quote(key)} is empty"
            yield Problem("field-is-filled", source.span_of_key(*here), message, "write a value, or delete the field")
        elif isinstance(value, dict) and here != ("extra",):
            yield from _take_out_empty(value, here, source)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield from _take_out_empty(item, (*here, index), source)


def _copy(values: Any) -> Any:
    """A copy of parsed front matter, in which things are taken out while it is read."""
    if isinstance(values, dict):
        return {key: _copy(value) for key, value in values.items()}
    return [_copy(value) for value in values] if isinstance(values, list) else values


def _make_lists(values: dict[str, Any], model: type[Fields]) -> None:
    """Accept a single text where a list is meant."""
    for key in _list_fields(model):
        if isinstance(values.get(key), str):
            values[key] = [values[key]]


@cache
def _list_fields(model: type[Fields]) -> tuple[str, ...]:
    """The fields of a model that hold lists, by the names that members write."""
    return tuple(
        field.alias or name for name, field in model.model_fields.items() if str(field.annotation).startswith("tuple[")
    )


def _check_date_in_name(written: str, source: Source) -> Iterable[Problem]:
    match = _DATED_NAME.match(source.stem)
    if match and match[1] != written and _is_day(written):
        message = f"the date is {written}, but the file's name says {match[1]}"
        yield Problem("date-agrees-with-name", source.span_of("date"), message, "correct the date or rename the file")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _explain(
    detail: ErrorDetails,
    source: Source,
    model: type[Fields],
    values: Mapping[str, Any],
    assumed: Collection[str],
) -> Problem:
    """Put one pydantic error into the words of a rule."""
    at = detail["loc"]
    kind, context = detail["type"], detail.get("ctx", {})
    owner = _owner_name(at)
    if kind == "missing":
        return _explain_missing(at, source)
    if kind == "extra_forbidden":
        return _explain_unknown(at, source, model)
    span = source.span_of(*at)
    written = _value_at(values, at)
    if written is None:
        return Problem("field-is-filled", span, f"an item of {owner!r} is empty", "write a value, or delete the item")
    if kind == "literal_error":
        choices = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        hint = did_you_mean(str(written), choices) or f"write one of: {', '.join(choices)}"
        return Problem("value-is-one-of", span, f"{quote(written)} is no {owner}", hint)
    if "message" in context:
        if at[:1] == ("date",) and "date" in assumed:
            owner, context = "the date in the file's name", {**context, "hint": "rename the file"}
        return Problem(kind, span, f"{owner}: {context['message']}", str(context["hint"]))
    expected = _EXPECTED.get(kind, "")
    message = f"{owner}: {expected} is wanted here" if expected else f"{owner}: {detail['msg'].lower()}"
    return Problem("field-has-its-type", span, message, _show_form(at, expected, model))


def _show_form(at: tuple[int | str, ...], expected: str, model: type[Fields]) -> str:
    """How a value of the expected type is written."""
    if expected == "a list":
        return "write for example [one, two]"
    if expected == "one text":
        return "write one value, without brackets and braces"
    group = _group_of(model, (*at, ""))
    if expected == "a group of fields" and group is not model:
        required = [inner.alias or name for name, inner in group.model_fields.items() if inner.is_required()]
        names = required or list(group.model_fields)
        return f"write {{{', '.join(f'{name}: …' for name in names)}}}"
    return f"write {expected}" if expected else "correct the value"


def _explain_missing(at: tuple[int | str, ...], source: Source) -> Problem:
    field = str(at[-1])
    hint = f"write '{field}: …'"
    if at == ("date",):
        hint = "write 'date: year-month-day', or let the file's name begin with the date"
    return Problem("field-is-present", source.span_of(*at[:-1]), f"the field {field!r} is missing", hint)


def _explain_unknown(at: tuple[int | str, ...], source: Source, model: type[Fields]) -> Problem:
    field = str(at[-1])
    group = _group_of(model, at)
    known = [inner.alias or name for name, inner in group.model_fields.items()]
    meant = next((inner.alias for name, inner in group.model_fields.items() if field == name and inner.alias), "")
    meant = meant or (_OTHER_TOOLS.get(field.casefold(), "") if len(at) == 1 else "")
    if not meant and field.casefold() == "name" and "title" in known:
        meant = "title"
    hint = f"here it is called {meant!r}" if meant in known else did_you_mean(field, known)
    hint = hint or f"known are {', '.join(known)}"
    if len(at) == 1 and not hint.startswith(("here", "did")):
        hint += "; anything else goes under 'extra:'"
    return Problem("field-is-known", source.span_of_key(*at), f"there is no field {quote(field)} here", hint)


def _owner_name(at: tuple[int | str, ...]) -> str:
    """The name of the field a location belongs to, for a person."""
    return next((str(part) for part in reversed(at) if isinstance(part, str)), "value")


def _group_of(model: type[Fields], at: tuple[int | str, ...]) -> Any:
    """The model of the group in which `at` stands."""
    group: Any = model
    for part in at[:-1]:
        if isinstance(part, str) and part in group.model_fields:
            group = _group_in(group.model_fields[part].annotation) or group
    return group


def _group_in(annotation: Any) -> Any:
    if hasattr(annotation, "model_fields"):
        return annotation
    return next((found for part in getattr(annotation, "__args__", ()) if (found := _group_in(part))), None)


def _value_at(values: Any, at: tuple[int | str, ...]) -> Any:
    """What stands at a location, or around it where a model made more of the value than was written."""
    for part in at:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            break
    return values


def _drop(values: dict[str, Any], details: list[ErrorDetails]) -> bool:
    """Remove the smallest part that was wrong and leaves the rest standing; say whether that helped."""
    dropped = False
    removals = {_removal(detail) for detail in details}
    # From the back, so that the indexes in front stay right.
    for at in sorted((at for at in removals if at), key=_sort_key, reverse=True):
        owner = _value_at(values, at[:-1])
        if at == ("draft",) and values.get("draft") != "true":
            values["draft"] = "true"  # Who wrote anything at all there did not mean to publish yet.
        elif isinstance(owner, dict) and at[-1] in owner:
            del owner[str(at[-1])]
        elif isinstance(owner, list) and isinstance(at[-1], int) and at[-1] < len(owner):
            del owner[at[-1]]
        else:
            continue
        dropped = True
    return dropped


def _sort_key(at: tuple[int | str, ...]) -> list[tuple[int, str]]:
    return [(part, "") if isinstance(part, int) else (-1, part) for part in at]


def _removal(detail: ErrorDetails) -> tuple[int | str, ...]:
    """What to remove because of one error: the bad field, the bad item of a list, or the incomplete group.

    Consent that is not understood as a whole is none: half of it could allow more than was given.
    """
    at = detail["loc"]
    if at[:1] == ("consent",):
        return at[:1]
    if detail["type"] == "missing":
        return at[:-1]
    if detail["type"] == "extra_forbidden":
        return at
    return at[:2] if len(at) > 1 and isinstance(at[1], int) else at[:1]


def _unique(problems: list[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))


def uri_of(name: str) -> str:
    """The address of the note with this name: `topics/x.md` is at `topics/x/`, `index.md` at the root."""
    path = name.removesuffix(".md")
    if path == "index" or path.endswith("/index"):
        path = path[: -len("/index")]
    return f"{path}/" if path else ""
