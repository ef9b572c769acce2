"""The page of a listed member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.insight.contributors import has_left
from cop_site.model.kinds import Member
from cop_site.model.note import Note
from cop_site.pages.context import Site
from cop_site.pages.days import DayView, view_day
from cop_site.pages.members import view_member
from cop_site.pages.note import NotePage, fill_note
from cop_site.pages.page import Page
from cop_site.pages.views import Chip, Link, Row, host_of


@dataclass(frozen=True, slots=True)
class MemberPage(NotePage):
    """A listed member."""

    template: ClassVar = "member"

    joined: DayView | None
    """The day they joined; None when that is not known."""
    left: DayView | None
    """The day they left; None while they are members."""
    roles: tuple[str, ...]
    """Their current roles."""
    offers: tuple[Chip, ...]
    """Topics they can help with."""
    wants: tuple[Chip, ...]
    """Topics they would like to learn."""
    wishes: tuple[str, ...]
    """Subjects they would like to learn that are not topics yet."""
    links: tuple[Link, ...]
    """Their other websites."""
    rows: tuple[Row, ...]
    """Notes they made, led or maintain, the newest first."""


def member_page(site: Site, note: Note[Member]) -> Page:
    """Return the page of one member."""
    context, community, fields = site.at(note.uri), site.community, note.fields
    entry = view_member(context, note)
    wants = [(wanted.topic, community.topic_named(wanted.topic)) for wanted in fields.wants]
    values = MemberPage(
        joined=view_day(fields.joined, context.wording) if fields.joined else None,
        left=view_day(fields.left, context.wording) if fields.left and has_left(note, community.as_of) else None,
        roles=entry.roles,
        offers=entry.offers,
        wants=context.chips(slug for _, slug in wants if slug),
        wishes=tuple(wish for wish, slug in wants if not slug),
        links=tuple(Link(host_of(url), url) for url in fields.links),
        rows=context.rows(community.made_by.get(note.slug, ())),
    )
    return fill_note(context, note, values)
