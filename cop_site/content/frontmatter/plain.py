"""Reads front matter of which every line can mean one thing only, without a YAML parser.

Most notes have nothing but fields with a text or a list of texts. For these a regular expression finds what the parser
finds, values and places alike, in half of the time. Whatever is anything else, or wrong, is left to the parser.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from cop_site.content.frontmatter.fields import MAX_CHARACTERS, NULLS, Location, Range

_SIGNS = r"\w !$%&()*+,\-./;<=>?@\[\]^`|~\u2013\u2014\u2018\u2019\u201c\u201d\u2026"
"""What means nothing to YAML inside of a text: no colon, number sign, brace, quotation mark or backslash."""
_QUOTED = rf"\"[{_SIGNS}:#']*\"|'[{_SIGNS}:#\"]*'"
_TEXT = rf"(?:[^\W_][{_SIGNS}'\"\\]*(?:(?::(?=\S)|(?<! )#)[{_SIGNS}'\"\\]*)*(?<! )|{_QUOTED})"
_ITEM = rf"(?:[^\W_][\w ()+\-./'\u2019]*(?<! )|{_QUOTED})"
"""An item of a list between brackets, where more signs mean something."""
_FIELD = re.compile(rf"([a-z_]{{1,99}}):(?: +(?:({_TEXT})|(\[ *(?:{_ITEM}(?: *, *{_ITEM})* *)?\])))?")
_LISTED = re.compile(_ITEM)
_BULLET = re.compile(rf"( *)- +({_TEXT})")

_QUOTES = "\"'"

_Written = tuple[int, int, str]
"""A text with its quotation marks, after its line and its column."""


class PlainFields(NamedTuple):
    """What the lines between the fences say, and where."""

    values: dict[str, Any]
    positions: dict[Location, Range]
    """Where each value stands."""
    keys: dict[Location, Range]
    """Where the key of each value stands."""


def read_plain_fields(raw: str, first_line: int) -> PlainFields | None:
    """The fields of front matter, the first of which stands on `first_line`; None where it takes a parser to tell."""
    values: dict[str, Any] = {}
    positions: dict[Location, Range] = {}
    keys: dict[Location, Range] = {}
    lines = raw.split("\n") if len(raw) <= MAX_CHARACTERS else [""]
    number = 0
    while number < len(lines):
        field = _FIELD.fullmatch(lines[number])
        if field is None or field[1] in values:
            return None
        key, text, listed = field.groups()
        at, row = (key,), number + first_line
        keys[at] = (row, 1, row, len(key) + 1)
        number += 1
        if text:
            if text in NULLS:
                return None
            values[key] = text[1:-1] if text[0] in _QUOTES else text
            positions[at] = (row, field.start(2) + 1, row, field.end() + 1)
            continue
        if listed:
            items = [(row, item.start() + 1, item[0]) for item in _LISTED.finditer(field.string, field.start(3))]
            positions[at] = (row, field.start(3) + 1, row, field.end() + 1)
        else:
            items, indent = _read_bullets(lines, number, first_line)
            if not items:
                return None
            number += len(items)
            positions[at] = (row + 1, indent + 1, number + first_line, 1)
        values[key] = texts = []
        for index, (line, column, written) in enumerate(items):
            if written in NULLS:
                return None
            texts.append(written[1:-1] if written[0] in _QUOTES else written)
            positions[key, index] = (line, column, line, column + len(written))
    return PlainFields(values, positions, keys)


def _read_bullets(lines: list[str], start: int, first_line: int) -> tuple[list[_Written], int]:
    """The items of a list with a line for each, and how far it is indented; none where they are not indented alike."""
    items: list[_Written] = []
    indent = -1
    for number in range(start, len(lines)):
        bullet = _BULLET.fullmatch(lines[number])
        if bullet is None:
            break
        if indent not in (-1, bullet.end(1)):
            return [], 0
        indent = bullet.end(1)
        items.append((number + first_line, bullet.start(2) + 1, bullet[2]))
    return items, indent
