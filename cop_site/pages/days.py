"""Days and times as readers see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cop_site.model.kinds import Charter, Meetup
from cop_site.model.rhythm import Frequency
from cop_site.model.spelling.dates import MONTHS, WEEKDAYS

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


@dataclass(frozen=True, slots=True)
class DayView:
    """A day or a moment, for a `time` element."""

    iso: str
    """In ISO 8601."""
    text: str
    """Such as `14 Jan 2026` or `Wed 14 Jan 2026`."""
    clock: str = ""
    """The time of day with its time zone, such as `18:00 Europe/Berlin`; may be empty."""


def view_day(day: date) -> DayView:
    """Such as `14 Jan 2026`."""
    return DayView(day.isoformat(), f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}")


def view_weekday(day: date) -> DayView:
    """Such as `Wed 14 Jan 2026`."""
    return DayView(day.isoformat(), f"{WEEKDAYS[day.weekday()][:3]} {view_day(day).text}")


def view_meetup(meetup: Meetup, charter: Charter) -> DayView:
    """The moment a meetup begins; only its day where nobody said a time."""
    day = view_weekday(meetup.date)
    begins = _begin(meetup, charter)
    if begins is None:
        return day
    written = meetup.time or charter.meetups.at
    return DayView(begins.isoformat(timespec="minutes"), day.text, f"{written} {charter.timezone}")


def end_of_meetup(meetup: Meetup, charter: Charter) -> str:
    """The moment from which a meetup is over, with the offset of its time zone; without a time, the end of its day."""
    begins = _begin(meetup, charter)
    if begins is None:
        return end_of_day(meetup.date, charter)
    # Hours are counted in UTC: in a zone of its own, Python would count those that a clock shows.
    try:
        ends = begins.astimezone(UTC) + timedelta(minutes=meetup.minutes or charter.meetups.minutes)
        return ends.astimezone(begins.tzinfo).isoformat(timespec="minutes")
    except OverflowError:
        return begins.isoformat(timespec="minutes")  # beyond the year 9999


def end_of_day(day: date, charter: Charter) -> str:
    """The moment from which a day is over where the community is at home, with the offset of its time zone."""
    after = day + timedelta(days=1) if day < date.max else day
    return datetime(after.year, after.month, after.day, tzinfo=_zone(charter)).isoformat(timespec="minutes")


def view_minutes(minutes: int) -> str:
    """Such as `45 min` or `2 h 10 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def view_rhythm(charter: Charter) -> str:
    """Return how often a community meets, such as `every 2 weeks on Wednesday at 18:00 (Europe/Berlin), for 1 h`."""
    rhythm = charter.meetups
    every = _frequency(rhythm.every)
    day = f" on {rhythm.on}" if rhythm.on and rhythm.every.weekday is None else ""
    clock = f" at {rhythm.at} ({charter.timezone})" if rhythm.at else ""
    return f"{every}{day}{clock}, for {view_minutes(rhythm.minutes)}"


def _frequency(every: Frequency) -> str:
    """Return how often in words, such as `every 2 weeks` or `every first and third Tuesday`."""
    if every.weekday is not None and every.ordinals:
        listed = [_ORDINALS[ordinal] for ordinal in every.ordinals]
        which = " and ".join(filter(None, [", ".join(listed[:-1]), listed[-1]]))
        return f"every {which} {WEEKDAYS[every.weekday]} of the month"
    weeks, rest = divmod(every.days, 7)
    number, unit = (every.months, "month") if every.months else (every.days, "day") if rest else (weeks, "week")
    day = f" on {WEEKDAYS[every.weekday]}" if every.weekday is not None else ""
    return f"every {unit}{day}" if number == 1 else f"every {number} {unit}s{day}"


def quarter_of(day: date) -> tuple[int, int]:
    """The year and the quarter, 1 to 4."""
    return day.year, (day.month - 1) // 3 + 1


def quarters_between(first: date, last: date) -> list[tuple[int, int]]:
    """Every quarter from that of `first` to that of `last`."""
    found = []
    day = first
    while quarter_of(day) <= quarter_of(last):
        found.append(quarter_of(day))
        month = day.month + 3
        day = date(day.year + (month > 12), (month - 1) % 12 + 1, 1)
    return found


def _begin(meetup: Meetup, charter: Charter) -> datetime | None:
    written = meetup.time or charter.meetups.at
    if not written:
        return None
    hour, minute = (int(part) for part in written.split(":"))
    return datetime(meetup.date.year, meetup.date.month, meetup.date.day, hour, minute, tzinfo=_zone(charter))


def _zone(charter: Charter) -> ZoneInfo:
    try:
        return ZoneInfo(charter.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
