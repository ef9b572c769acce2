"""Spans of a note to edit: a part of a value, or a list item with its comma or its line."""

from __future__ import annotations

from cop_site.content.frontmatter.places import Location
from cop_site.content.load import Source
from cop_site.diagnostics import Edit, Span
from cop_site.model.explain import value_at


def part_of(span: Span, raw: str, start: int, end: int) -> Span:
    """Return the span of the characters from `start` to `end` of the raw text at a span."""

    def locate(offset: int) -> tuple[int, int]:
        lines = raw.count("\n", 0, offset)
        return span.line + lines, offset - raw.rfind("\n", 0, offset) if lines else span.column + offset

    return Span(span.path, *locate(start), *locate(end))


def cut_out(text: str, span: Span) -> str:
    """Return the part of a text at a span."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def cut_item(text: str, source: Source, at: Location, index: int) -> Edit:
    """Return the edit that removes an item of a list, with its comma or its line; `text` is the whole note."""
    item, values = source.span_of(*at, index), value_at(source.front_matter.values, at)
    if not cut_out(text, source.span_of(*at)).startswith("["):
        # A group of fields may be said to end where the next field begins.
        end = item.end_line if item.end_column == 1 else item.end_line + 1
        return Edit(Span(item.path, item.line, 1, end, 1), "")
    if index:
        before = source.span_of(*at, index - 1)
        return Edit(item._replace(line=before.end_line, column=before.end_column), "")
    if len(values) == 1:
        return Edit(item, "")
    after = source.span_of(*at, 1)
    return Edit(item._replace(end_line=after.line, end_column=after.column), "")
