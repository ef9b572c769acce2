"""Selects the edits of safe fixes, and applies edits to the bytes of a file."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right, insort
from collections.abc import Iterable

from cop_site.diagnostics import Diagnostic, Edit, Fix

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_MAX_CHARACTERS = 60
_LINE_END = re.compile(r"\r\n?|\n")


def choose_edits(diagnostics: Iterable[Diagnostic]) -> dict[str, list[Edit]]:
    """Return the edits of all safe fixes by path, sorted; a fix that touches an earlier one is left out as a whole."""
    chosen: dict[str, list[Edit]] = {}
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or not fix.safe:
            continue
        edits = chosen.setdefault(diagnostic.span.path, [])
        if not any(_touch(edit, other) for edit in fix.edits for other in _find_nearest(edits, edit)):
            for edit in fix.edits:
                insort(edits, edit)
    return {path: edits for path, edits in chosen.items() if edits}


def apply_edits(raw: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of a file after edits that do not touch each other; all other bytes are unchanged.

    New text gets the line ends of the line on which it begins.
    """
    bom = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    text = raw.removeprefix(bom).decode("utf-8")
    lines = [match[0] for match in _LINE.finditer(text)]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def offset(line: int, column: int) -> int:
        return min(starts[min(line - 1, len(starts) - 1)] + column - 1, len(text))

    def fit(new: str, start: int) -> str:
        line = lines[min(bisect_right(starts, start), len(lines)) - 1]
        line_end = _LINE_END.search(line, len(line.rstrip("\r\n"))) or _LINE_END.search(text)
        return new.replace("\n", line_end[0] if line_end else "\n")

    parts, done = [bom.decode()], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start = offset(edit.span.line, edit.span.column)
        parts += [text[done:start], fit(edit.text, start) if "\n" in edit.text else edit.text]
        done = offset(edit.span.end_line, edit.span.end_column)
    return "".join([*parts, text[done:]]).encode("utf-8")


def describe_fix(fix: Fix) -> str:
    """Return what a fix does, such as `deletes it`."""
    texts = [edit.text for edit in fix.edits if edit.text]
    if not texts:
        return "deletes it"
    one = len(texts) == 1 and len(texts[0]) <= _MAX_CHARACTERS and "\n" not in texts[0].strip()
    if one and not texts[0].strip():
        return f"writes {len(texts[0])} {'space' if len(texts[0]) == 1 else 'spaces'}"
    return f"writes {texts[0].strip()}" if one else "rewrites it"


def _find_nearest(edits: list[Edit], edit: Edit) -> list[Edit]:
    """Return the edits before and after one among sorted edits that do not touch each other."""
    at = bisect_right(edits, edit)
    return edits[max(at - 1, 0) : at + 1]


def _touch(one: Edit, other: Edit) -> bool:
    """Return whether two edits overlap or meet."""
    first, second = sorted((one.span, other.span))
    return (second.line, second.column) <= (first.end_line, first.end_column)
