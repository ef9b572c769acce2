"""Who was there when, and who did what: the one reading of it, on which figures about people are based."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cop_site.insight.contributors import ACTIVE_DAYS, day_of, has_left, weigh_people
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Meetup
from cop_site.model.note import Note


@dataclass(frozen=True, slots=True)
class Event:
    """A held meetup, or another note with a day, and the people in it; people are their keys."""

    note: Note[Fields]
    day: date
    weights: Mapping[str, float]
    """How much each contributed: as speaker, author or facilitator."""
    made: frozenset[str]
    """Those, and who took the notes."""
    came: frozenset[str]
    """Who was at the meetup, in any part; empty for other notes."""
    has_attendance: bool
    """Whether it is a meetup that says who came."""

    @property
    def is_meetup(self) -> bool:
        """Whether it is a meetup that was held."""
        return isinstance(self.note.fields, Meetup)

    @property
    def seen(self) -> frozenset[str]:
        """Everybody in it."""
        return self.made | self.came


@dataclass(frozen=True, slots=True)
class Trace:
    """When a person was first seen in the community, and what followed."""

    first_seen: date
    """The first day in any part, or the day they joined, whichever came first."""
    first_contribution: date | None
    """The first day as author, speaker, facilitator or scribe."""
    next_seen: date | None
    """The first day in any part after that on which they were first seen."""


def list_events(community: Community) -> tuple[Event, ...]:
    """Return what has happened by the community's day, the earliest first; notes without people are among it."""
    found = []
    for note in community.notes:
        day = day_of(note)
        if day and day <= community.as_of and (not isinstance(note.fields, Meetup) or community.is_held(note)):
            found.append(_read(note, day, community))
    return tuple(sorted(found, key=lambda event: (event.day, event.note.key)))


def _read(note: Note[Fields], day: date, community: Community) -> Event:
    weights = weigh_people(note, community)
    fields = note.fields
    if not isinstance(fields, Meetup):
        return Event(note, day, weights, frozenset(weights), frozenset(), has_attendance=False)

    def find(names: Iterable[str]) -> frozenset[str]:
        return frozenset(community.person(name).key for name in names)

    scribe = find((fields.scribe,) if fields.scribe else ())
    came = find((*fields.attendees, *fields.all_speakers, *fields.facilitators)) | scribe
    return Event(note, day, weights, scribe.union(weights), came, has_attendance=bool(fields.attendees))


def events_within(events: Iterable[Event], first: date, last: date) -> tuple[Event, ...]:
    """Return the events from one day to another."""
    return tuple(event for event in events if first <= event.day <= last)


def events_of_year(events: Iterable[Event], day: date) -> tuple[Event, ...]:
    """Return the events of the 365 days up to a day."""
    return events_within(events, days_before(day, ACTIVE_DAYS - 1), day)


def days_before(day: date, days: int) -> date:
    """Return the day so many days earlier; the first there is, where the calendar begins later."""
    return day - timedelta(min(days, day.toordinal() - 1))


def find_seen(events: Iterable[Event]) -> frozenset[str]:
    """Return everybody who was seen in any part."""
    return frozenset().union(*(event.seen for event in events))


def find_left(community: Community, day: date) -> frozenset[str]:
    """Return the keys of the members who have left by a day."""
    return frozenset(member.slug for member in community.members.values() if has_left(member, day))


def find_active(events: Iterable[Event], community: Community, day: date) -> frozenset[str]:
    """Return everybody who was seen within the 365 days up to a day, and had not left by then."""
    return find_seen(events_of_year(events, day)) - find_left(community, day)


def trace_people(events: Iterable[Event], community: Community) -> dict[str, Trace]:
    """Return the trace of everybody who was seen or has joined by the community's day, by key; events are in order."""
    days: dict[str, list[date]] = {}
    made: dict[str, date] = {}
    for event in events:
        for key in event.seen:
            seen = days.setdefault(key, [])
            if len(seen) < 2 and event.day not in seen:  # more are never asked for
                seen.append(event.day)
        for key in event.made:
            made.setdefault(key, event.day)
    joined = {m.slug: m.fields.joined for m in community.members.values() if m.fields.joined}
    traces = {}
    for key in dict.fromkeys((*days, *joined)):
        seen, day = days.get(key, []), joined.get(key)
        known = [*seen, *([day] if day and day <= community.as_of else [])]
        if known:
            first = min(known)
            traces[key] = Trace(first, made.get(key), next((later for later in seen if later > first), None))
    return traces
