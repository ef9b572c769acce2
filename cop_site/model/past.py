"""A community as it was on a day that has passed, as far as today's notes say when something began."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Member, Practice, Resource, Reviewed, Testimonial
from cop_site.model.note import Note


def as_it_was(community: Community, day: date) -> Community:
    """Return the community on an earlier day: without what came later, and without what had not happened to the rest.

    Members who joined later stay, so that whoever is not to be named is not named, but want and offer nothing. What a
    note does not date, such as the text of a topic, is as it is today. So is consent: what has ended since is over.
    """
    notes = tuple(_as_it_was(note, day) for note in community.notes if was_there(note, day))
    return replace(community, as_of=day, notes=notes)


def was_there(note: Note[Fields], day: date) -> bool:
    """Return whether a note was there on a day; one that does not say since when was always there."""
    fields = note.fields
    began = fields.date
    if isinstance(fields, Resource):
        began = began or fields.added
    elif isinstance(fields, Practice):
        began = began or fields.since
    elif isinstance(fields, Testimonial) and fields.consent:
        began = max(fields.date, fields.consent.given)
    return began is None or began <= day


def has_joined(member: Note[Member], day: date) -> bool:
    """Return whether a member was there on a day; one who does not say since when always was."""
    return member.fields.joined is None or member.fields.joined <= day


def _as_it_was(note: Note[Fields], day: date) -> Note[Fields]:
    fields, changed = note.fields, dict[str, Any]()
    if isinstance(fields, Reviewed) and fields.reviewed and fields.reviewed > day:
        changed["reviewed"] = None
    if isinstance(fields, Member):
        if fields.left and fields.left > day:
            changed["left"] = None
        if fields.joined and fields.joined > day:
            changed |= {"wants": (), "offers": (), "roles": ()}
    return replace(note, fields=fields.model_copy(update=changed)) if changed else note
