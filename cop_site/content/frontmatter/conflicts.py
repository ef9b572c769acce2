"""Finds git's conflict markers in a note."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable

from cop_site.diagnostics import Problem, Span

_CONFLICT = re.compile(
    r"^<{7} .*\n(?P<ours>(?:(?![<|=>]{7}).*\n)*)"
    r"(?:\|{7}.*\n(?:(?![<=>]{7}).*\n)*)?"
    r"={7}\n(?:(?![<=>]{7}).*\n)*>{7} .*$",
    re.MULTILINE,
)
"""Our version, the common ancestor in the diff3 style, and their version."""
_FENCE = re.compile(r"^[ \t>]*(?:```|~~~)", re.MULTILINE)


def find_conflicts(text: str) -> list[re.Match[str]]:
    """Return a match for each unresolved conflict, except for those in fenced code."""
    if "<<<<<<< " not in text:
        return []
    fences = [fence.start() for fence in _FENCE.finditer(text)]
    return [match for match in _CONFLICT.finditer(text) if bisect(fences, match.start()) % 2 == 0]


def explain_conflict(text: str, conflict: re.Match[str], path: str) -> Problem:
    """Return the problem that a conflict is; it ends with its first line."""
    line = text.count("\n", 0, conflict.start()) + 1
    marker = conflict[0].split("\n", 1)[0]
    hint = "edit the two versions into one, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    span = Span(path, line, 1, line, len(marker) + 1)
    return Problem("merge-is-finished", span, "unresolved merge conflict", hint)


def keep_ours(text: str, conflicts: Iterable[re.Match[str]]) -> str:
    """Return the text with our version of each conflict; empty lines replace the rest, so line numbers stay."""
    parts, end = [], 0
    for conflict in conflicts:
        ours = conflict["ours"]
        parts += [text[end : conflict.start()], "\n", ours, "\n" * (conflict[0].count("\n") - ours.count("\n") - 1)]
        end = conflict.end()
    return "".join([*parts, text[end:]])
