"""A community as it was on a day that has passed: by the dates in today's notes, or by the notes of that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Member, Practice, Resource, Reviewed, Testimonial
from cop_site.model.note import Note
from cop_site.model.people import Person


def as_it_was(community: Community, day: date) -> Community:
    """Return the community on an earlier day: without what came later, and without what had not happened to the rest.

    Members who joined later stay, so that whoever is not to be named is not named, but want and offer nothing. What a
    note does not date, such as the text of a topic, is as it is today. So is consent: what has ended since is over.
    """
    notes = tuple(_as_it_was(note, day) for note in community.notes if was_there(note, day))
    return replace(community, as_of=day, notes=notes)


def name_as_today(then: Community, today: Community) -> Community:
    """Return a community read from the notes of an earlier day without what has been withdrawn since.

    Stories that are not published today are left out. People are called what they are called today, and those who are
    not to be named today are not named.
    """
    told = {story.key for story in today.testimonials}
    kept = [note for note in then.notes if not isinstance(note.fields, Testimonial) or note.key in told]
    found = {member.slug: today.person(member.slug) for member in then.members.values()}
    notes = [_name_as_today(note, found[note.slug], today) if note.slug in found else note for note in kept]
    later = [member for slug, member in today.members.items() if slug not in found and not member.has_page]
    joined = {"joined": then.as_of + timedelta(1), "wants": (), "offers": (), "roles": ()}
    notes += [replace(member, fields=member.fields.model_copy(update=joined)) for member in later]
    return replace(then, notes=tuple(notes), withheld={**then.withheld, **today.withheld})


def _name_as_today(note: Note[Any], person: Person, today: Community) -> Note[Any]:
    """Return a member with the names of today, and the earlier ones as aliases, which are not shown."""
    if not isinstance(note.fields, Member):
        return note
    fields, now = note.fields, today.members.get(person.key)
    names = {"title": fields.title, "aliases": fields.aliases, "pseudonym": "", "forgotten": ()}
    if now:
        names = {name: getattr(now.fields, name) for name in names}
    names["aliases"] = (fields.title, *fields.aliases, *names["aliases"])
    return replace(note, fields=fields.model_copy(update={**names, "listed": bool(person.uri)}))


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
            changed |= {"wants": (), "offers": (), "roles": (), "left": None}
    return replace(note, fields=fields.model_copy(update=changed)) if changed else note
