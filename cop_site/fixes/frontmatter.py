"""Edits of front matter: replaces values, and corrects text that is not valid YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import yaml
from yaml._yaml import CParser

from cop_site.diagnostics import Edit, Fix, Span

_PLAIN = re.compile(r"[^\W\d_][\w-]*(?: [\w-]+|/\w[\w-]*)*|\d{4}-\d{2}-\d{2}|\d+")
"""Text that needs no quotes."""
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Unquoted text that means no value."""
KEY = r"(?:[^\W\d][\w-]*|\"[^\"]*\"|'[^']*')[ \t]*:"
"""A regular expression for the name of a field and its colon."""
_VALUE = re.compile(rf"([ \t]*(?:-[ ]+)?{KEY}[ \t]+)(\S.*?)[ \t]*\Z")
_NESTED_FIELD = re.compile(r"[a-z_]+:\s")
"""The beginning of a value such as `scope: public`."""


class PlainLoader(yaml.CBaseLoader):
    """PyYAML's parser in C, without tags of nodes: to resolve types in Python would take longer than to parse."""

    # The parser calls them a hundred times a note; these take as many arguments, and do next to nothing, in C.
    resolve: Any = slice
    descend_resolver: Any = slice
    ascend_resolver: Any = tuple
    __init__: Any = CParser.__init__  # without what makes values of nodes


def rewrite_value(span: Span, raw: str, new: str, *, safe: bool) -> Fix | None:
    """Return a fix that replaces the value `raw` at a span and keeps its quotes.

    None if the value at the span has escapes or several lines.
    """
    width = span.end_column - span.column
    if span.line != span.end_line or new in ("", raw):
        return None
    if width == len(raw):
        return Fix((Edit(span, write_scalar(new)),), safe)
    if width == len(raw) + 2 and not re.search(r"[\"'\\]", new):
        inside = span._replace(column=span.column + 1, end_column=span.end_column - 1)
        return Fix((Edit(inside, new),), safe)
    return None


def write_scalar(text: str) -> str:
    """Return a text as a YAML value, in quotes if it needs them."""
    return text if _PLAIN.fullmatch(text) and text not in NULLS else put_in_quotes(text)


def put_in_quotes(text: str) -> str:
    """Return a text in YAML's double quotes, or in single quotes if double ones would need escapes."""
    return f'"{text}"' if not re.search(r"[\"\\]", text) else "'" + text.replace("'", "''") + "'"


def quote_value(block: str, number: int, path: str, first_line: int, *, refused: bool = False) -> Fix | None:
    """Return a fix that quotes the value on one line of a block, or closes its bracket; None if that gives no YAML.

    It is safe if the block is not valid YAML without it. It is not safe if the YAML is valid but `refused`, or if the
    value may begin a list or nested fields.
    """
    lines = block.split("\n")
    match = _VALUE.match(lines[number]) if number < len(lines) else None
    if not match or match[2][0] in "\"'|>" or " #" in match[2]:
        return None
    # In quotes, a list or a mapping would become text; it can only be closed.
    closing = {"[": "]", "{": "}"}.get(match[2][0], "")
    is_open = closing and closing not in match[2]
    if closing and not is_open and not refused:
        return None
    quoted = match[2] + closing if is_open else put_in_quotes(match[2])
    lines[number] = match[1] + quoted
    if not _is_yaml("\n".join(lines)):
        return None
    line, column = first_line + number, len(match[1]) + 1
    span = Span(path, line, column, line, column + len(match[2]))
    safe = not refused and not closing and not _NESTED_FIELD.match(match[2])
    return Fix((Edit(span, quoted),), safe)


def expand_tabs(line: str, number: int, path: str, *, safe: bool) -> Fix:
    """Replace each tab in the indent of a line with two spaces; `number` is that of the line in its file."""
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    span = Span(path, number, 1, number, len(indent) + 1)
    return Fix((Edit(span, indent.replace("\t", "  ")),), safe)


def find_tabbed(lines: Sequence[str]) -> frozenset[int]:
    """Return the indexes of all lines of the fields that are indented with tabs only, and are YAML without them."""
    starts = [n for n, line in enumerate(lines) if line[:1] not in ("", " ", "\t", "-")]
    fields = (range(first, end) for first, end in pairwise([0, *starts, len(lines)]))
    return frozenset(n for field in fields if _is_tabbed(lines[field.start : field.stop]) for n in field)


def delete_line(line: str, span: Span) -> Fix | None:
    """Return a fix that deletes the line of a field; None if the line has anything else on it."""
    if line[: span.column - 1].strip() or "#" in line:
        return None
    return Fix((Edit(Span(span.path, span.line, 1, span.line + 1, 1), ""),), safe=True)


def _is_tabbed(field: Sequence[str]) -> bool:
    indents = {line[: len(line) - len(line.lstrip(" \t"))] for line in field if line.strip()} - {""}
    if not indents or any(" " in indent for indent in indents):
        return False
    return _is_yaml("\n".join(line.replace("\t", "  ") if line[:1] == "\t" else line for line in field))


def _is_yaml(text: str) -> bool:
    try:
        return isinstance(yaml.compose(text, Loader=PlainLoader), yaml.MappingNode)
    except yaml.YAMLError:
        return False
