"""What names of other tools mean, in the notation of the setting `fields` and of the profiles of `cop adopt`.

A name stands for a field of ours, for `extra` (kept, and not shown) or for `drop` (ignored). After a colon, a pattern
may follow that the value is put into: `recording:https://example.org/{}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from cop_site.content.frontmatter.places import Location, Range
from cop_site.content.load import Source
from cop_site.model.kinds import Fields, Kind

EXTRA, DROP = "extra", "drop"
_PLACE = "{}"


@lru_cache(maxsize=4_096)  # many notes have the same fields
def fold_name(name: str) -> str:
    """Return the key of a name: `Event Date` and `event-date` are `event_date`."""
    return re.sub(r"[\s-]+", "_", name.strip()).casefold()


def read_target(text: str) -> tuple[str, str]:
    """Return the field of ours that a name stands for, and the pattern of its value."""
    field, _, pattern = text.partition(":")
    return field.strip(), pattern.strip() or _PLACE


def fill_pattern(pattern: str, value: Any) -> Any:
    """Return a text in the place that a pattern has for it; a web address, and what is no text, stays as it is."""
    return pattern.replace(_PLACE, value) if isinstance(value, str) and "//" not in value else value


@cache
def fields_of(model: type[Fields]) -> frozenset[str]:
    """Return the names in front matter of the fields of a model."""
    return frozenset(field.alias or name for name, field in model.model_fields.items())


@cache
def own_names() -> frozenset[str]:
    """Return the names of the fields of all kinds."""
    return frozenset[str]().union(*(fields_of(kind.info.model) for kind in Kind))


def is_target(text: str) -> bool:
    """Return whether a text is in this notation."""
    field, pattern = read_target(text)
    return (field == DROP or field in own_names()) and pattern.count(_PLACE) == 1


def translate(source: Source, model: type[Fields], names: Mapping[str, str]) -> Source:
    """Return a note with the fields that its kind lacks under the names that they stand for.

    `names` has what each folded name stands for. Lists are joined to the list that is there; where another value is
    there already, the field keeps its name.
    """
    old = source.front_matter
    known = fields_of(model)
    targets = {name: read_target(names[key]) for name in old.values if (key := fold_name(name)) in names}
    targets = {
        name: target
        for name, target in targets.items()
        if name not in known and (target[0] in known or target[0] == DROP)
    }
    if not targets:
        return source
    values = {name: value for name, value in old.values.items() if name not in targets}
    moved: dict[str, Location] = {}
    for name, (field, pattern) in targets.items():
        at = _put(values, name, field, fill_pattern(pattern, old.values[name]))
        if at:
            moved[name] = at
    moving = replace(old, values=values, find_places=lambda: (_move(old.positions, moved), _move(old.keys, moved)))
    return replace(source, front_matter=moving, facts={})  # what was computed of it had the fields elsewhere


def _put(values: dict[str, Any], name: str, field: str, value: Any) -> Location:
    """Add the value of a field under the name of ours, and return where it is; empty if it was dropped."""
    if field == DROP:
        return ()
    if field == EXTRA and isinstance(values.get(EXTRA, {}), dict):
        values[EXTRA] = {**values.get(EXTRA, {}), name: value}
        return (EXTRA, name)
    if field == "tags" and isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    if values.get(field) is None:
        values[field] = value
        return (field,)
    if isinstance(values[field], list) and isinstance(value, list):
        first = len(values[field])
        values[field] = [*values[field], *value]
        return (field, first)
    values[name] = value
    return (name,)


def _move(positions: Mapping[Location, Range], moved: Mapping[str, Location]) -> dict[Location, Range]:
    """Return positions with those below some names elsewhere."""
    return {_find_new(at, moved): position for at, position in positions.items()}


def _find_new(at: Location, moved: Mapping[str, Location]) -> Location:
    to = moved.get(str(at[0])) if at else None
    if not to:
        return at
    first = to[-1]
    if isinstance(first, int):
        inside = at[1] if len(at) > 1 and isinstance(at[1], int) else 0
        return (*to[:-1], first + inside, *at[2:])
    return (*to, *at[1:])
