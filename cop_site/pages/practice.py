"""The page of a practice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.kinds import Practice
from cop_site.model.labels import word_frequency
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, view_day
from cop_site.pages.note import NotePage, Review, fill_note, view_review
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.views import Link


@dataclass(frozen=True, slots=True)
class PracticePage(NotePage):
    """A routine, norm, how-to or lasting decision."""

    template: ClassVar = "practice"

    state: str
    """`draft`, `adopted` or `retired`."""
    owner: Link | None
    """The member who maintains it; None when none is named."""
    every: str
    """How often it is due, in words; empty if it does not recur."""
    since: DayView | None
    """The day since which it is in use; None when it is not known."""
    review: Review | None
    """Its review state; None when it needs no review."""


def practice_page(site: Site, note: Note[Practice]) -> Page:
    """Return the page of one practice."""
    context, fields = PageContext(site, note.uri), note.fields
    values = PracticePage(
        state=fields.state,
        owner=context.person(fields.owner) if fields.owner else None,
        every=word_frequency(fields.every, context.wording) if fields.every else "",
        since=view_day(fields.since, context.wording) if fields.since else None,
        review=view_review(context, note),
    )
    return fill_note(context, note, values)
