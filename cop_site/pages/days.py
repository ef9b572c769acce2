"""Days and times as readers see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
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
    """Such as `14 Jan 2026`."""
    return DayView(day.isoformat(), wording.formats.day(day))


def view_weekday(day: date, wording: Wording) -> DayView:
    """Such as `Wed 14 Jan 2026`."""
    return DayView(day.isoformat(), wording.formats.weekday(day))


def view_meetup(meetup: Meetup, charter: Charter, wording: Wording) -> DayView:
    """The moment a meetup begins; only its day where nobody said a time."""
    day = view_weekday(meetup.date, wording)
    begins = _begin(meetup, charter)
    if begins is None:
        return day
    written = meetup.time or charter.meetups.at
    return DayView(begins.isoformat(timespec="minutes"), day.text, f"{written} {charter.stated_timezone}".rstrip())


def end_of_meetup(meetup: Meetup, charter: Charter) -> str:
    """The moment from which a meetup is over, with the offset of its time zone; without a time, the end of its day."""
    begins = _begin(meetup, charter)
    if begins is None:
        return end_of_day(meetup.date, charter)
    # Hours are counted in UTC: in a zone of its own, Python would count those that a clock shows.
    try:
        ends = begins.astimezone(UTC) + timedelta(minutes=meetup.minutes or charter.meetups.length)
        return ends.astimezone(begins.tzinfo).isoformat(timespec="minutes")
    except OverflowError:
        return begins.isoformat(timespec="minutes")  # beyond the year 9999


def end_of_day(day: date, charter: Charter) -> str:
    """The moment from which a day is over where the community is at home, with the offset of its time zone."""
    after = day + timedelta(days=1) if day < date.max else day
    return datetime(after.year, after.month, after.day, tzinfo=_zone(charter)).isoformat(timespec="minutes")


def view_minutes(minutes: int | None, wording: Wording) -> str:
    """Such as `45 min` or `2 h 10 min`; empty where the time is not known."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return wording.gettext("%(minutes)s min", minutes=rest)
    if not rest:
        return wording.gettext("%(hours)s h", hours=hours)
    return wording.gettext("%(hours)s h %(minutes)s min", hours=hours, minutes=rest)


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
