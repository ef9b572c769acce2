"""The page of a story."""

from __future__ import annotations

from typing import Any

from cop_site.model.kinds import Testimonial
from cop_site.model.note import Note
from cop_site.pages.context import PageContext, Site
from cop_site.pages.days import view_day
from cop_site.pages.note import link_meetup, note_page
from cop_site.pages.page import Page
from cop_site.pages.views import Link


def testimonial_page(site: Site, note: Note[Testimonial]) -> Page:
    """Return the page of one story."""
    context = site.at(note.uri)
    return note_page(context, note, "testimonial", _testimonial(context, note.fields))


def _testimonial(context: PageContext, fields: Testimonial) -> dict[str, Any]:
    resource = context.site.community.resources.get(fields.resource or "")
    anonymous = fields.author in (None, "anonymous")
    return {
        "day": view_day(fields.date),
        "author": Link("Somebody who prefers not to be named") if anonymous else context.person(fields.author or ""),
        "role": fields.role,
        "before": fields.before,
        "changed": fields.changed,
        "result": fields.result,
        "meetup": link_meetup(context, fields.meetup),
        "resource": context.link(resource) if resource else None,
    }
