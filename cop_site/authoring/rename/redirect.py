"""Writes an item, such as an old address, into a list field of a note, and takes it out again without a trace."""

from __future__ import annotations

import re

from cop_site.authoring.rename.spans import cut_item, cut_out
from cop_site.content.load import Source
from cop_site.diagnostics import Edit, Span

FIELD = "redirect_from"


def add_redirect(text: str, source: Source, address: str) -> Edit:
    """The edit that adds an address; `text` is the whole note. What it writes, `remove_redirect` finds again."""
    return add_item(text, source, FIELD, address)


def add_item(text: str, source: Source, field: str, item: str) -> Edit:
    """The edit that adds an item, written as YAML, to a field that holds a list.

    The field is added as a list of its own lines. A list gets the item at its end. A single text becomes a list in
    which the item stands first, so that the two can be told apart when it is taken out.
    """
    value = source.front_matter.values.get(field)
    if value is None:
        return _add_field(text, source, field, item)
    span = source.span_of(field)
    written = cut_out(text, span)
    if isinstance(value, str):
        return Edit(span, f"[{item}, {written}]")
    if not value:
        return Edit(_at(span.path, span.line, span.column + 1), item)
    last = source.span_of(field, len(value) - 1)
    if written.startswith("["):
        return Edit(_at(last.path, last.end_line, last.end_column), f", {item}")
    indent = text.split("\n")[last.line - 1][: last.column - 1]
    # A group of fields ends where the next line that says something begins.
    end = last.end_line if last.end_column == 1 else last.end_line + 1
    return Edit(_at(last.path, end, 1), f"{indent}{item}\n")


def remove_redirect(text: str, source: Source, addresses: frozenset[str]) -> Edit | None:
    """The edit that takes the first of some addresses out of the field; None when it holds none of them."""
    return remove_item(text, source, FIELD, addresses)


def remove_item(text: str, source: Source, field: str, wanted: frozenset[str]) -> Edit | None:
    """The edit that takes the first of some items out of a list field; None when it holds none of them."""
    value = source.front_matter.values.get(field)
    items = value if isinstance(value, list) else [value]
    index = next((n for n, item in enumerate(items) if item in wanted), None)
    if index is None:
        return None
    whole = source.span_of(field)
    key = source.span_of_key(field)
    written = cut_out(text, whole)
    places = [source.span_of(field, n) for n in range(len(items))] if isinstance(value, list) else [whole]
    if len(items) == 1 and not written.startswith("["):
        return _remove_field(text, source, field, Span(key.path, key.line, 1, places[0].end_line + 1, 1))
    if written == f"[{cut_out(text, places[0])}, {cut_out(text, places[-1])}]" and index == 0 and len(items) == 2:
        return Edit(whole, cut_out(text, places[1]))
    return cut_item(text, source, field, index)


def addresses_of(uri: str) -> frozenset[str]:
    """The ways in which the address of a page may be written."""
    bare = uri.rstrip("/")
    return frozenset({bare, f"{bare}/", f"/{bare}", f"/{bare}/"})


def _add_field(text: str, source: Source, field: str, item: str) -> Edit:
    line = source.front_matter.body_line - 1  # of the closing fence
    if line == 0:
        return Edit(_at(source.path, 1, 1), f"---\n{field}:\n  - {item}\n---\n")
    # Where the front matter was empty, the list is not indented: this tells it from front matter of our own making.
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
