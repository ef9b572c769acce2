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


def weigh_people(note: Note[Fields], community: Community, topic: str = "") -> dict[str, float]:
    """Return how much each person contributed to a note, by person key; `topic` is as above.

    Of several parts that somebody has in it, the weightiest counts.
    """
    weights: dict[str, float] = {}
    for name, weight in weigh_contributions(note, topic):
        key = community.person(name).key
        weights[key] = max(weight, weights.get(key, 0.0))
    return weights


def add_weights(weights: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return the sum of what each person contributed to several notes, by person key."""
    total: dict[str, float] = {}
    for of_note in weights:
        for key, weight in of_note.items():
            total[key] = total.get(key, 0.0) + weight
    return total


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
