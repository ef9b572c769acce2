"""Leaves out fields without a value, as templates have them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cop_site.content.frontmatter.places import Location
from cop_site.content.load import Source
from cop_site.content.wording import quote
from cop_site.diagnostics import Problem
from cop_site.model.front_lines import delete_field

_LEFT_ALONE = frozenset({"draft", "extra"})
"""Fields in which groups and lists stay as they are: a draft that nobody can read is one."""


def has_empty(value: Any) -> bool:
    """Return whether any value is empty. If none is, as in most notes, the front matter need not be copied."""
    for inner in value.values() if value.__class__ is dict else value:
        if inner.__class__ is str:
            if not inner or inner.isspace():
                return True
        elif inner is None or has_empty(inner):
            return True
    return False


def remove_empty(values: dict[str, Any], source: Source) -> Iterator[Problem]:
    """Remove empty fields and items, and yield a problem for each field.

    A group or a list of which everything is empty is as empty as a field without a value.
    """
    for key, value in list(values.items()):
        is_group = isinstance(value, dict | list)
        if (is_group and key in _LEFT_ALONE) or not has_empty([value]):
            continue
        if _is_empty(value):
            del values[key]
            fix = delete_field(source, key)
            message = f"the field {quote(key)} is empty, and left out"
            yield Problem("empty-field-is-left-out", source.span_of_key(key), message, "delete it", fix)
        else:
            yield from _remove_inside(value, (key,), source)


def _remove_inside(value: Any, at: Location, source: Source) -> Iterator[Problem]:
    items = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    for key, inner in reversed(items):  # from the back, so that the indexes of the items before stay valid
        if _is_empty(inner):
            del value[key]
            what = "an item" if isinstance(value, list) else f"the field {quote(key)}"
            message = f"{what} of {quote(at[-1] if isinstance(value, list) else at[0])} is empty, and left out"
            yield Problem("empty-field-is-left-out", source.span_of_key(*at, key), message, "delete it")
        elif isinstance(inner, dict | list):
            yield from _remove_inside(inner, (*at, key), source)


def _is_empty(value: Any) -> bool:
    if isinstance(value, dict | list):
        return bool(value) and all(map(_is_empty, value.values() if isinstance(value, dict) else value))
    return value is None or (isinstance(value, str) and not value.strip())
