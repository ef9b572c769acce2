"""Writes an old address into a note's `redirect_from`, and takes it out again without a trace."""

from __future__ import annotations

import re

from cop_site.authoring.rename.spans import cut_item, cut_out
from cop_site.content.load import Source
from cop_site.diagnostics import Edit, Span

FIELD = "redirect_from"


def add_redirect(text: str, source: Source, address: str) -> Edit:
    """The edit that adds an address; `text` is the whole note. What it writes, `remove_redirect` finds again.

    The field is added as a list of its own lines. A list gets the address at its end. A single text becomes a list in
    which the address stands first, so that the two can be told apart when it is taken out.
    """
    value = source.front_matter.values.get(FIELD)
    if value is None:
        return _add_field(text, source, address)
    span = source.span_of(FIELD)
    raw = cut_out(text, span)
    if isinstance(value, str):
        return Edit(span, f"[{address}, {raw}]")
    if not value:
        return Edit(_at(span.path, span.line, span.column + 1), address)
    last = source.span_of(FIELD, len(value) - 1)
    if raw.startswith("["):
        return Edit(_at(last.path, last.end_line, last.end_column), f", {address}")
    indent = text.split("\n")[last.line - 1][: last.column - 1]
    return Edit(_at(last.path, last.end_line + 1, 1), f"{indent}{address}\n")


def remove_redirect(text: str, source: Source, addresses: frozenset[str]) -> Edit | None:
    """The edit that takes the first of some addresses out of the field; None when it holds none of them."""
    value = source.front_matter.values.get(FIELD)
    items = value if isinstance(value, list) else [value]
    index = next((n for n, item in enumerate(items) if item in addresses), None)
    if index is None:
        return None
    whole = source.span_of(FIELD)
    key = source.span_of_key(FIELD)
    raw = cut_out(text, whole)
    places = [source.span_of(FIELD, n) for n in range(len(items))] if isinstance(value, list) else [whole]
    if len(items) == 1 and not raw.startswith("["):
        return _remove_field(text, source, Span(key.path, key.line, 1, places[0].end_line + 1, 1))
    if raw == f"[{items[0]}, {cut_out(text, places[-1])}]" and index == 0 and len(items) == 2:
        return Edit(whole, cut_out(text, places[1]))
    return cut_item(text, source, FIELD, index)


def addresses_of(uri: str) -> frozenset[str]:
    """The ways in which the address of a page may be written."""
    bare = uri.rstrip("/")
    return frozenset({bare, f"{bare}/", f"/{bare}", f"/{bare}/"})


def _add_field(text: str, source: Source, address: str) -> Edit:
    line = source.front_matter.body_line - 1  # of the closing fence
    if line == 0:
        return Edit(_at(source.path, 1, 1), f"---\n{FIELD}:\n  - {address}\n---\n")
    # Where the front matter was empty, the list is not indented: this tells it from front matter of our own making.
    indent = "  " if any(text.split("\n")[1 : line - 1]) else ""
    return Edit(_at(source.path, line, 1), f"{FIELD}:\n{indent}- {address}\n")


def _remove_field(text: str, source: Source, lines: Span) -> Edit:
    closing = source.front_matter.body_line - 1
    head = text.split("\n")[:closing]
    if re.fullmatch(rf"---\n{FIELD}:\n  - [^\n]*\n---", "\n".join(head)):
        return Edit(Span(lines.path, 1, 1, closing + 1, 1), "")
    return Edit(lines, "")


def _at(path: str, line: int, column: int) -> Span:
    return Span(path, line, column, line, column)
