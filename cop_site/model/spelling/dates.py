"""Reads dates, times, weekdays and time zones in other notations than ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta, timezone, tzinfo
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import chain
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from cop_site.wording.language_tag import primary_language

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
"""`2026-01-14`; the notation of front matter."""
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", re.ASCII)
"""`2026/1/14`."""
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ] ?(\d{1,2})[-/. ] ?(\d{4})", re.ASCII)
"""`14.01.2026`, `1/14/2026`."""
_DAY_NAMED = re.compile(
    r"(?:(\D{2,20}?)[.,،]{0,2} )?(\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?[ -](?:de |d['’])?([^\W\d_][^\d,]{1,29}?)[.,]{0,2}"
    r"(?: del?)?[ -](\d{4})",
    re.IGNORECASE,
)
"""`14th January 2026`, `14-Jan-2026`, `Mittwoch, 14. Januar 2026`, `14 de enero de 2026`, `14 كانون الثاني 2026`."""
_EAST_ASIAN = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")
"""`2026年1月14日`."""
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII | re.IGNORECASE)
"""`January 14, 2026`."""
_LANGUAGES = ("en", "de", "fr", "es", "pt", "ar", "ar_SY", "ar_DZ", "ar_MA")
"""Those whose names of months and weekdays are read; Arabic has three sets of them."""
_MARKS_OF_DIRECTION = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?: ?(?:h|uhr))?", re.ASCII | re.IGNORECASE)
"""`18.30`, `18h30`, `18:30 Uhr`."""
_HALF_DAY = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m\.?", re.ASCII | re.IGNORECASE)
"""`6 pm`, `6:30 p.m.`."""
_OFFSET = re.compile(r"(?:UTC|GMT)?([+\u2212-])(\d{1,2})(?::?(\d{2}))?", re.ASCII | re.IGNORECASE)
"""`-05:00`, `+0530`, `UTC+2`."""


def read_day(raw: str) -> date | None:
    """Return the day that a text names as year-month-day; None for another notation or a day that does not exist."""
    try:
        return date.fromisoformat(raw) if is_like_day(raw) else None
    except ValueError:
        return None


@lru_cache(maxsize=4096)  # a day is asked for wherever an action is listed
def read_written_day(raw: str, language: str) -> date | None:
    """Return the day that a date names as a language writes it; None where it names none.

    In numbers alone, English has two orders, of which none is read: all other languages write the day before the month.
    """
    days = _list_days(raw)
    is_clear = primary_language(language) != "en" or any(map(str.isalpha, raw))
    return date.fromisoformat(days[0]) if days and is_clear else read_day(raw)


def is_like_day(raw: str) -> bool:
    """Return whether a text has the form year-month-day, even if the day does not exist."""
    return _DAY.fullmatch(raw) is not None


def read_dates(raw: str) -> list[str]:
    """Return the days, as year-month-day, that a date in any notation can mean: two for one such as `1/2/2026`."""
    return sorted(_list_days(raw))


def _list_days(raw: str) -> list[str]:
    """Return the same with that first in which the day comes before the month."""
    text = " ".join(unicodedata.normalize("NFKC", raw).translate(_MARKS_OF_DIRECTION).split())
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    return list(dict.fromkeys(filter(None, (_as_day(*parts) for parts in _readings(text)))))


def read_time(raw: str) -> str:
    """Return a time of day in any notation as `HH:MM`; empty for other texts."""
    text = raw.strip()
    if match := _HALF_DAY.fullmatch(text):
        hours, minutes = int(match[1]), int(match[2] or 0)
        if not 1 <= hours <= 12 or minutes > 59:
            return ""
        return f"{hours % 12 + 12 * (match[3].lower() == 'p'):02}:{minutes:02}"
    match = _CLOCK.fullmatch(text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return ""
    return f"{int(match[1]):02}:{match[2]}"


def read_weekday(raw: str) -> tuple[str, bool]:
    """Return the most similar weekday, empty for none, and whether it is certain."""
    folded = raw.casefold()
    for day in WEEKDAYS:
        if folded in {day.casefold(), f"{day}s".casefold(), day[:3].casefold()}:
            return day, True
    return next(iter(get_close_matches(raw.title(), WEEKDAYS, n=1)), ""), False


def read_time_zone(raw: str) -> str:
    """Return the IANA name of a time zone by its name, its city, or the most similar name; empty for none."""
    try:
        return ZoneInfo(raw).key
    except (KeyError, ValueError, OSError):
        known = sorted(available_timezones())
    city = f"/{raw.casefold().replace(' ', '_')}"
    zones = [zone for zone in known if zone.casefold().endswith(city)]
    return next(iter(zones or get_close_matches(raw, known, n=1)), "")


def read_offset(raw: str) -> str:
    """Return an offset from UTC as `-05:00`, and `UTC` for its other names; empty for what is no offset."""
    if raw.upper() in ("Z", "GMT", "UTC"):
        return "UTC"
    match = _OFFSET.fullmatch(raw)
    if not match or int(match[2]) > 14 or int(match[3] or 0) > 59:
        return ""
    return f"{'+' if match[1] == '+' else '-'}{int(match[2]):02}:{match[3] or '00'}"


def zone_of(name: str) -> tzinfo:
    """Return the time zone of an IANA name or an offset such as `-05:00`; UTC where there is none."""
    if match := _OFFSET.fullmatch(name):
        sign = 1 if match[1] == "+" else -1
        return timezone(sign * timedelta(hours=int(match[2]), minutes=int(match[3] or 0)))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _readings(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield each reading of a date as year, month and day."""
    if match := _YEAR_FIRST.fullmatch(text):
        yield int(match[1]), int(match[2]), int(match[3])
    elif match := _YEAR_LAST.fullmatch(text):
        yield int(match[3]), int(match[2]), int(match[1])
        yield int(match[3]), int(match[1]), int(match[2])
    elif match := _EAST_ASIAN.fullmatch(text):
        yield int(match[1]), int(match[2]), int(match[3])
    elif match := _DAY_NAMED.fullmatch(text):
        if not match[1] or any(_plain(match[1]) in weekdays for _, weekdays in map(_load_names, _LANGUAGES)):
            yield int(match[4]), _month(match[3]), int(match[2])
    elif match := _MONTH_NAMED.fullmatch(text):
        yield int(match[3]), _month(match[1]), int(match[2])


def _month(name: str) -> int:
    """Return the number of a month by its name or abbreviation in any of the languages; 0 for none."""
    low = name.lower()
    short = low[:3] if low == "sept" else low
    english = (number for number, month in enumerate(map(str.lower, MONTHS), 1) if short in (month, month[:3]))
    names = [_plain(part) for part in name.split("/")]  # Arabic may name a month in two ways
    others = (months[part] for months, _ in map(_load_names, _LANGUAGES) for part in names if part in months)
    return next(chain(english, others), 0)


@cache
def _load_names(language: str) -> tuple[dict[str, int], frozenset[str]]:
    """Return the names of a language: the number of each month, and the days of the week."""
    from babel import Locale  # noqa: PLC0415  # it takes long, and few dates need it

    locale = Locale.parse(language)
    months = [names for forms in locale.months.values() for width, names in forms.items() if width != "narrow"]
    days = [names for forms in locale.days.values() for width, names in forms.items() if width != "narrow"]
    return (
        {_plain(name): number for names in months for number, name in names.items()},
        frozenset(_plain(name) for names in days for name in names.values()),
    )


def _plain(name: str) -> str:
    """Return a name without its accents, capitals and final point."""
    signs = unicodedata.normalize("NFD", name.casefold())
    return "".join(sign for sign in signs if not unicodedata.combining(sign)).strip(" .")


def _as_day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
