"""The page of a story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.kinds import Testimonial
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, view_day
from cop_site.pages.note import NotePage, fill_note
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.views import Link


@dataclass(frozen=True, slots=True)
class TestimonialPage(NotePage):
    """A story: the situation before, the change and the result."""

    template: ClassVar = "testimonial"

    day: DayView
    """Its date."""
    author: Link
    """The author; an anonymous one has a text instead of a name."""
    role: str
    """The author's role; may be empty, as may the next three."""
    before: str
    """The situation before."""
    changed: str
    """The change."""
    result: str
    """The result."""
    began: tuple[Link, ...]
    """The meetup that led to it, and the resource and practice that helped, of those that are named."""


def testimonial_page(site: Site, note: Note[Testimonial]) -> Page:
    """Return the page of one story."""
    context, fields = PageContext(site, note.uri), note.fields
    community = site.community
    began = (
        community.meetups_by_slug.get(fields.meetup or ""),
        community.resources.get(fields.resource or ""),
        community.practices.get(fields.practice or ""),
    )
    anonymous = fields.author in (None, "anonymous")
    values = TestimonialPage(
        day=view_day(fields.date, context.wording),
        author=Link(site.wording.gettext("Somebody who prefers not to be named"))
        if anonymous
        else context.person(fields.author or ""),
        role=fields.role,
        before=fields.before,
        changed=fields.changed,
        result=fields.result,
        began=tuple(context.link(found) for found in began if found),
    )
    return fill_note(context, note, values)
