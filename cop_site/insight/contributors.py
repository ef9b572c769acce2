"""Who contributed what, and how much of a topic hangs on one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import cast

from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Meetup, Member, Practice, Resource, Testimonial
from cop_site.model.note import Note
from cop_site.model.talks import speakers_on

ACTIVE_DAYS = 365
_FULL, _HALF = 1.0, 0.5


def has_left(member: Note[Member], day: date) -> bool:
    """Whether a member has left by a day; what is still to come has not happened."""
    return member.fields.left is not None and member.fields.left <= day


def weigh_contributions(note: Note[Fields], topic: str = "") -> Iterator[tuple[str, float]]:
    """Yield who contributed to a note and how much: 1 for a speaker or author, 0.5 for a facilitator.

    With a topic, who spoke at a meetup on others only is left out.
    """
    fields = note.fields
    for name in fields.authors:
        yield name, _FULL
    if isinstance(fields, Meetup):
        for speaker in speakers_on(cast("Note[Meetup]", note), topic) if topic else fields.all_speakers:
            yield speaker, _FULL
        for name in fields.facilitators:
            yield name, _HALF
    if isinstance(fields, Testimonial) and fields.author and fields.author != "anonymous":
        yield fields.author, _FULL


def count_absence_factor(weights: Mapping[str, float]) -> int:
    """The fewest people whose contributions exceed half of all (CHAOSS, Contributor Absence Factor); 0 for none."""
    half, total = sum(weights.values()) / 2, 0.0
    for count, weight in enumerate(sorted(weights.values(), reverse=True), 1):
        total += weight
        if total > half:
            return count
    return 0


def sum_contributions(
    notes: Iterable[Note[Fields]], community: Community, active: frozenset[str], topic: str = ""
) -> dict[str, float]:
    """The weight of each active person's contributions to some notes, by person key; `topic` is as above.

    Of several parts that somebody has in one note, the weightiest counts.
    """
    weights: dict[str, float] = {}
    for note in notes:
        parts: dict[str, float] = {}
        for name, weight in weigh_contributions(note, topic):
            key = community.person(name).key
            parts[key] = max(weight, parts.get(key, 0.0))
        for key in active & parts.keys():
            weights[key] = weights.get(key, 0.0) + parts[key]
    return weights


def find_active(community: Community) -> frozenset[str]:
    """Everybody who was seen in any part within the year up to the community's day, by person key."""
    seen: set[str] = set()
    for note in community.notes:
        day = day_of(note)
        if day is None or not 0 <= (community.as_of - day).days < ACTIVE_DAYS:
            continue
        names = [name for name, _ in weigh_contributions(note)]
        if isinstance(note.fields, Meetup):
            if not community.is_held(note):
                continue
            names += [*note.fields.attendees, *filter(None, [note.fields.scribe])]
        seen.update(community.person(name).key for name in names)
    left = {member.slug for member in community.members.values() if has_left(member, community.as_of)}
    return frozenset(seen - left)


def added_on(note: Note[Fields]) -> date | None:
    """The day of a note, or that on which it was added or came into use; None where nobody wrote it down."""
    fields = note.fields
    if isinstance(fields, Resource):
        return fields.date or fields.added
    return fields.date or (fields.since if isinstance(fields, Practice) else None)


def day_of(note: Note[Fields]) -> date | None:
    """The day a note counts for: its own, else when it was added, came into use, or was last reviewed."""
    reviewed = note.fields.reviewed if isinstance(note.fields, Resource | Practice) else None
    return added_on(note) or reviewed
