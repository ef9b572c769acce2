"""Finds what a merge has left in a note: both versions of a stretch, between lines of git's own."""

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
"""Ours, what both came from if git was told to show it, and theirs."""
_FENCE = re.compile(r"^[ \t>]*(?:```|~~~)", re.MULTILINE)


def find_conflicts(text: str) -> list[re.Match[str]]:
    """Every conflict that nobody has resolved; one in a block of code is an example."""
    if "<<<<<<< " not in text:
        return []
    fences = [fence.start() for fence in _FENCE.finditer(text)]
    return [found for found in _CONFLICT.finditer(text) if bisect(fences, found.start()) % 2 == 0]


def explain_conflict(text: str, conflict: re.Match[str], path: str) -> Problem:
    """Say where it is, and what to do."""
    line = text.count("\n", 0, conflict.start()) + 1
    marker = conflict[0].split("\n", 1)[0]
    hint = "keep what is right of the two versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    span = Span(path, line, 1, line, len(marker) + 1)
    return Problem("merge-is-finished", span, "a merge has left two versions of what follows", hint)


def keep_ours(text: str, conflicts: Iterable[re.Match[str]]) -> str:
    """The text with the first version of each conflict; empty lines stand for the rest, so that nothing else moves."""
    kept, end = [], 0
    for conflict in conflicts:
        ours = conflict["ours"]
        kept += [text[end : conflict.start()], "\n", ours, "\n" * (conflict[0].count("\n") - ours.count("\n") - 1)]
        end = conflict.end()
    return "".join([*kept, text[end:]])
