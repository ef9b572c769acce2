"""Views of days and times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cop_site.model.kinds import Charter, Meetup
from cop_site.wording.catalogue import Wording


@dataclass(frozen=True, slots=True)
class DayView:
    """A day or a moment, for a `time` element."""

    iso: str
    """In ISO 8601."""
    text: str
    """Such as `14 Jan 2026` or `Wed 14 Jan 2026`."""
    clock: str = ""
    """The time of day with its time zone, such as `18:00 Europe/Berlin`, as far as they are known; may be empty."""


def view_day(day: date, wording: Wording) -> DayView:
    """Return a day such as `14 Jan 2026`."""
    return DayView(day.isoformat(), wording.formats.day(day))


def view_weekday(day: date, wording: Wording) -> DayView:
    """Return a day such as `Wed 14 Jan 2026`."""
    return DayView(day.isoformat(), wording.formats.weekday(day))


def view_meetup(meetup: Meetup, charter: Charter, wording: Wording) -> DayView:
    """Return the start of a meetup; only its day if it has no time."""
    day = view_weekday(meetup.date, wording)
    begins = _begin(meetup, charter)
    if begins is None:
        return day
    clock = f"{meetup.time or charter.meetups.at} {charter.stated_timezone}".rstrip()
    return DayView(begins.isoformat(timespec="minutes"), day.text, clock)


def end_of_meetup(meetup: Meetup, charter: Charter) -> str:
    """Return the end of a meetup in ISO 8601 with an offset; if it has no time, the end of its day."""
    begins = _begin(meetup, charter)
    if begins is None:
        return end_of_day(meetup.date, charter)
    # Added in UTC: in a zone with daylight saving, Python would add to the clock time.
    try:
        ends = begins.astimezone(UTC) + timedelta(minutes=meetup.minutes or charter.meetups.length)
        return ends.astimezone(begins.tzinfo).isoformat(timespec="minutes")
    except OverflowError:
        return begins.isoformat(timespec="minutes")  # beyond the year 9999


def end_of_day(day: date, charter: Charter) -> str:
    """Return the end of a day in the community's time zone, in ISO 8601 with an offset."""
    after = day + timedelta(days=1) if day < date.max else day
    return datetime.combine(after, time(), _zone(charter)).isoformat(timespec="minutes")


def view_minutes(minutes: int | None, wording: Wording) -> str:
    """Return a duration such as `45 min` or `2 h 10 min`; empty where it is not known."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return wording.gettext("%(minutes)s min", minutes=rest)
    if not rest:
        return wording.gettext("%(hours)s h", hours=hours)
    return wording.gettext("%(hours)s h %(minutes)s min", hours=hours, minutes=rest)


def quarter_of(day: date) -> tuple[int, int]:
    """Return the year and the quarter, 1 to 4."""
    return day.year, (day.month - 1) // 3 + 1


def quarters_between(first: date, last: date) -> list[tuple[int, int]]:
    """Return every quarter from that of `first` to that of `last`."""
    (first_year, first_quarter), (last_year, last_quarter) = quarter_of(first), quarter_of(last)
    numbers = range(4 * first_year + first_quarter - 1, 4 * last_year + last_quarter)
    return [(number // 4, number % 4 + 1) for number in numbers]


def _begin(meetup: Meetup, charter: Charter) -> datetime | None:
    clock = meetup.time or charter.meetups.at
    if not clock:
        return None
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(meetup.date, time(hour, minute), _zone(charter))


def _zone(charter: Charter) -> ZoneInfo:
    try:
        return ZoneInfo(charter.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
