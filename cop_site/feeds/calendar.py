"""Meetups as calendars that phones and mail programs subscribe to (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vDuration, vText

from cop_site.feeds.publication import Publication
from cop_site.model.kinds import Charter, Meetup
from cop_site.model.note import Note
from cop_site.model.occurrence import begin_of, end_of, is_ahead

_YEARS = range(1970, 2100)
"""The years whose clock changes are written down; times of others are in UTC."""
_BEGIN = date(2000, 1, 1)
_END = b"END:VCALENDAR\r\n"
_REFRESH = timedelta(hours=12)
_MOST_SUMMARY = 600
"""Characters of a meetup's summary."""


@dataclass(frozen=True)
class Calendars:
    """Writes calendars of the meetups of one community; an event is written once, whatever calendars it is in."""

    publication: Publication
    _events: dict[str, bytes] = field(default_factory=dict)
    """The event of each meetup, by its key."""

    def write(self, name: str, meetups: Iterable[Note[Meetup]]) -> str:
        """Return a calendar of some meetups; its lines end with CR LF."""
        meetups = list(meetups)
        calendar = Calendar()
        calendar.add("prodid", "-//cop//meetups//EN")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("name", vText(name))
        calendar.add("x-wr-calname", vText(name))
        calendar.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", vDuration(_REFRESH))
        years = [meetup.fields.date.year for meetup in meetups]
        zones = sorted({zone for meetup in meetups if (zone := _name_zone(self._find_span(meetup)))})
        parts = [
            calendar.to_ical().removesuffix(_END),
            *(_write_zone(zone, max(min(years), _YEARS[0]), min(max(years), _YEARS[-1])) for zone in zones),
            *map(self._write_event, meetups),
            _END,
        ]
        return b"".join(parts).decode()

    def _write_event(self, meetup: Note[Meetup]) -> bytes:
        if meetup.key not in self._events:
            self._events[meetup.key] = self._make_event(meetup).to_ical()
        return self._events[meetup.key]

    def _make_event(self, meetup: Note[Meetup]) -> Event:
        publication, fields = self.publication, meetup.fields
        event = Event()
        event.add("uid", publication.identify(meetup))
        known = datetime.combine(min(fields.updated or fields.date, publication.community.as_of), time(), UTC)
        event.add("dtstamp", known)
        event.add("sequence", count_changes(fields))
        for name, moment in zip(("dtstart", "dtend"), self._find_span(meetup), strict=True):
            event.add(name, moment)
        language = {"language": fields.lang} if fields.lang else {}
        event.add("summary", publication.plain(meetup.title), language)
        event.add("status", "CANCELLED" if fields.is_off else "CONFIRMED")
        if lines := list(self._describe(meetup)):
            event.add("description", "\n".join(lines), language)
        ahead = is_ahead(meetup, publication.community)
        if place := publication.plain(fields.location) or (ahead and fields.join) or "":
            event.add("location", place, language if fields.location else {})
        if address := publication.address(meetup.uri):
            event.add("url", address)
        if topics := [publication.plain(publication.community.topics[slug].title) for slug in meetup.topics]:
            event.add("categories", topics)
        return event

    def _describe(self, meetup: Note[Meetup]) -> Iterator[str]:
        """Yield the lines of an event's text."""
        publication, fields, wording = self.publication, meetup.fields, self.publication.wording
        if fields.moved_to:
            yield wording.gettext("Moved to: %(where)s", where=self._name_target(fields.moved_to))
        elif fields.is_off:
            yield wording.gettext("Cancelled")
        yield from filter(None, [publication.plain(publication.summary(meetup, _MOST_SUMMARY))])
        if people := publication.people(fields.all_speakers or fields.facilitators):
            yield wording.named(wording.gettext("Led by"), wording.formats.join(people))
        if is_ahead(meetup, publication.community):
            register, join = wording.pgettext("a meetup", "Register"), wording.pgettext("a meetup", "Join")
            ways = ((register, fields.register_at), (join, fields.join))
            yield from (wording.named(name, address) for name, address in ways if address)
        yield from filter(None, [publication.address(meetup.uri)])

    def _name_target(self, name: str) -> str:
        """Where a meetup was moved to: the day, with the title of the meetup on it if there is one."""
        target = self.publication.community.meetups_by_slug.get(name)
        if target is None:
            return self.publication.plain(name)
        day = self.publication.wording.formats.weekday(target.fields.date)
        return self.publication.wording.beside(day, self.publication.plain(target.title))

    def _find_span(self, meetup: Note[Meetup]) -> tuple[date, date]:
        """The begin and the end of a meetup: moments, or days where no time is known, the second the day after it."""
        fields, charter = meetup.fields, self._charter
        begins, ends = begin_of(fields, charter), end_of(fields, charter)
        if begins is None or ends is None:
            last = fields.last_day
            return fields.date, last + timedelta(1) if last < date.max else last
        if begins.year not in _YEARS or ends.year not in _YEARS:
            return _in_utc(begins), _in_utc(ends)
        begins = begins.astimezone(UTC).astimezone(begins.tzinfo)  # a time that a clock leaves out is an hour later
        is_named = isinstance(begins.tzinfo, ZoneInfo) and begins.tzinfo.key != "UTC"
        is_clear = not (begins.fold or ends.fold)  # no zone says which of two equal times is meant
        return (begins, ends) if is_named and is_clear else (_in_utc(begins), _in_utc(ends))

    @property
    def _charter(self) -> Charter:
        return self.publication.community.charter.fields


def count_changes(meetup: Meetup) -> int:
    """Return a number that is greater after each change that the fields of a meetup tell of.

    It was updated on a later day, has another old address, was called off or was moved.
    """
    changed = max(0, (meetup.updated - _BEGIN).days) if meetup.updated else 0
    return changed + len(meetup.redirect_from) + meetup.is_off


def _in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC; at the very ends of the calendar, the same time of day."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def _name_zone(span: tuple[date, date]) -> str:
    """Return the name of the zone whose clock changes a calendar has to have for an event; empty if it needs none."""
    zone = span[0].tzinfo if isinstance(span[0], datetime) else None
    return zone.key if isinstance(zone, ZoneInfo) else ""


@lru_cache(maxsize=256)
def _write_zone(name: str, first: int, last: int) -> bytes:
    """Return the clock changes of a zone in some years, and in the one before and those after them."""
    days = date(max(first - 1, 1970), 1, 1), date(last + 2, 12, 31)
    zone = Timezone.from_tzinfo(ZoneInfo(name), name, *days)
    zone.pop("comment", None)
    written: bytes = zone.to_ical()
    return written
