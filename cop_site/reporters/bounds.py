"""Keeps reports short: findings of one rule in one file are listed up to a number, and counted from there on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cop_site.diagnostics import Diagnostic

MAX_LISTED = 20
"""Findings of one rule in one file that are listed."""


def bound(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the first findings of each rule in each file; the last of them says how many `more` there are.

    Those of the baseline are counted apart.
    """
    listed: dict[tuple[str, str, bool], list[Diagnostic]] = {}
    counts: dict[tuple[str, str, bool], int] = {}
    for diagnostic in diagnostics:
        key = diagnostic.span.path, diagnostic.code, diagnostic.is_known
        counts[key] = counts.get(key, 0) + 1 + diagnostic.more
        if len(listed.setdefault(key, [])) < MAX_LISTED:
            listed[key].append(diagnostic)
    for key, found in listed.items():
        found[-1] = replace(found[-1], more=counts[key] - len(found))
    return sorted((found for group in listed.values() for found in group), key=lambda found: found.sort_key)


def count_more(diagnostic: Diagnostic) -> str:
    """Return how many findings are not listed after one, such as `and 980 more of COP020 in this file`."""
    return f"and {diagnostic.more:,} more of {diagnostic.code} in this file" if diagnostic.more else ""
