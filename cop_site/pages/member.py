"""The page of a member who is listed."""

from __future__ import annotations

from typing import Any

from cop_site.model.kind import Kind
from cop_site.model.kinds import Fields, Meetup, Member, Practice, Testimonial
from cop_site.model.note import Note
from cop_site.pages.context import PageContext, Site
from cop_site.pages.days import view_day
from cop_site.pages.note import note_page
from cop_site.pages.page import Page
from cop_site.pages.views import Link, host_of


def member_page(site: Site, note: Note[Member]) -> Page:
    """Return the page of one member."""
    context = site.at(note.uri)
    return note_page(context, note, "member", _member(context, note.fields, note))


def _member(context: PageContext, fields: Member, note: Note[Member]) -> dict[str, Any]:
    community = context.site.community
    notes = [
        other
        for other in community.notes
        if other.kind in (Kind.MEETUP, Kind.PRACTICE, Kind.TESTIMONIAL, Kind.RESOURCE)
        and any(community.person(name).key == note.slug for name in _makers(other.fields))
    ]
    notes.sort(key=lambda other: (other.date.isoformat() if other.date else "", other.key), reverse=True)
    wants = [(wish, community.topic_named(wish)) for wish in fields.wants]
    return {
        "joined": view_day(fields.joined) if fields.joined else None,
        "left": view_day(fields.left) if fields.left else None,
        "roles": [role.role for role in fields.roles if not role.to or role.to >= community.as_of],
        "offers": context.chips(slug for offer in fields.offers if (slug := community.topic_named(offer))),
        "wants": context.chips(slug for _, slug in wants if slug),
        "wishes": [wish for wish, slug in wants if not slug],
        "links": [Link(host_of(url), url) for url in fields.links],
        "rows": context.rows(notes),
    }


def _makers(fields: Fields) -> tuple[str, ...]:
    if isinstance(fields, Meetup):
        return (*fields.authors, *fields.speakers, *fields.facilitators)
    if isinstance(fields, Testimonial):
        return (*fields.authors, *((fields.author,) if fields.author else ()))
    if isinstance(fields, Practice):
        return (*fields.authors, *((fields.owner,) if fields.owner else ()))
    return fields.authors
