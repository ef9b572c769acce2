"""A time between two days: a quarter, a year, or what has passed since a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """The days from one to another, both included; none if the last is before the first."""

    first: date
    last: date

    def __contains__(self, day: date | None) -> bool:
        """Return whether a day is one of them; a day that is not known is none."""
        return day is not None and self.first <= day <= self.last

    def until(self, day: date) -> Period:
        """Return the part of it that is over on a day."""
        return Period(self.first, min(self.last, day))


def year_period(year: int) -> Period:
    """Return the days of a year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def quarter_period(year: int, quarter: int) -> Period:
    """Return the days of a quarter, 1 to 4, of a year."""
    return Period(date(year, 3 * quarter - 2, 1), date(year, 3 * quarter, 31 if quarter in (1, 4) else 30))
