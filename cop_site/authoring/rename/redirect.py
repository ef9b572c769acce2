"""Adds an item, such as an old address, to a list field of a note, and removes it again without a trace."""

from __future__ import annotations

import re

from cop_site.authoring.rename.spans import cut_item, cut_out
from cop_site.content.load import Source
from cop_site.diagnostics import Edit, Span

FIELD = "redirect_from"


def add_redirect(text: str, source: Source, address: str) -> Edit:
    """Return the edit that adds an address; `text` is the whole note."""
    return add_item(text, source, FIELD, address)


def add_item(text: str, source: Source, field: str, item: str) -> Edit:
    """Return the edit that adds an item, written as YAML, to a list field; `text` is the whole note.

    A new field gets a list with one item a line. A list gets the item at its end. A single value becomes a list that
    begins with the item, so that `remove_item` can restore the value.
    """
    value = source.front_matter.values.get(field)
    if value is None:
        return _add_field(text, source, field, item)
    span = source.span_of(field)
    raw = cut_out(text, span)
    if isinstance(value, str):
        return Edit(span, f"[{item}, {raw}]")
    if not value:
        return Edit(_at(span.path, span.line, span.column + 1), item)
    last = source.span_of(field, len(value) - 1)
    if raw.startswith("["):
        return Edit(_at(last.path, last.end_line, last.end_column), f", {item}")
    indent = text.split("\n")[last.line - 1][: last.column - 1]
    # A group of fields ends where the next line that says something begins.
    end = last.end_line if last.end_column == 1 else last.end_line + 1
    return Edit(_at(last.path, end, 1), f"{indent}{item}\n")


def remove_redirect(text: str, source: Source, addresses: frozenset[str]) -> Edit | None:
    """Return the edit that removes the first of some addresses from the field; None if it has none of them."""
    return remove_item(text, source, FIELD, addresses)


def remove_item(text: str, source: Source, field: str, wanted: frozenset[str]) -> Edit | None:
    """Return the edit that removes the first of some items from a list field; None if it has none of them."""
    value = source.front_matter.values.get(field)
    items = value if isinstance(value, list) else [value]
    index = next((n for n, item in enumerate(items) if item in wanted), None)
    if index is None:
        return None
    whole = source.span_of(field)
    key = source.span_of_key(field)
    raw = cut_out(text, whole)
    spans = [source.span_of(field, n) for n in range(len(items))] if isinstance(value, list) else [whole]
    if len(items) == 1 and not raw.startswith("["):
        return _remove_field(text, source, field, Span(key.path, key.line, 1, spans[0].end_line + 1, 1))
    if raw == f"[{cut_out(text, spans[0])}, {cut_out(text, spans[-1])}]" and index == 0 and len(items) == 2:
        return Edit(whole, cut_out(text, spans[1]))
    return cut_item(text, source, (field,), index)


def addresses_of(uri: str) -> frozenset[str]:
    """Return the address of a page with and without a slash at either end."""
    bare = uri.rstrip("/")
    return frozenset({bare, f"{bare}/", f"/{bare}", f"/{bare}/"})


def _add_field(text: str, source: Source, field: str, item: str) -> Edit:
    line = source.front_matter.body_line - 1  # the closing fence
    if line == 0:
        return Edit(_at(source.path, 1, 1), f"---\n{field}:\n  - {item}\n---\n")
    # In empty front matter, the list is not indented, so that `_remove_field` can tell it from front matter we added.
    indent = "  " if any(text.split("\n")[1 : line - 1]) else ""
    return Edit(_at(source.path, line, 1), f"{field}:\n{indent}- {item}\n")


def _remove_field(text: str, source: Source, field: str, lines: Span) -> Edit:
    closing = source.front_matter.body_line - 1
    head = text.split("\n")[:closing]
    if re.fullmatch(rf"---\n{field}:\n  - [^\n]*\n---", "\n".join(head)):
        return Edit(Span(lines.path, 1, 1, closing + 1, 1), "")
    return Edit(lines, "")


def _at(path: str, line: int, column: int) -> Span:
    return Span(path, line, column, line, column)
