"""Finds the day of a note, and its time, in a text: a field or a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from cop_site.model.spelling.months import any_month, months

_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:(?:T|[ ,]+)(\d\d?):(\d\d)(?::\d\d(?:[.,]\d+)?)?[ ]*"
    r"(?:(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?[ ]*\[?([A-Z][a-z]+(?:/[A-Z]\w+)+)?\]?)?)?[ ]*",
    re.ASCII | re.IGNORECASE,
)
"""`2024-10-29`, `2024-10-29T19:00:00-05:00`, `2024-10-29 19:00 UTC`, `2024-10-29T19:00+01:00[Europe/Berlin]`."""
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:\d\d)?(Z|[+-]\d\d(?::?\d\d)?)?)?()", re.ASCII)
"""`20241029T190000Z`."""
_TWO_DIGITS = re.compile(r"\d{4}-?\d\d-?\d\d(?!\d)", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)
"""`29.10.2024`, `10/29/2024`."""
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})(?:[/.-]|\. |\s?年\s?)(\d\d?)(?:[/.-]|\. |\s?月\s?)(\d\d?)(?!\d)\s?日?", re.ASCII
)
"""`2024/10/29`, `2024. 10. 29`, `2024年10月29日`."""
_TIME = re.compile(
    r"(?<![\d:])(\d{1,2})(?:[:.](\d\d))?[ ]?([ap])\.?m\b|(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])", re.I
)
_TIME_RANGE = re.compile(r"(?:[–—→-]|\bto\b|\bbis\b|\buntil\b)\s*([^–—→]{3,14})\Z")
NAME_LAST = re.compile(r"(?<!\d)([0-3]?\d)[-_.]([01]?\d)[-_.]((?:19|20)\d\d)(?!\d)", re.ASCII)
"""`15-05-2024`, with the year at the end."""
_DIGIT = re.compile(r"\d")
_FOUR_DIGITS = re.compile(r"\d{4}")
_FIRST_YEAR, _LAST_YEAR = 1970, 2100


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and perhaps a time of it."""

    day: date
    time: str = ""
    """`HH:MM`; empty if none is given."""
    zone: str = ""
    """`+02:00`, `UTC` or `Europe/Berlin`; empty if none is given."""


def read_moment(raw: str, *, day_first: bool = True) -> Moment | None:
    """Return the moment that a text is; None if it is none, or lacks the day, the month or the year.

    `day_first` decides what `1/2/2024` means.
    """
    text = " ".join(raw.split()).strip("\"'")
    match = _ISO.match(text) or _COMPACT.fullmatch(text)
    if match and (day := make_day(*match.group(1, 2, 3))):
        time = f"{int(match[4]):02}:{match[5]}" if match[4] and int(match[4]) < 24 else read_time(text[match.end() :])
        return Moment(day, time, (match[7] or _read_zone(match[6] or "")) if match[4] else "")
    day = _read_numeric(text, day_first=day_first) or read_named(text)
    return Moment(day, read_time(text)) if day else None


def read_iso(raw: str) -> Moment | None:
    """Return the moment that a text in the notation of ISO 8601 is; None for any other text.

    Midnight is what tools write where nobody gave a time: it is none.
    """
    text = " ".join(raw.split())
    match = _TWO_DIGITS.match(text) and (_ISO.fullmatch(text) or _COMPACT.fullmatch(text))
    if match:
        moment = read_moment(text)
        if moment and match[4] and not moment.time:
            return None  # there is no such time
        return Moment(moment.day) if moment and moment.time == "00:00" else moment
    try:  # a week or a day of the year: `2024-W44-2`
        return Moment(date.fromisoformat(text))
    except ValueError:
        return None


def find_sure_day(text: str) -> date | None:
    """Return the first day that a line of text names in full; None if it can be read in two ways."""
    day = find_day(text, day_first=True)
    return day if day == find_day(text, day_first=False) else None


def read_span(raw: str, *, day_first: bool = True) -> tuple[Moment, Moment | None] | None:
    """Return the first and the last moment that a text names, such as `October 16-18, 2023`; None if it names none."""
    text = " ".join(raw.split())
    ends = _expand_range(text) or (re.split(r"\s+(?:to|until|bis|–|-|/)\s+", text, maxsplit=1) if " " in text else [])
    if len(ends) == 2 and (last := read_moment(ends[1], day_first=day_first)):
        first = read_moment(ends[0], day_first=day_first)
        if first and first.day <= last.day:
            return first, last
    moment = read_moment(text, day_first=day_first)
    return (moment, None) if moment else None


def _may_name_day(text: str) -> bool:
    """Return whether a text has the digits of a year and of a day: a prefilter, which is all that most texts need."""
    return _FOUR_DIGITS.search(text) is not None and len(_DIGIT.findall(text)) > 4


def _expand_range(text: str) -> list[str]:
    """Write out both days of `October 16-18, 2023`, `16.-18. Oktober 2023` and `Oct 30 - Nov 2, 2023`."""
    if not _may_name_day(text):
        return []
    month_first, day_first = _named_range()
    if match := month_first.search(text):
        return [f"{match[1]} {match[2]} {match[5]}", f"{match[3] or match[1]} {match[4]} {match[5]}"]
    if match := day_first.search(text):
        return [f"{match[1]} {match[2] or match[4]} {match[5]}", f"{match[3]} {match[4]} {match[5]}"]
    return []


@cache
def _named_range() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names, dash = any_month(), r"[ ]?(?:-|–|to|bis|&|and)[ ]?"
    day = r"(\d{1,2})(?:st|nd|rd|th)?"
    first = rf"\b({names})\.? {day}{dash}(?:({names})\.? )?{day},? (\d{{4}})"
    last = rf"(?<!\d)(\d{{1,2}})\.?(?: ({names}))?{dash}(\d{{1,2}})\.? ({names})\.?,? (\d{{4}})"
    return re.compile(first, re.IGNORECASE), re.compile(last, re.IGNORECASE)


def find_day(text: str, *, day_first: bool = True) -> date | None:
    """Return the first day that a line of text names in full, of `5-7 May 2024` the fifth."""
    text = next(iter(_expand_range(text)), text)
    return _read_numeric(text, day_first=day_first) or read_named(text)


def drop_days(text: str) -> str:
    """Return a text without the days that it names in full."""
    if not _may_name_day(text):
        return text
    for pattern in (_YEAR_FIRST, _NUMERIC, NAME_LAST, *_named_day()):
        text = pattern.sub(" ", text)
    return text


def vote_day_first(texts: Iterable[str]) -> int:
    """Return how many more dates begin with the day, as `13/2/2024`, than with the month, as `2/13/2024`."""
    votes = 0
    for text in texts:
        if match := _NUMERIC.search(text):
            votes += (int(match[1]) > 12) - (int(match[3]) > 12)
    return votes


def minutes_between(start: Moment, end: Moment) -> int:
    """Return the minutes from one moment to another on the same day, else 0."""
    if not (start.time and end.time and start.zone == end.zone):
        return 0
    begin, finish = (datetime.fromisoformat(f"{at.day} {at.time}") for at in (start, end))
    length = finish - begin
    return int(length.total_seconds() // 60) if timedelta() < length < timedelta(days=1) else 0


@cache
def _named_day() -> tuple[re.Pattern[str], ...]:
    """Return patterns for a day with the name of its month: after the day, before it, and after the year."""
    names = any_month()
    first = rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?[ -]+(?:de |of )?({names})\.?,?(?: del?)?[ -]+(\d{{4}})(?!\d)"
    last = rf"\b({names})\.?[ -]+(\d{{1,2}})(?:st|nd|rd|th)?,?[ -]+(\d{{4}})(?!\d)"
    middle = rf"(?<!\d)(\d{{4}})[ -]({names})\.?[ -](\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (first, last, middle))


def read_named(text: str) -> date | None:
    """Return the first day in a text that names the month: `13 June 2024`, `June 13th, 2024`, `13. Juni 2024`."""
    if not _may_name_day(text):
        return None
    day_first, month_first, year_first = _named_day()
    if match := day_first.search(text):
        return make_day(match[3], months()[match[2].casefold()], match[1])
    if match := month_first.search(text):
        return make_day(match[3], months()[match[1].casefold()], match[2])
    if match := year_first.search(text):
        return make_day(match[1], months()[match[2].casefold()], match[3])
    return None


def _read_numeric(text: str, *, day_first: bool) -> date | None:
    if match := _YEAR_FIRST.search(text):
        return make_day(*match.groups())
    if not (match := _NUMERIC.search(text)):
        return None
    first, second = (match[4], match[3], match[1]), (match[4], match[1], match[3])
    order = (first, second) if day_first or match[2] == "." else (second, first)
    return next((day for parts in order if (day := make_day(*parts))), None)


def read_end_time(text: str) -> str:
    """Return the second time of a text such as `6:30 PM → 8:00 PM`, as `HH:MM`; empty if it has none."""
    match = _TIME_RANGE.search(text)
    return read_time(match[1]) if match and read_time(text[: match.start()]) else ""


def read_time(text: str) -> str:
    """Return the first time of day that a text names, as `HH:MM`; empty if it names none."""
    if not (match := _TIME.search(text)):
        return ""
    if match[4]:
        return f"{int(match[4]):02}:{match[5]}"
    hour = int(match[1])
    return f"{hour % 12 + 12 * (match[3].lower() == 'p'):02}:{match[2] or '00'}" if 1 <= hour <= 12 else ""


def _read_zone(raw: str) -> str:
    if raw.upper() in ("Z", "UTC", "GMT"):
        return "UTC"
    return f"{raw[:3]}:{raw[3:].strip(':') or '00'}" if raw else ""


def make_day(year: str | int, month: str | int, day: str | int) -> date | None:
    """Return the day of some numbers; None if there is none, or if it is too long ago or too far ahead for a meetup."""
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return made if _FIRST_YEAR <= made.year < _LAST_YEAR else None
