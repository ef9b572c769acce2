"""Edits of front matter: another text in the place of a value, and what makes YAML of what is none."""

from __future__ import annotations

import re

import yaml

from cop_site.diagnostics import Edit, Fix, Span

_PLAIN = re.compile(r"[^\W\d_][\w-]*(?: [\w-]+|/\w[\w-]*)*|\d{4}-\d{2}-\d{2}|\d+")
"""What needs no quotes, wherever it stands."""
_EMPTY = frozenset({"null", "~"})
_VALUE = re.compile(r"([ \t]*(?:-[ ]+)?(?:[^\W\d][\w-]*|\"[^\"]*\"|'[^']*')[ \t]*:[ \t]+)(\S.*?)[ \t]*\Z")
_GROUP = re.compile(r"[a-z_]+:\s")
"""What could be a field inside of this one, written on the same line."""


class PlainLoader(yaml.CSafeLoader):
    """YAML's parser in C, which takes every scalar for a text and so need not find out what else it could be."""

    def resolve(self, *_: object) -> str:
        """One tag for all."""
        return "tag:yaml.org,2002:str"

    def descend_resolver(self, *_: object) -> None:
        """Nothing to prepare."""

    def ascend_resolver(self) -> None:
        """Nothing to put away."""


def rewrite_value(span: Span, written: str, new: str, *, safe: bool) -> Fix | None:
    """Put another text in the place of a value, and leave its quotes as they are.

    None where it cannot be told from the span that the value stands there as it was read: escapes, several lines.
    """
    width = span.end_column - span.column
    if span.line != span.end_line or written == new:
        return None
    if width == len(written):
        text = write_scalar(new)
        return Fix((Edit(span, text),), safe) if text else None
    if width == len(written) + 2 and not re.search(r"[\"'\\]", new):
        inside = span._replace(column=span.column + 1, end_column=span.end_column - 1)
        return Fix((Edit(inside, new),), safe)
    return None


def write_scalar(text: str) -> str:
    """A text as a value that reads back as it is, in quotes where it needs them."""
    return text if _PLAIN.fullmatch(text) and text.casefold() not in _EMPTY else put_in_quotes(text)


def put_in_quotes(text: str) -> str:
    """A text in quotation marks that need no escapes; empty where there are none."""
    if not re.search(r"[\"\\]", text):
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else "'" + text.replace("'", "''") + "'"


def quote_value(block: str, number: int, path: str, first_line: int, *, refused: bool = False) -> Fix | None:
    """Put the value on one line of a block in quotes, or close its bracket; None where that does not help.

    It is safe where the block is no YAML at all without them. Where it is, and is merely `refused`, the sign that
    YAML obeys may be meant. Nor is it safe where a list or a group of fields may have been begun.
    """
    lines = block.split("\n")
    match = _VALUE.match(lines[number]) if number < len(lines) else None
    if not match or match[2][0] in "\"'|>" or " #" in match[2]:
        return None
    # In quotes, a list or a group would lose its parts; it can only be closed.
    closing = {"[": "]", "{": "}"}.get(match[2][0], "")
    begun = closing and closing not in match[2]
    if closing and not begun and not refused:
        return None
    quoted = match[2] + closing if begun else put_in_quotes(match[2])
    lines[number] = match[1] + quoted
    if not _is_yaml("\n".join(lines)):
        return None
    line, column = first_line + number, len(match[1]) + 1
    span = Span(path, line, column, line, column + len(match[2]))
    safe = not refused and not closing and not _GROUP.match(match[2])
    return Fix((Edit(span, quoted),), safe)


def unfold_tabs(raw: str, number: int, path: str, first_line: int) -> Fix:
    """Two spaces for each tab at the beginning of a line; safe where all of the block it is in is indented alike."""
    line = raw.split("\n")[number]
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    span = Span(path, first_line + number, 1, first_line + number, len(indent) + 1)
    return Fix((Edit(span, indent.replace("\t", "  ")),), _is_indented_alike(raw, number))


def delete_line(line: str, span: Span) -> Fix | None:
    """Delete the whole line of a field that stands on it alone, and without a remark; else None."""
    if line[: span.column - 1].strip() or "#" in line:
        return None
    return Fix((Edit(Span(span.path, span.line, 1, span.line + 1, 1), ""),), safe=True)


def _is_indented_alike(raw: str, number: int) -> bool:
    lines = raw.split("\n")
    first = next((n for n in range(number, -1, -1) if lines[n][:1] not in ("", " ", "\t", "-")), 0)
    last = next((n for n in range(number + 1, len(lines)) if lines[n][:1] not in ("", " ", "\t", "-")), len(lines))
    block = lines[first:last]
    indents = {line[: len(line) - len(line.lstrip(" \t"))] for line in block if line.strip()} - {""}
    if any(" " in indent for indent in indents):
        return False
    return _is_yaml("\n".join(line.replace("\t", "  ") if line[:1] == "\t" else line for line in block))


def _is_yaml(text: str) -> bool:
    try:
        return isinstance(yaml.compose(text, Loader=PlainLoader), yaml.MappingNode)
    except yaml.YAMLError:
        return False
