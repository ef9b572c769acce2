"""Adds items to a list of front matter, or writes a field, and leaves every other byte of the file as it is.

Every edit is checked: what comes out is read again and compared with what was meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from cop_site.authoring.rename.spans import cut_out
from cop_site.content.frontmatter.split import StrictHandler, read_front_matter
from cop_site.content.load import Source
from cop_site.content.note_text import decode
from cop_site.diagnostics import Edit, Span
from cop_site.fixes.edits import apply_edits


class ListEditError(Exception):
    """The front matter is written in a way that it cannot be edited in safely; the message says why."""


def add_items(raw: bytes, source: Source, field: str, items: Sequence[Any]) -> bytes:
    """Return a file with further items at the end of a list field, in the style in which the list is written."""
    if not items:
        return raw
    before = source.front_matter.values.get(field)
    known = before if isinstance(before, list) else [before] if before else []
    meant = {**source.front_matter.values, field: [*known, *map(_as_read, items)]}
    return _apply(raw, source, _add(decode(raw, source.path)[0], source, field, items), meant)


def edit_field(raw: bytes, source: Source, field: str, value: Any) -> bytes:
    """Return a file with another value of a field that holds one, or with the field where it was not there."""
    meant = {**source.front_matter.values, field: _as_read(value)}
    if meant == source.front_matter.values:
        return raw
    if (field,) in source.front_matter.positions:
        return _apply(raw, source, Edit(source.span_of(field), render_value(value)), meant)
    return _apply(raw, source, _new_field(source, field, value), meant)


def render_value(value: Any) -> str:
    """Return a value as it stands behind the name of its field, on one line."""
    if isinstance(value, list):  # one by one, for YAML would name what it finds twice, and refer to it
        return f"[{', '.join(map(render_value, value))}]"
    exported: str = StrictHandler().export({"a": value}, width=100_000, default_flow_style=True)
    return exported.strip().removeprefix("{a:").removesuffix("}").strip()


def _add(text: str, source: Source, field: str, items: Sequence[Any]) -> Edit:
    before = source.front_matter.values.get(field)
    if (field,) not in source.front_matter.positions:
        return _new_field(source, field, list(items))
    span = source.span_of(field)
    written = cut_out(text, span)
    inner = render_value(list(items))[1:-1]
    if not before:
        return Edit(span, f"[{inner}]" if written else f" [{inner}]")
    if not isinstance(before, list):
        return Edit(span, f"[{written}, {inner}]")
    if written.startswith("["):
        end = Span(span.path, span.end_line, span.end_column - 1, span.end_line, span.end_column - 1)
        return Edit(end, f", {inner}")
    return _add_lines(text, source, field, items)


def _add_lines(text: str, source: Source, field: str, items: Sequence[Any]) -> Edit:
    """The edit that adds items below the last one of a list with an item on each line."""
    lines = text.split("\n")
    first = source.span_of(field, 0)
    indent = lines[first.line - 1].partition("-")[0]
    last = source.span_of(field, len(source.front_matter.values[field]) - 1)
    # A group of fields may be said to end where the next field begins.
    end = last.end_line if last.end_column > 1 else last.end_line - 1
    while not lines[end - 1].strip():
        end -= 1
    added = "".join(f"{indent}- {render_value([item])[1:-1]}\n" for item in items)
    return Edit(Span(source.path, end + 1, 1, end + 1, 1), added)


def _new_field(source: Source, field: str, value: Any) -> Edit:
    """The edit that writes a field above the fence that ends the front matter."""
    line = source.front_matter.body_line - 1
    return Edit(Span(source.path, line, 1, line, 1), f"{field}: {render_value(value)}\n")


def _apply(raw: bytes, source: Source, edit: Edit, meant: dict[str, Any]) -> bytes:
    """The file after an edit; raises ListEditError where anything but what was meant comes out."""
    after = apply_edits(raw, [edit])
    text, _ = decode(after, source.path)
    found = read_front_matter(text, source.path)
    if source.front_matter.problems or found.problems or found.values != meant or found.body != source.body:
        raise ListEditError("its front matter is not written as it is read")
    return after


def _as_read(value: Any) -> Any:
    """A value as reading gives it back: every scalar is a text."""
    if isinstance(value, dict):
        return {key: _as_read(inner) for key, inner in value.items()}
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)
