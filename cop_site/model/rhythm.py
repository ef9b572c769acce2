"""When a community meets: how often, on which days, and when it takes a break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from cop_site.model.spelling.dates import WEEKDAYS, read_weekday

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = {
    **dict(zip(("first", "second", "third", "fourth", "fifth", "last"), (1, 2, 3, 4, 5, -1), strict=True)),
    **dict(zip(("1st", "2nd", "3rd", "4th", "5th"), range(1, 6), strict=True)),
}
_WORDS = {"weekly": "1 week", "fortnightly": "2 weeks", "monthly": "1 month", "quarterly": "3 months"}
_LENGTH = re.compile(r"(?P<number>\d{1,4})(?: (?P<unit>day|week|month|year)s?)?\Z", re.ASCII)
_UNITS = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "year": (0, 12)}
"""Days and months of a unit."""
_OF_THE_MONTH = re.compile(r" (?:of|in) (?:the|each|every|a) month\Z")
_BETWEEN_ORDINALS = re.compile(r"(?:,| and | & )+ *| ")
_DAYS_A_MONTH = 30.44
"""The mean length of a month: 365.25 days / 12."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a community meets: every so many days, or every so many months."""

    days: int = 0
    """Days from one meetup to the next; 0 where months are counted."""
    months: int = 0
    ordinals: tuple[int, ...] = ()
    """Which of the weekdays of a month, from 1, in order; -1 for the last. Empty where `every` does not say."""
    weekday: int | None = None
    """Monday is 0; None where `every` does not say."""

    @property
    def gap(self) -> int:
        """The usual number of days from one meetup to the next."""
        return self.days or round(self.months * _DAYS_A_MONTH / max(1, len(self.ordinals)))


@dataclass(frozen=True, slots=True)
class Break:
    """A time without meetups."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def read_frequency(text: str) -> Frequency | None:
    """Read how often a community meets; None where the text does not say it in a way that has one meaning.

    It may be a number of days, a length of time (`2 weeks`, `monthly`, `every other Tuesday`), or weekdays of the month
    (`first Tuesday`, `second and fourth Wednesday`, `last Thursday of the month`).
    """
    words = _OF_THE_MONTH.sub("", " ".join(text.casefold().split()))
    words = words.removeprefix("every ").removeprefix("the ")
    if match := _LENGTH.match(_as_length(words)):
        days, months = _UNITS[match["unit"] or "day"]
        number = int(match["number"])
        return Frequency(days * number, months * number) if number else None
    *before, name = _BETWEEN_ORDINALS.split(words)
    day, sure = read_weekday(name)
    if not sure:
        return None
    weekday = WEEKDAYS.index(day)
    if before in ([], ["other"]):
        return Frequency(14 if before else 7, weekday=weekday)
    ordinals = {_ORDINALS.get(word, 0) for word in before if read_weekday(word) != (day, True)}
    if not ordinals or 0 in ordinals:
        return None
    return Frequency(0, 1, tuple(sorted(ordinals, key=lambda ordinal: ordinal % 10)), weekday)


def days_after(last: date, frequency: Frequency, weekday: int | None, *, fixed: bool) -> Iterator[date]:
    """Yield the days on which a community meets after `last`, the earliest first, up to the end of the calendar.

    `weekday` is the one that the community meets on, if it says so. With `fixed`, the days are whole steps from `last`;
    without it, each day is the weekday nearest to a step after the one before it, so that one meetup out of turn does
    not move all that follow.
    """
    weekday = weekday if frequency.weekday is None else frequency.weekday
    try:
        if frequency.months:
            yield from _days_of_months(last, frequency, weekday)
        elif fixed:
            yield from (last + timedelta(frequency.days * number) for number in count(1))
        else:
            while True:
                last = _nearest(last + timedelta(frequency.days), weekday, last)
                yield last
    except (OverflowError, ValueError):  # the calendar ends with the year 9999
        return


def count_days_off(earlier: date, later: date, breaks: Iterable[Break]) -> int:
    """Return how many of the days between two days lie in a break; a day in two breaks counts once."""
    spans = sorted((max(pause.first, earlier), min(pause.last, later)) for pause in breaks)
    total, done = 0, earlier - timedelta(1)
    for first, last in spans:
        total += max(0, (last - max(first, done + timedelta(1))).days + 1)
        done = max(done, last)
    return total


def _as_length(words: str) -> str:
    """A length of time with its number in digits."""
    words = _WORDS.get(words, words)
    number, _, unit = words.partition(" ")
    if number in _NUMBERS:
        return f"{_NUMBERS.index(number) + 1} {unit}"
    return f"1 {words}" if words in _UNITS else words


def _nearest(day: date, weekday: int | None, last: date) -> date:
    """The day of the week nearest to a day, and later than `last`."""
    if weekday is None:
        return day
    away = (weekday - day.weekday()) % 7
    day += timedelta(days=away if away <= 3 else away - 7)
    return day if day > last else day + timedelta(days=7)


def _days_of_months(last: date, frequency: Frequency, weekday: int | None) -> Iterator[date]:
    """The days after `last` in its own month, and in every so many months after it."""
    from dateutil.rrule import MONTHLY, rrule, weekdays  # noqa: PLC0415  # few communities count in months

    if weekday is None:  # the same day of the month, or the last one of a shorter month
        rule: dict[str, Any] = {"bymonthday": range(1, last.day + 1), "bysetpos": -1}
    else:
        rule = {"byweekday": [weekdays[weekday](n) for n in frequency.ordinals or (_ordinal_of(last),)]}
    begin = datetime.combine(last, time())
    for moment in rrule(MONTHLY, dtstart=begin, interval=frequency.months, **rule):
        if moment > begin:
            yield moment.date()


def _ordinal_of(day: date) -> int:
    """Which of its weekdays a day is in its month; the fifth is the last."""
    ordinal = (day.day - 1) // 7 + 1
    return ordinal if ordinal < 5 else -1
