"""Works out from the days of meetups how often, on which day and at what time a community meets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cop_site.model.spelling.dates import WEEKDAYS
from cop_site.model.spelling.days import Moment

_RECENT = 26
"""Days of meetups that are looked at: a rhythm of years ago says little about today's."""
_FEWEST = 4
_MOST_OF = 0.6
_ORDINALS = ("first", "second", "third", "fourth", "last")
_EVERY = ((6, 8, "1 week"), (13, 15, "2 weeks"), (20, 22, "3 weeks"), (27, 35, "1 month"), (85, 97, "3 months"))
"""The least and the most days between meetups, and what a charter says for it."""


@dataclass(frozen=True, slots=True)
class FoundRhythm:
    """The rhythm of the most recent meetups; what they do not agree on is empty."""

    every: str = ""
    """As in the charter: `2 weeks`, `first Tuesday`."""
    on: str = ""
    """The day of the week; empty if `every` says it."""
    at: str = ""
    zone: str = ""
    minutes: str = ""
    looked_at: int = 0

    @property
    def fields(self) -> dict[str, str]:
        """The charter's field `meetups`."""
        found = {"every": self.every, "on": self.on, "at": self.at, "minutes": self.minutes}
        return {name: value for name, value in found.items() if value} if self.every else {}


def find_rhythm(moments: Sequence[Moment], minutes: Sequence[str]) -> FoundRhythm:
    """Return the rhythm of meetups with their beginnings, and their lengths where they are known."""
    days = sorted({moment.day for moment in moments})[-_RECENT:]
    if len(days) < _FEWEST:
        return FoundRhythm()
    recent = [moment for moment in moments if moment.day >= days[0]]
    weekday = _most([WEEKDAYS[day.weekday()] for day in days])
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    band = next((band for band in _EVERY if band[0] <= median(gaps) <= band[1]), None)
    is_kept = band and 2 * sum(band[0] <= gap <= band[1] for gap in gaps) >= len(gaps)
    every = band[2] if band and is_kept else ""
    if every == "1 month" and weekday:
        ordinal = _most([_ORDINALS[(day.day - 1) // 7] for day in days if WEEKDAYS[day.weekday()] == weekday])
        every, weekday = (f"{ordinal} {weekday}", "") if ordinal else (every, weekday)
    return FoundRhythm(
        every,
        weekday,
        _most([moment.time for moment in recent]),
        _most([moment.zone for moment in recent]),
        _most(list(minutes)[-_RECENT:]),
        len(days),
    )


def _most(values: Sequence[str]) -> str:
    """Return the value that most of the values are; empty if they differ too much."""
    value, count = Counter(values).most_common(1)[0] if values else ("", 0)
    return value if count >= _MOST_OF * len(values) else ""
