"""Whose turn it is to facilitate the next meetup and to write its notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from datetime import date
from enum import StrEnum

from cop_site.insight.contributors import has_left
from cop_site.model.community import Community
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.model.people import Person
from cop_site.model.spelling.fold import fold


class Part(StrEnum):
    """A part of a meetup that members take in turn."""

    FACILITATE = "facilitate"
    WRITE = "write"


_NAMED: dict[Part, Callable[[Meetup], Iterable[str]]] = {
    Part.FACILITATE: lambda fields: fields.facilitators,
    Part.WRITE: lambda fields: filter(None, [fields.scribe]),
}
_ROLES = {
    Part.FACILITATE: frozenset(map(fold, ("facilitator", "facilitation", "moderator", "moderation", "host"))),
    Part.WRITE: frozenset(map(fold, ("scribe", "writer", "note-taker", "notes", "minutes", "minute-taker"))),
}
"""The roles in a member's file that offer it."""


def find_named(part: Part, meetup: Note[Meetup]) -> tuple[str, ...]:
    """Return the people whom the fields of a meetup name for a part."""
    return tuple(_NAMED[part](meetup.fields))


def propose_turn(
    part: Part, meetup: Note[Meetup], community: Community, active: Set[str], taken: Set[str] = frozenset()
) -> Person | None:
    """Return who did it longest ago among those who did it or offer it and are still here; None if nobody is.

    `active` has the keys of people seen lately. People in `taken` have another part and come last. A
    member who may not be named cannot be asked, and is not proposed.
    """
    last: dict[str, date] = dict.fromkeys(_offering(part, meetup, community), date.min)
    people = {key: community.person(key) for key in last}
    for earlier in community.meetups:
        if earlier.fields.date >= meetup.fields.date or earlier.key == meetup.key:
            break
        if not (community.is_held(earlier) or community.is_planned(earlier)):
            continue
        for person in map(community.person, find_named(part, earlier)):
            if person.key in active or person.key in last:
                last[person.key] = earlier.fields.date
                people.setdefault(person.key, person)
    here = [key for key in last if _is_here(people[key], meetup.fields.date, community)]
    free = [key for key in here if key not in taken]
    chosen = min(free or here, key=lambda key: (last[key], key), default=None)
    return people[chosen] if chosen is not None else None


def _offering(part: Part, meetup: Note[Meetup], community: Community) -> list[str]:
    """Return the members with a role for it on the meetup's day, by slug."""
    day = meetup.fields.date
    return [
        member.slug
        for member in community.members.values()
        for role in member.fields.roles
        if fold(role.role) in _ROLES[part] and (role.from_ or day) <= day <= (role.to or day)
    ]


def _is_here(person: Person, day: date, community: Community) -> bool:
    """Return whether somebody may be named and has not left by a day."""
    member = community.members.get(person.key)
    if member is None:
        return person.is_named
    return not has_left(member, day) and (member.has_page or bool(member.fields.pseudonym))
