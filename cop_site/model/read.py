"""Reads a source as a note of its kind: all errors at once, each at its place and costing only itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cop_site.content.frontmatter.fields import Location
from cop_site.content.load import Source
from cop_site.content.wording import quote
from cop_site.diagnostics import Problem
from cop_site.model.explain import explain, value_at
from cop_site.model.kinds import FOLDERS, Fields, Kind

_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-|$)", re.ASCII)


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
    model = kind.info.model
    values = dict(source.front_matter.values)
    problems: list[Problem] = []
    if _holds_empty(values):
        values = _copy(values)
        problems.extend(_take_out_empty(values, (), source))
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
            values = _copy(values)
            refused.update(str(detail["loc"][0]) for detail in details if len(detail["loc"]) == 1)
            if not _drop(values, details):
                break
            assumed |= _fill_in(values, kind, source)
    if fields is None:
        return None, _unique(problems)
    return Draft(kind, source.stem, source, fields), _unique(problems)


def _fill_in(values: dict[str, Any], kind: Kind, source: Source) -> set[str]:
    """Take from the body and the file's name what the front matter does not say; return those fields."""
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


def _holds_empty(value: Any) -> bool:
    """Whether anything stands empty; most front matter has nothing of the kind, and need not be copied."""
    for inner in value.values() if isinstance(value, dict) else value:
        if inner is None or (not inner.strip() if isinstance(inner, str) else _holds_empty(inner)):
            return True
    return False


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
        return {key: value if isinstance(value, str) else _copy(value) for key, value in values.items()}
    if isinstance(values, list):
        return [value if isinstance(value, str) else _copy(value) for value in values]
    return values


def _make_lists(values: dict[str, Any], model: type[Fields], source: Source) -> Iterable[Problem]:
    """Accept a single text where a list is meant, unless it is a list whose hyphens have no space after them."""
    for key in _list_fields(model):
        written = values.get(key)
        if not isinstance(written, str):
            continue
        if written.startswith("-"):
            del values[key]
            hint = "write a space after each hyphen: '- one'"
            message = f"{key}: a list is wanted here, and this is one text"
            yield Problem("field-has-its-type", source.span_of(key), message, hint)
        else:
            values[key] = [written]


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


def _drop(values: dict[str, Any], details: list[ErrorDetails]) -> bool:
    """Remove the smallest part that was wrong and leaves the rest standing; say whether that helped."""
    dropped = False
    removals = {_removal(detail) for detail in details}
    # From the back, so that the indexes in front stay right.
    for at in sorted((at for at in removals if at), key=_sort_key, reverse=True):
        owner = value_at(values, at[:-1])
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
