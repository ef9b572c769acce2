"""How regularly the community meets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from math import floor

from cop_site.model.rhythm import Break, count_days_off

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
    """Of the last twelve months that are over, those with two meetups or more."""
    rhythm: Rhythm | None


def measure_cadence(days: Sequence[date], as_of: date, every: int, breaks: Iterable[Break] = ()) -> Cadence:
    """Measure the gaps between the days on which meetups were held, up to `as_of`.

    Several meetups on one day leave no gap between them, and days within `breaks` do not count. `every` is the rhythm
    to compare with, in days: up to one and a half of it is on rhythm, up to three is slipping.
    """
    held = sorted(day for day in days if day <= as_of)
    distinct = sorted(set(held))
    breaks = tuple(breaks)
    gaps = sorted(_count_days(earlier, later, breaks) for earlier, later in pairwise(distinct))
    silence = _count_days(distinct[-1], as_of, breaks) if distinct else None
    return Cadence(
        len(held),
        percentile(gaps, 50),
        percentile(gaps, 90),
        gaps[-1] if gaps else None,
        silence,
        _count_lively_months(held, as_of),
        _judge(silence, every),
    )


def find_silences(days: Iterable[date], as_of: date, every: int, breaks: Sequence[Break]) -> list[tuple[date, date]]:
    """Return the times between held meetups, and up to `as_of`, in which the rhythm was lost: more than three of it."""
    distinct = [*sorted({day for day in days if day <= as_of}), as_of]
    return [
        (earlier, later)
        for earlier, later in pairwise(distinct)
        if _judge(_count_days(earlier, later, breaks), every) is Rhythm.DORMANT
    ]


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


def _count_days(earlier: date, later: date, breaks: Sequence[Break]) -> int:
    """The days from one to another, without those in breaks."""
    return (later - earlier).days - (count_days_off(earlier + timedelta(1), later, breaks) if breaks else 0)


def _count_lively_months(held: Sequence[date], as_of: date) -> int:
    tomorrow = date.fromordinal(min(as_of.toordinal() + 1, date.max.toordinal()))
    last = tomorrow.year * 12 + tomorrow.month - 1  # a month counts once it is over
    months = Counter(day.year * 12 + day.month for day in held)
    return sum(1 for month in range(last - 11, last + 1) if months[month] >= _LIVELY_MONTH)


def _judge(silence: int | None, every: int) -> Rhythm | None:
    if silence is None:
        return None
    if silence <= 1.5 * every:
        return Rhythm.ON_RHYTHM
    return Rhythm.SLIPPING if silence <= 3 * every else Rhythm.DORMANT
