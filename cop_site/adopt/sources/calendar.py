"""Reads the events of an iCalendar file."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar

from cop_site.adopt.record import Collected, LeftOut, Record
from cop_site.adopt.sources.errors import SourceError


def read_calendar(file: Path) -> Collected:
    """Return a record for each event; raise SourceError if the file is no calendar.

    Of an event that repeats, only the first day is known to have been.
    """
    try:
        calendar = Calendar.from_ical(file.read_bytes())
    except (ValueError, IndexError) as error:
        raise SourceError(f"{file} is not a calendar: {error}") from None
    records, left_out = [], []
    for number, event in enumerate(calendar.walk("VEVENT"), 1):
        origin = f"{file.name}#{event.get('UID', number)}"
        start = getattr(event.get("DTSTART"), "dt", None)
        if start is None:
            left_out.append(LeftOut(origin, "has no day that can be read"))
            continue
        remarks = ("repeats, and only its first day was taken",) if "RRULE" in event else ()
        body = str(event.get("DESCRIPTION", ""))
        records.append(
            Record(
                origin, _fields(event, start), body, is_file=False, remarks=remarks, source=file.resolve().parent.name
            )
        )
    return Collected(tuple(records), (), tuple(left_out))


def _fields(event: Any, start: date | datetime) -> dict[str, Any]:
    texts = {"title": "SUMMARY", "location": "LOCATION", "url": "URL"}
    fields: dict[str, Any] = {name: str(event[key]) for name, key in texts.items() if event.get(key)}
    fields["date"] = _as_text(start)
    end = getattr(event.get("DTEND"), "dt", None)
    duration = getattr(event.get("DURATION"), "dt", None)
    if isinstance(end, datetime) and isinstance(start, datetime):
        fields["end"] = _as_text(end)
    elif isinstance(end, date) and end > start + timedelta(1):
        fields["end"] = (end - timedelta(1)).isoformat()  # a day after the last one, as iCalendar has it
    elif isinstance(duration, timedelta):
        fields["minutes"] = str(int(duration.total_seconds() // 60))
    if isinstance(start, datetime) and start.tzinfo:
        fields["timezone"] = getattr(start.tzinfo, "key", None) or start.tzname()
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        fields["status"] = "cancelled"
    if str(event.get("CLASS", "")).upper() in ("PRIVATE", "CONFIDENTIAL"):
        fields["private"] = "true"
    categories = event.get("CATEGORIES", [])
    tags = [str(tag) for group in (categories if isinstance(categories, list) else [categories]) for tag in group.cats]
    if organiser := getattr(event.get("ORGANIZER"), "params", {}).get("CN"):
        fields["organizer"] = str(organiser)
    return fields | ({"tags": tags} if tags else {})


def _as_text(moment: date | datetime) -> str:
    """Return a moment without its zone, which has a field of its own."""
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else moment.isoformat()
