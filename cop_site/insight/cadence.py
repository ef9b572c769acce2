"""How regularly the community meets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from math import floor

_LIVELY_MONTH = 2
"""Meetups that make a month a lively one."""


class Rhythm(StrEnum):
    """How the silence so far compares with the rhythm the community has set itself."""

    ON_RHYTHM = "on rhythm"
    SLIPPING = "slipping"
    DORMANT = "dormant"


@dataclass(frozen=True, slots=True)
class Cadence:
    """The gaps between the days of held meetups, in days; None where there is too little to say."""

    held: int
    median: float | None
    p90: float | None
    longest: int | None
    silence: int | None
    """Days since the last held meetup."""
    lively_months: int
    """Of the last twelve months, those with two meetups or more."""
    rhythm: Rhythm | None


def measure_cadence(days: Sequence[date], as_of: date, every: int) -> Cadence:
    """Measure the gaps between the days on which meetups were held, up to `as_of`.

    Several meetups on one day leave no gap between them. `every` is the rhythm to compare with, in days: up to one
    and a half of it is on rhythm, up to three is slipping.
    """
    held = sorted(day for day in days if day <= as_of)
    distinct = sorted(set(held))
    gaps = sorted((later - earlier).days for earlier, later in pairwise(distinct))
    silence = (as_of - distinct[-1]).days if distinct else None
    return Cadence(
        len(held),
        percentile(gaps, 50),
        percentile(gaps, 90),
        gaps[-1] if gaps else None,
        silence,
        _count_lively_months(held, as_of),
        _judge(silence, every),
    )


def percentile(ordered: Sequence[float], percent: float) -> float | None:
    """The value below which `percent` of the ordered values lie, with linear interpolation; None of nothing.

    Hyndman & Fan (1996), definition 7, which is also numpy's default.
    """
    if not ordered:
        return None
    position = (len(ordered) - 1) * percent / 100
    below = floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def _count_lively_months(held: Sequence[date], as_of: date) -> int:
    last = as_of.year * 12 + as_of.month
    months = Counter(day.year * 12 + day.month for day in held)
    return sum(1 for month in range(last - 11, last + 1) if months[month] >= _LIVELY_MONTH)


def _judge(silence: int | None, every: int) -> Rhythm | None:
    if silence is None:
        return None
    if silence <= 1.5 * every:
        return Rhythm.ON_RHYTHM
    return Rhythm.SLIPPING if silence <= 3 * every else Rhythm.DORMANT
