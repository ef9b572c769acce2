"""The page of a meetup."""

from __future__ import annotations

from typing import Any

from cop_site.model.kind import Kind
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.pages.context import PageContext, Site
from cop_site.pages.days import end_of_meetup, view_meetup, view_minutes
from cop_site.pages.note import link_meetup, note_page
from cop_site.pages.page import Page
from cop_site.pages.upcoming import is_ahead, view_staying_true
from cop_site.pages.views import Link


def meetup_page(site: Site, note: Note[Meetup]) -> Page:
    """Return the page of one meetup."""
    context = site.at(note.uri)
    return note_page(context, note, "meetup", _meetup(context, note))


def _meetup(context: PageContext, note: Note[Meetup]) -> dict[str, Any]:
    fields, community = note.fields, context.site.community
    charter = community.charter.fields
    figures = context.site.figures
    repeats = figures.repeats_of.get(note.key, ())
    ahead = is_ahead(note, community)
    state = (
        "cancelled" if fields.status == "cancelled" else "planned" if ahead or not community.is_held(note) else "held"
    )
    names = [context.person(name) for name in fields.attendees]
    return {
        "state": state,
        "day": view_meetup(fields, charter),
        "minutes": view_minutes(fields.minutes or charter.meetups.minutes),
        "format": (fields.format or "").replace("-", " "),
        "speakers": context.people(fields.speakers),
        "facilitators": context.people(fields.facilitators),
        "scribe": context.person(fields.scribe) if fields.scribe else None,
        "attendees": tuple(dict.fromkeys(link for link in names if link.href)),
        "attendance": len(names) or fields.attendance,
        "location": fields.location,
        "join": fields.join if ahead else "",
        "until": end_of_meetup(fields, charter) if ahead else "",
        **view_staying_true(context, on=ahead),
        "links": [Link(text, url) for text, url in (("Recording", fields.recording), ("Slides", fields.slides)) if url],
        "covers": [
            Link(objective.text, context.href(topic.uri + "#cop-objectives"))
            for topic, objective in figures.objectives_of.get(note.key, ())
        ],
        "resources": [
            context.link(community.resources[slug]) for slug in fields.resources if slug in community.resources
        ],
        "revisits": link_meetup(context, fields.revisits),
        "followed_by": [context.link(r.later) for r in repeats if r.earlier.key == note.key],
        "repeats_by_accident": [
            context.link(r.earlier) for r in repeats if r.later.key == note.key and not r.deliberate
        ],
        "add_notes": context.add_note(Kind.MEETUP),
    }
