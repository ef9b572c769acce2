"""When a meetup takes place: from when to when, and whether it is still ahead."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from cop_site.model.community import Community
from cop_site.model.kinds import Charter, Meetup
from cop_site.model.note import Note
from cop_site.model.spelling.dates import zone_of


def begin_of(meetup: Meetup, charter: Charter, day: date | None = None) -> datetime | None:
    """Return when a meetup begins, or its part on another day, in its time zone; None if no time is known."""
    clock = meetup.time or charter.meetups.at
    if not clock:
        return None
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(day or meetup.date, time(hour, minute), zone_of(meetup.timezone or charter.timezone))


def end_of(meetup: Meetup, charter: Charter) -> datetime | None:
    """Return when a meetup ends, in its time zone; None if no time is known."""
    begins = begin_of(meetup, charter, meetup.last_day)
    if begins is None:
        return None
    # Added in UTC: in a zone with daylight saving, Python would add to the clock time.
    try:
        ends = begins.astimezone(UTC) + timedelta(minutes=meetup.length(charter.meetups) or charter.meetups.length)
        return ends.astimezone(begins.tzinfo)
    except OverflowError:
        return begins  # beyond the year 9999


def is_ahead(meetup: Note[Meetup], community: Community) -> bool:
    """Return whether a meetup can still be attended: it is planned, or takes place today and is not marked as held."""
    fields = meetup.fields
    is_today = fields.date <= community.as_of <= fields.last_day and fields.status != "held" and not fields.is_off
    return is_today or community.is_planned(meetup)
