"""Reads dates, times, weekdays and time zones that are written otherwise than here, where only one thing is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ] ?(\d{1,2})[-/. ] ?(\d{4})", re.ASCII)
_DAY_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[ -]([a-z]{3,9})\.?,?[ -](\d{4})", re.ASCII | re.IGNORECASE)
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII | re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?: ?(?:h|uhr))?", re.ASCII | re.IGNORECASE)
_HALF_DAY = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m\.?", re.ASCII | re.IGNORECASE)


def read_day(written: str) -> date | None:
    """Return the day that is written year-month-day; None where it is written otherwise or is in no calendar."""
    try:
        return date.fromisoformat(written) if is_like_day(written) else None
    except ValueError:
        return None


def is_like_day(written: str) -> bool:
    """Return whether a text is written year-month-day, whether or not there is such a day."""
    return _DAY.fullmatch(written) is not None


def read_dates(written: str) -> list[str]:
    """The days that can be meant, year first: none where there is no such day, two where it could be either."""
    return sorted({day for day in (_as_day(*parts) for parts in _readings(" ".join(written.split()))) if day})


def read_time(written: str) -> str:
    """The time of day that is meant, hours and minutes; empty where that cannot be told."""
    text = written.strip()
    if match := _HALF_DAY.fullmatch(text):
        hours, minutes = int(match[1]), int(match[2] or 0)
        if not 1 <= hours <= 12 or minutes > 59:
            return ""
        return f"{hours % 12 + 12 * (match[3].lower() == 'p'):02}:{minutes:02}"
    match = _CLOCK.fullmatch(text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return ""
    return f"{int(match[1]):02}:{match[2]}"


def read_weekday(written: str) -> tuple[str, bool]:
    """The day of the week that is meant, empty where none is like it, and whether no other can be."""
    folded = written.casefold()
    for day in WEEKDAYS:
        if folded in {day.casefold(), f"{day}s".casefold(), day[:3].casefold()}:
            return day, True
    return next(iter(get_close_matches(written.title(), WEEKDAYS, n=1)), ""), False


def read_time_zone(written: str) -> str:
    """The IANA name of the time zone that is meant, by its name, its place, or the name most like it; else empty."""
    try:
        return ZoneInfo(written).key
    except (KeyError, ValueError, OSError):
        known = sorted(available_timezones())
    place = f"/{written.casefold().replace(' ', '_')}"
    places = [zone for zone in known if zone.casefold().endswith(place)]
    return next(iter(places or get_close_matches(written, known, n=1)), "")


def _readings(text: str) -> Iterator[tuple[int, int, int]]:
    """Every way to read a date, as year, month and day."""
    if match := _YEAR_FIRST.fullmatch(text):
        yield int(match[1]), int(match[2]), int(match[3])
    elif match := _YEAR_LAST.fullmatch(text):
        yield int(match[3]), int(match[2]), int(match[1])
        yield int(match[3]), int(match[1]), int(match[2])
    elif match := _DAY_NAMED.fullmatch(text):
        yield int(match[3]), _month(match[2]), int(match[1])
    elif match := _MONTH_NAMED.fullmatch(text):
        yield int(match[3]), _month(match[1]), int(match[2])


def _month(name: str) -> int:
    """The number of a month by its English name, whole or shortened; 0 for none."""
    low = name.lower()
    short = low[:3] if low == "sept" else low
    return next((number for number, month in enumerate(map(str.lower, MONTHS), 1) if short in (month, month[:3])), 0)


def _as_day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
