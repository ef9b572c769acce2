"""The page of a story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.kinds import Testimonial
from cop_site.model.note import Note
from cop_site.pages.context import Site
from cop_site.pages.days import DayView, view_day
from cop_site.pages.note import NotePage, fill_note, link_meetup
from cop_site.pages.page import Page
from cop_site.pages.views import Link


@dataclass(frozen=True, slots=True)
class TestimonialPage(NotePage):
    """A story: what was hard, what changed, what came of it."""

    template: ClassVar = "testimonial"

    day: DayView
    """The day it was told."""
    author: Link
    """Who tells it; whoever wants no name gets words instead of one."""
    role: str
    """What the author does; may be empty, as may the next three."""
    before: str
    """What was hard."""
    changed: str
    """What the author does differently now."""
    result: str
    """What came of it."""
    meetup: Link | None
    """The meetup that started it; None when none is named."""
    resource: Link | None
    """The resource that helped; None when none is named."""


def testimonial_page(site: Site, note: Note[Testimonial]) -> Page:
    """Return the page of one story."""
    context, fields = site.at(note.uri), note.fields
    resource = site.community.resources.get(fields.resource or "")
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
        meetup=link_meetup(context, fields.meetup),
        resource=context.link(resource) if resource else None,
    )
    return fill_note(context, note, values)
