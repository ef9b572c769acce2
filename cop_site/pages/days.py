"""Views of days and times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cop_site.model.kinds import Charter, Meetup
from cop_site.model.occurrence import begin_of, end_of
from cop_site.model.spelling.dates import zone_of
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
    """Return the start of a meetup, with its last day if that is another, and its end if it says one."""
    text = wording.formats.weekday(meetup.date)
    if meetup.last_day > meetup.date:
        text = wording.formats.days(text, wording.formats.weekday(meetup.last_day))
    begins = begin_of(meetup, charter)
    if begins is None:
        return DayView(meetup.date.isoformat(), text)
    clock, formats = meetup.time or charter.meetups.at, wording.formats
    clock = formats.times(clock, meetup.ends) if meetup.ends else formats.time(clock)
    zone = wording.keep_apart(name_zone(meetup, charter))
    return DayView(begins.isoformat(timespec="minutes"), text, f"{clock} {zone}".rstrip())


def name_zone(meetup: Meetup, charter: Charter) -> str:
    """Return the time zone of a meetup as readers are told it; empty if neither it nor the charter says one."""
    zone = meetup.timezone or charter.stated_timezone
    return f"UTC{zone}" if zone[:1] in ("+", "-") else zone


def end_of_meetup(meetup: Meetup, charter: Charter) -> str:
    """Return the end of a meetup in ISO 8601 with an offset; if it has no time, the end of its day."""
    if ends := end_of(meetup, charter):
        return ends.isoformat(timespec="minutes")
    return end_of_day(meetup.last_day, meetup.timezone or charter.timezone)


def end_of_day(day: date, zone: str) -> str:
    """Return the end of a day in a time zone, in ISO 8601 with an offset."""
    after = day + timedelta(days=1) if day < date.max else day
    return datetime.combine(after, time(), zone_of(zone)).isoformat(timespec="minutes")


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
