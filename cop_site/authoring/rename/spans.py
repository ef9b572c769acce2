"""Finds the stretches of a note that are to be changed: a part of a value, or an item with its comma or its line."""

from __future__ import annotations

from cop_site.content.load import Source
from cop_site.diagnostics import Edit, Span


def part_of(span: Span, written: str, start: int, end: int) -> Span:
    """The span of the characters from `start` to `end` of a text that is written at a span, line ends being one."""

    def place(offset: int) -> tuple[int, int]:
        lines = written.count("\n", 0, offset)
        return span.line + lines, offset - written.rfind("\n", 0, offset) if lines else span.column + offset

    return Span(span.path, *place(start), *place(end))


def cut_out(text: str, span: Span) -> str:
    """What is written at a span of a text with Unix line ends."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def cut_item(text: str, source: Source, key: str, index: int) -> Edit:
    """The edit that takes one item out of a list field of a note with this text, with its comma or its line."""
    items = source.front_matter.values[key]
    this = source.span_of(key, index)
    if not cut_out(text, source.span_of(key)).startswith("["):
        # A group of fields may be said to end where the next field begins.
        end = this.end_line if this.end_column == 1 else this.end_line + 1
        return Edit(Span(this.path, this.line, 1, end, 1), "")
    if index:
        before = source.span_of(key, index - 1)
        return Edit(Span(this.path, before.end_line, before.end_column, this.end_line, this.end_column), "")
    if len(items) == 1:
        return Edit(this, "")
    after = source.span_of(key, 1)
    return Edit(Span(this.path, this.line, this.column, after.line, after.column), "")
