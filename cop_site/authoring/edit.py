"""Changes stretches of a file and leaves every other byte of it as it was."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cop_site.content.load import Source
from cop_site.diagnostics import Span

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Edit:
    """A new text for a stretch of a file; an empty stretch is a place to insert at.

    A line end in the new text stands for the one that the file uses.
    """

    span: Span
    text: str


def apply_edits(raw: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a file, in UTF-8, after edits that do not overlap; its line ends and a byte-order mark stay."""
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    text = raw.removeprefix(mark).decode("utf-8")
    ends = list(_LINE_END.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    line_end = ends[0][0] if ends else "\n"

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + column - 1 if line <= len(starts) else len(text)

    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start, end = offset(edit.span.line, edit.span.column), offset(edit.span.end_line, edit.span.end_column)
        pieces += [text[done:start], edit.text.replace("\n", line_end)]
        done = end
    return mark + "".join([*pieces, text[done:]]).encode()


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
        return Edit(Span(this.path, this.line, 1, this.end_line + 1, 1), "")
    if index:
        before = source.span_of(key, index - 1)
        return Edit(Span(this.path, before.end_line, before.end_column, this.end_line, this.end_column), "")
    if len(items) == 1:
        return Edit(this, "")
    after = source.span_of(key, 1)
    return Edit(Span(this.path, this.line, this.column, after.line, after.column), "")
