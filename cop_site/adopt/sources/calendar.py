"""Reads the events of an iCalendar file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from pathlib import Path
from textwrap import shorten
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar
from icalendar.error import BrokenCalendarProperty

from cop_site.adopt.record import Collected, LeftOut, Record, name_source
from cop_site.adopt.sources.errors import SourceError
from cop_site.content.file_name import make_printable
from cop_site.content.gfm.budget import Budget

_MOST_REPEATS = 1_000
"""Days of one event that are taken: a rule may repeat each second for ever."""
_MOST_SECONDS = 0.2
"""Processor time for one rule: some have no day at all, such as each minute of the 31st of February."""


def read_calendar(file: Path, today: date) -> Collected:
    """Return a record for each event; raise SourceError if the file is no calendar.

    An event that repeats is one for each of its days up to `today`, or for the first if that is later.
    """
    raw = file.read_bytes()
    if b"BEGIN:VCALENDAR" not in raw.upper():
        raise SourceError(f"{file} is not a calendar: no line in it is 'BEGIN:VCALENDAR'")
    try:
        events = Calendar.from_ical(raw).walk("VEVENT")
    except (ValueError, IndexError, KeyError) as error:
        reason = str(error).partition(": b'")[0]  # without the bytes that it is about
        raise SourceError(f"{file} is not a calendar: {shorten(make_printable(reason), 200)}") from None
    # A day that was moved or changed is an event of its own.
    moved = {
        (str(event.get("UID")), _day(_moment(event, "RECURRENCE-ID"))) for event in events if "RECURRENCE-ID" in event
    }
    records, left_out = [], []
    for number, event in enumerate(events, 1):
        uid = str(event.get("UID", number))
        start = _moment(event, "DTSTART")
        if not isinstance(start, date):
            left_out.append(LeftOut(f"{file.name}#{uid}", "has no day that can be read"))
            continue
        repeats = "RRULE" in event
        starts, remarks = _repeat(event, start, today) if repeats else ([start], ())
        for day in starts:
            if repeats and (uid, _day(day)) in moved:
                continue
            origin = f"{file.name}#{uid}@{_day(day)}" if repeats or "RECURRENCE-ID" in event else f"{file.name}#{uid}"
            fields, body = _fields(event, start, day), str(event.get("DESCRIPTION", ""))
            folder = name_source(file.parent)
            records.append(Record(origin, fields, body, is_file=False, remarks=remarks, source=folder))
    return Collected(tuple(records), (), tuple(left_out))


def _repeat(event: Any, start: date | datetime, today: date) -> tuple[Sequence[date | datetime], tuple[str, ...]]:
    """Return the beginnings of an event that repeats, and remarks on what could not be read."""
    first = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time())
    found = Budget(0, _MOST_SECONDS).spend(0, lambda: _find_days(event, first, today))
    if found is None:
        return [start], ("repeats by a rule that cannot be read, and only its first day was taken",)
    zone = start.tzinfo if isinstance(start, datetime) else None
    return [day.replace(tzinfo=zone) if isinstance(start, datetime) else day.date() for day in sorted(found)], ()


def _find_days(event: Any, first: datetime, today: date) -> list[datetime]:
    """Return when an event begins on each of its days; raise an error of some kind if its rule cannot be read."""
    exceptions = event.get("EXDATE", [])
    groups = exceptions if isinstance(exceptions, list) else [exceptions]
    left_out = {_day(item.dt) for group in groups for item in group.dts}
    rule = re.sub(r"(?<=UNTIL=)(\d{8})(?:T\d{6}Z?)?", r"\1T235959", event["RRULE"].to_ical().decode())
    days = takewhile(lambda day: day.date() <= today, rrulestr(rule, dtstart=first))
    by_day = {day.date(): day for day in reversed(list(islice(days, _MOST_REPEATS)))}  # its first on each day
    return [by_day[day] for day in by_day.keys() - left_out] or [first]


def _moment(event: Any, name: str) -> Any:
    """Return the day or time of a property, or its length; None if it has none, such as a period has."""
    found = _part(event.get(name), "dt", None)
    return found if isinstance(found, date | timedelta) else None


def _part(value: Any, name: str, otherwise: Any) -> Any:
    """Return a part of the value of a property; what is given `otherwise` if it cannot be read, or has none."""
    try:
        return getattr(value, name, otherwise)
    except BrokenCalendarProperty:
        return otherwise


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _fields(event: Any, first: date | datetime, start: date | datetime) -> dict[str, Any]:
    """Return the fields of an event on the day that begins at `start`; the first of its days began at `first`."""
    texts = {"title": "SUMMARY", "location": "LOCATION", "url": "URL"}
    fields: dict[str, Any] = {name: str(event[key]) for name, key in texts.items() if event.get(key)}
    fields["date"] = _as_text(start)
    end, shift = _moment(event, "DTEND"), _day(start) - _day(first)
    end = end + shift if isinstance(end, date) and date.max - _day(end) > shift else None
    duration = _moment(event, "DURATION")
    if isinstance(end, datetime) and isinstance(start, datetime):
        fields["end"] = _as_text(end)
    elif end and _day(end) - _day(start) > timedelta(1):
        fields["end"] = (_day(end) - timedelta(1)).isoformat()  # a day after the last one, as iCalendar has it
    elif isinstance(duration, timedelta):
        fields["minutes"] = str(int(duration.total_seconds() // 60))
    if isinstance(start, datetime) and start.tzinfo:
        fields["timezone"] = getattr(start.tzinfo, "key", None) or start.tzname()
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        fields["status"] = "cancelled"
    if str(event.get("CLASS", "")).upper() in ("PRIVATE", "CONFIDENTIAL"):
        fields["private"] = "true"
    categories = event.get("CATEGORIES", [])
    tags = [
        str(tag)
        for group in (categories if isinstance(categories, list) else [categories])
        for tag in _part(group, "cats", ())
    ]
    if organiser := _part(event.get("ORGANIZER"), "params", {}).get("CN"):
        fields["organizer"] = str(organiser)
    return fields | ({"tags": tags} if tags else {})


def _as_text(moment: date | datetime) -> str:
    """Return a moment without its zone, which has a field of its own."""
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else moment.isoformat()
