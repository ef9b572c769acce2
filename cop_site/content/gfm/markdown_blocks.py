"""Writes lists, quotes and tables as Markdown, from blocks and cells that are Markdown already."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from itertools import chain
from operator import add
from typing import NamedTuple

from cop_site.content.gfm.formulas import spell_formulas

_BEYOND = re.compile(
    r"<(?:p|div|[uod]l|pre|table|h[1-6r]|blockquote|details|section|caption|li)[ >]|\s(?:col|row)span=|\\\|"
)
"""What a table of Markdown cannot have."""
_ROW = re.compile(r"<tr[ >].*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</\1>", re.DOTALL)
_ALIGN = re.compile(r' align="(left|center|right)"')
_LINES = {"left": ":--", "center": ":-:", "right": "--:", "": "---"}
_PIPE = re.compile(r"(?<!\\)\|")
_URL = re.compile(r'(<(?:a|img) (?:[^>]*? )?(?:href|src)=")([^"]*)')
_EMPTY_LINE = re.compile(r"\n(?=[ \t]*\n)")
_NEXT_TO_TEXT = re.compile(r"[-*>] |1[.)] |```")
"""The beginning of what may follow a line of text without an empty line between."""


class _Cell(NamedTuple):
    """A cell of a table."""

    is_head: bool
    align: str
    text: str


def indent(text: str, rest: str, first: str | None = None) -> str:
    """Return a text with a beginning for each line; `first` is that of the first one."""
    lines = text.split("\n")
    begins = [rest if first is None else first, *(rest if line else rest.rstrip() for line in lines[1:])]
    return "\n".join(map(add, begins, lines))


def join_blocks(blocks: list[str], is_loose: bool) -> str:
    """Return the blocks of an item as one; if they are not `is_loose`, without needless empty lines."""
    if is_loose or len(blocks) < 2:
        return "\n\n".join(blocks)
    between = ("\n" if _NEXT_TO_TEXT.match(block) else "\n\n" for block in blocks[1:])
    return blocks[0] + "".join(map(add, between, blocks[1:]))


def write_list(items: list[str], attributes: dict[str, str], tag: str, is_loose: bool, before: list[str]) -> str:
    """Return a list; it has another sign than a list that is directly before it, so that the two do not become one."""
    last = before[-1] if before else ""
    if tag == "ul":
        markers = ["*" if last.startswith("-") else "-"] * len(items)
    else:
        start = attributes.get("start", "1")
        first = int(start) if start.isascii() and start.isdigit() and len(start) < 8 else 1
        sign = ")" if re.match(r"\d+\.", last) else "."
        markers = [f"{number}{sign}" for number in range(first, first + len(items))]
    lines = (
        indent(item, " " * (len(marker) + 1), f"{marker} ") if item else marker
        for marker, item in zip(markers, items, strict=True)
    )
    return ("\n\n" if is_loose else "\n").join(lines)


def is_simple_table(html: str) -> bool:
    """Return whether Markdown has all that is in a table: rows of lines of text."""
    return not _BEYOND.search(html)


def keep_table(html: str, locate: Callable[[str], str]) -> str:
    """Return what is in a table as a table in HTML, with other URLs; no line of it is empty, which would end it."""
    moved = _URL.sub(lambda match: f"{match[1]}{escape(locate(unescape(match[2])))}", spell_formulas(html))
    return f"<table>{_EMPTY_LINE.sub('&#10;', moved)}</table>"


def read_table(html: str, write: Callable[[str], str]) -> list[list[_Cell]]:
    """Return the cells of each row; `write` returns the HTML of a cell as Markdown."""
    return [
        [
            _Cell(tag == "th", (_ALIGN.findall(rest) or [""])[0], _PIPE.sub(r"\\|", write(cell)))
            for tag, rest, cell in _CELL.findall(row)
        ]
        for row in _ROW.findall(html)
    ]


def write_table(rows: list[list[_Cell]]) -> str:
    """Return a table; if it has no heads, with empty ones."""
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    if not all(cell.is_head for cell in rows[0]):
        rows = [[_Cell(True, cell.align, "") for cell in rows[0]], *rows]
    lines = [[cell.text for cell in row] for row in rows]
    lines.insert(1, [_LINES[cell.align] for cell in rows[0]] + ["---"] * (width - len(rows[0])))
    return "\n".join(f"| {' | '.join(chain(line, [''] * (width - len(line))))} |" for line in lines)
