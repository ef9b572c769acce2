"""Reads the fields of a source with the model of its kind. An invalid field costs only that field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import count
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cop_site.content.files import SourceText
from cop_site.content.frontmatter.fields import CONSENTS
from cop_site.content.frontmatter.places import Location, order_locations
from cop_site.content.load import Source, is_folder_page, load
from cop_site.diagnostics import Problem
from cop_site.model.empty import has_empty, remove_empty
from cop_site.model.explain import explain, group_in, value_at
from cop_site.model.field_names import fields_of, translate
from cop_site.model.hiding import hide
from cop_site.model.kinds import FOLDERS, Fields, Kind
from cop_site.model.other_fields import take_others
from cop_site.model.spelling.dates import read_day
from cop_site.model.spelling.day_in_path import find_day_in_path
from cop_site.model.spelling.days import find_sure_day, read_iso
from cop_site.model.when import split_moment

_STAND_IN = "?"
"""What a required text is while a note lacks it."""
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-|$)", re.ASCII)
"""`2026-01-14-opening-round`."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note whose fields are valid, and whose topics are not resolved yet."""

    kind: Kind
    slug: str
    source: Source
    fields: Fields
    lacks: tuple[str, ...] = ()
    """Required fields without a value that can be read: all else is checked, and the note is not shown."""


@lru_cache(maxsize=20_000)  # each name is asked about several times
def kind_of(name: str) -> Kind:
    """Return the kind of the note with a name below the content folder; a page where it introduces a list."""
    folder, _, rest = name.partition("/")
    if not rest:
        return Kind.COMMUNITY if name == "index.md" else Kind.PAGE
    kind = FOLDERS.get(folder, Kind.PAGE)
    return Kind.PAGE if is_folder_page(rest) and not _is_note(rest, dated=kind.info.dated) else kind


def _is_note(rest: str, *, dated: bool) -> bool:
    """Return whether the page of a folder is a note in a folder of its own, such as `2024-05-15/README.md`."""
    folder, _, file = rest.rpartition("/")
    if not folder or file == "_index.md":
        return False
    return find_day_in_path(folder) is not None if dated else file == "index.md"


def kind_of_source(source: Source) -> Kind:
    """Return the kind of a note; a page of a folder that says its day is a note, and introduces nothing."""
    kind = kind_of(source.name)
    dated = FOLDERS.get(source.name.partition("/")[0])
    return dated if dated and dated.info.dated and "date" in source.front_matter.values else kind


def is_introduction(kind: Kind, name: str) -> bool:
    """Return whether a note introduces the list of a kind, or a part of it."""
    return kind is Kind.PAGE and name.partition("/")[0] in FOLDERS


def read_as_ours(text: SourceText, names: Mapping[str, str]) -> Source:
    """Return a note with its fields under our names; `names` has what each folded name of other tools stands for."""
    source = load(text)
    return translate(source, kind_of(text.name).info.model, names) if names else source


def read_note(source: Source, as_of: date, kind: Kind | None = None) -> tuple[Draft | None, list[Problem]]:
    """Return a note and the problems of its fields; None for the note if they cannot be read.

    Other invalid fields are dropped, and required ones have a stand-in. `kind` is that of its name unless it is given.
    """
    kind = kind or kind_of(source.name)
    model = kind.info.model
    lost = source.front_matter.lost & CONSENTS
    values = {name: raw for name, raw in source.front_matter.values.items() if name not in lost}
    problems = list(hide(values, source, as_of, fields_of(model)))
    if has_empty(values):
        values = deepcopy(values)
        problems.extend(remove_empty(values, source))
    problems.extend(take_others(values, model, source))
    problems.extend(_make_lists(values, model, source))
    is_other_day = split_moment(values, model)
    assumed = _fill_in(values, kind, source)
    if isinstance(values.get("date"), str) and "date" not in assumed and not is_other_day:
        problems.extend(_check_date_in_name(values["date"], source))
    fields, lacks, invalid = _validate(values, kind, source, as_of, assumed)
    problems.extend(invalid)
    draft = Draft(kind, source.stem, source, fields, tuple(lacks)) if fields is not None else None
    return draft, list(dict.fromkeys(problems))


def _validate(
    values: dict[str, Any], kind: Kind, source: Source, as_of: date, assumed: set[str]
) -> tuple[Fields | None, dict[str, str], list[Problem]]:
    """Return the fields that values make, the stand-ins for required ones, and a problem for each that is invalid.

    What is invalid is dropped, and the rest tried again, at most once for each field; without fields if that fails.
    `assumed` are the names of the fields that were worked out.
    """
    problems: list[Problem] = []
    model = kind.info.model
    refused = set(source.front_matter.lost)
    lacks: dict[str, str] = {}
    for attempt in count():
        if attempt and attempt > len(source.front_matter.positions) + 1:  # which few notes are asked for
            break
        try:
            return model.model_validate(values), lacks, problems
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
        told = (detail for detail in details if not (detail["type"] == "missing" and detail["loc"][0] in refused))
        problems.extend(explain(detail, source, model, values, assumed) for detail in told)
        values = deepcopy(values)
        refused.update(str(detail["loc"][0]) for detail in details if len(detail["loc"]) == 1)
        dropped = _drop(values, details)
        if absent := {str(detail["loc"][0]) for detail in details if _is_absent(detail, assumed)}:
            lacks |= {name: as_of.isoformat() if name == "date" else _STAND_IN for name in absent}
            values |= lacks
        elif not dropped:
            break
        assumed |= _fill_in(values, kind, source)
    return None, lacks, problems


def _is_absent(detail: ErrorDetails, assumed: Collection[str]) -> bool:
    """Return whether an error says that nothing gives a required field a value that can be read."""
    return len(detail["loc"]) == 1 and (detail["type"] == "missing" or detail["loc"][0] in assumed)


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
    if "date" not in values and (day := (kind.info.dated and _find_day(source)) or _day_in(values.get("created"))):
        values["date"] = day
        assumed.add("date")
    return assumed


def _find_day(source: Source) -> str:
    """Return the day that the file's name, its folders or the first heading say; empty if none does."""
    if match := _DATED_NAME.match(source.stem):
        return match[1]
    name = source.name
    path = name.rpartition("/")[0] if is_folder_page(name) else name
    day = find_day_in_path(path) or find_sure_day(source.title)
    return day.isoformat() if day else ""


def _day_in(raw: Any) -> str:
    """Return the day that a value says; empty if it says none."""
    moment = read_iso(raw) if isinstance(raw, str) else None
    return moment.day.isoformat() if moment else ""


def _make_lists(values: dict[str, Any], model: type[BaseModel], source: Source, at: Location = ()) -> Iterable[Problem]:
    """Turn a single string, or a single group of fields, into a list of one item.

    What looks like a list whose hyphens lack the space after them is refused.
    """
    fields = _list_fields(model)
    for key in [name for name in values if name in fields]:
        raw, group = values[key], fields[key]
        if group and (raw.__class__ is dict or (raw.__class__ is list and dict in map(type, raw))):
            items = [
                dict(item) if isinstance(item, dict) else item for item in ([raw] if isinstance(raw, dict) else raw)
            ]
            values[key] = items
            for number, item in enumerate(items):
                if isinstance(item, dict):
                    yield from _make_lists(item, group, source, (*at, key, number))
        if not isinstance(raw, str):
            continue
        if raw.startswith("-"):
            del values[key]
            hint = "write a space after each hyphen: '- one'"
            message = f"{key} must be a list (found a single value)"
            yield Problem("field-has-its-type", source.span_of(*at, key), message, hint)
        else:
            values[key] = [raw]


@cache
def _list_fields(model: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """Return the model of the groups in each field that holds a list, by its name in front matter."""
    return {
        field.alias or name: group_in(field.annotation)
        for name, field in model.model_fields.items()
        if str(field.annotation).startswith("tuple[")
    }


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
    for at in sorted((at for at in removals if at), key=order_locations, reverse=True):
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


def _removal(detail: ErrorDetails) -> Location:
    """Return the location to remove because of one error: a field, an item of a list, or an incomplete group.

    Consent is removed as a whole: a part of it could allow more than was given. Each part of a rhythm holds by itself.
    """
    at = detail["loc"]
    if at[0] in ("consent", "meetups"):
        return at[: 1 if at[0] == "consent" else 2]
    if at[:1] == ("talks",) and len(at) > 3 and detail["type"] not in ("missing", "extra_forbidden"):
        return at[:4] if isinstance(at[3], int) else at[:3]
    if at[:1] == ("talks",) and len(at) == 3 and at[2] != "title" and detail["type"] != "missing":
        return at
    if detail["type"] == "missing":
        return at[:-1]
    if detail["type"] == "extra_forbidden":
        return at
    return at[:2] if len(at) > 1 and isinstance(at[1], int) else at[:1]


@lru_cache(maxsize=20_000)  # as above
def uri_of(name: str) -> str:
    """Return the address of the note with a name: `topics/x/` for `topics/x.md`, empty for `index.md`."""
    folder, _, file = name.rpartition("/")
    if file == "index.md" or (name.partition("/")[0] in FOLDERS and is_folder_page(name)):
        return f"{folder}/" if folder else ""
    return f"{name.removesuffix('.md')}/"
