"""Keeps notes off the site that the fields or the folder of any tool hide, as `draft` does."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from cop_site.content.hidden import find_hiding_fields, is_hidden_path, may_hide, says_no
from cop_site.content.load import Source
from cop_site.content.wording import quote
from cop_site.diagnostics import Edit, Fix, Problem, Span

DRAFT = "draft"
_OURS = frozenset({"published", "state"})
"""Fields that mean something else in some kinds: the day that a source came out, and the state of a practice."""
_HINT = "write 'draft: true'"


def hide(values: dict[str, Any], source: Source, as_of: date, known: Collection[str]) -> Iterator[Problem]:
    """Set `draft` where anything hides the note, and yield a problem for each field of another tool that does.

    Those fields are taken out of `values`, the fields of the note `source`. `known` are the fields of its kind: those
    of them that mean something else there hide the note only if they are `false`.
    """
    found = [
        name
        for name in find_hiding_fields(values, as_of)
        if name != DRAFT and (name not in _OURS or name not in known or says_no(values[name]))
    ]
    for name in found:
        message = f"the field {quote(name)} keeps this note off the site, which is said by {DRAFT!r}"
        fix = None if DRAFT in values else _write_draft(name, source, is_first=name == found[0])
        yield Problem("hidden-note-is-a-draft", source.span_of_key(name), message, _HINT, fix)
    for name in found:
        del values[name]
    if found or any(map(may_hide, source.front_matter.lost)) or is_hidden_path(source.name):
        values[DRAFT] = "true"


def _write_draft(name: str, source: Source, *, is_first: bool) -> Fix | None:
    """Return a fix that writes `draft: true` in place of a field; safe if nothing else is lost with it."""
    key, value = source.span_of_key(name), source.span_of(name)
    if key.line != value.end_line or key.column != 1 or not isinstance(source.front_matter.values[name], str):
        return None
    is_day = any(map(str.isdigit, source.front_matter.values[name][:4]))
    span = Span(key.path, key.line, 1, value.end_line, value.end_column)
    if is_first:
        return Fix((Edit(span, f"{DRAFT}: true"),), safe=not is_day)
    return Fix((Edit(Span(key.path, key.line, 1, key.line + 1, 1), ""),), safe=not is_day)
