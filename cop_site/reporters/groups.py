"""Groups diagnostics that are alike, so that a report of many is read as a few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cop_site.diagnostics import Diagnostic

_PLACES = 3
"""Diagnostics of a group that are shown."""
_FEW = 10
"""Up to so many with different messages are all shown, each as a group of its own."""
_MAX_GROUPS = 40
"""Groups of one rule that are shown."""


@dataclass(frozen=True, slots=True)
class Group:
    """Diagnostics of one rule in one field, or with one message."""

    shown: Sequence[Diagnostic]
    """The first of them, at least one."""
    rest: Sequence[Diagnostic] = ()
    """Those that are only counted."""

    def count_rest(self) -> str:
        """Return how many are not shown, such as `and 980 more of COP020 in this file`; empty for none."""
        first, *_ = self.shown
        number = len(self.rest) + sum(diagnostic.more for diagnostic in (*self.shown, *self.rest))
        files = len({first.span.path, *(diagnostic.span.path for diagnostic in self.rest)})
        where = "this file" if files == 1 else f"{files:,} files"
        return f"and {number:,} more of {first.code} in {where}" if number else ""


def group_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Group]:
    """Return the groups in the order of their first diagnostics."""
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        alike.setdefault((diagnostic.code, diagnostic.field or diagnostic.message), []).append(diagnostic)
    by_rule: dict[str, list[Group]] = {}
    for (code, _), found in alike.items():
        by_rule.setdefault(code, []).extend(_split(found))
    groups = [group for of_rule in by_rule.values() for group in _limit(of_rule)]
    return sorted(groups, key=lambda group: group.shown[0].sort_key)


def _split(found: list[Diagnostic]) -> list[Group]:
    differ = len({diagnostic.message for diagnostic in found}) > 1
    if len(found) <= (_FEW if differ else _PLACES):
        return [Group([diagnostic]) for diagnostic in found]
    return [Group(found[:_PLACES], found[_PLACES:])]


def _limit(groups: list[Group]) -> list[Group]:
    """Return the first groups of a rule; the last of them counts those that are left out."""
    *kept, last = groups[:_MAX_GROUPS]
    left_out = [diagnostic for group in groups[_MAX_GROUPS:] for diagnostic in (*group.shown, *group.rest)]
    return [*kept, Group(last.shown, [*last.rest, *left_out])]
