"""Takes fields that a kind does not have as if they stood below `extra`, and proposes to put them there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from cop_site.content.load import Source
from cop_site.content.wording import quote
from cop_site.diagnostics import Problem
from cop_site.fixes.frontmatter import rewrite_value
from cop_site.model.field_names import EXTRA, fields_of
from cop_site.model.front_lines import move_to_extra
from cop_site.model.kinds import Fields
from cop_site.model.spelling.fold import closest

_OTHER_TOOLS = {
    "author": "authors",
    "categories": "tags",
    "category": "tags",
    "description": "summary",
    "excerpt": "summary",
    "keywords": "tags",
    "permalink": "redirect_from",
    "topics": "tags",
}
"""Fields of other tools and what they are called here."""
_UNNEEDED = {
    "layout": "delete it; the folder decides how the page looks",
    "slug": "delete it; the file's name decides the address of the page",
}
"""Fields of other tools that have no counterpart here, with a hint."""
_MOST_MOVED = 50
"""Fields that are moved by one fix. Each of their problems has it, so that of very many it would fill the memory."""
_SAME = frozenset({"title", "name"})
"""Fields that are the same where the kind calls them by the other name."""


def take_others(values: dict[str, Any], model: type[Fields], source: Source) -> Iterator[Problem]:
    """Move unknown fields to `extra` in `values`, and yield a problem for each; near misses of known ones stay."""
    known = fields_of(model)
    if known.issuperset(values):
        return
    others = [name for name in values if name not in known and not is_near_miss(name, model)]
    if not others:
        return
    extra = values.get(EXTRA)
    values[EXTRA] = {**(extra if isinstance(extra, dict) else {}), **{name: values.pop(name) for name in others}}
    unclear = [name for name in others if name.casefold() not in _OTHER_TOOLS]
    move = move_to_extra(source, unclear) if len(unclear) <= _MOST_MOVED else None
    for name in others:
        counterpart = _OTHER_TOOLS.get(name.casefold(), "")
        hint = _UNNEEDED.get(name.casefold(), "put it below 'extra:', where your own tools find it")
        fix = move
        if counterpart:
            hint = f"use {counterpart!r} instead, or say so for all notes in the setting 'fields'"
            fix = (
                None
                if counterpart in values
                else rewrite_value(source.span_of_key(name), name, counterpart, safe=False)
            )
        yield Problem("other-field-is-extra", source.span_of_key(name), f"unknown field {quote(name)}", hint, fix)


@lru_cache(maxsize=4_096)  # many notes have the same fields
def is_near_miss(name: str, model: type[Fields]) -> bool:
    """Return whether the name of a field is likely a known one with a typo."""
    return name in model.model_fields or name.casefold() in _SAME or bool(closest(name, sorted(fields_of(model))))
