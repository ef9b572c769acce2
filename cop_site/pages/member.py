"""The page of a listed member."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from cop_site.insight.contributors import day_of, has_left
from cop_site.model.kinds import Fields, Member
from cop_site.model.note import Note
from cop_site.pages.bar_chart import BarChart, view_bars
from cop_site.pages.collapse import Collapsed, collapse
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, view_day
from cop_site.pages.members import view_member
from cop_site.pages.news import SCRIPTS
from cop_site.pages.note import NotePage, fill_note
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.views import Chip, Link, Row, host_of

_YEARS = 6

_MOST = 150
"""The notes of a member that are on their page."""


@dataclass(frozen=True, slots=True)
class MemberPage(NotePage):
    """A listed member."""

    template: ClassVar = "member"

    joined: DayView | None
    """The day they joined; None when that is not known."""
    left: DayView | None
    """The day they left; None while they are members."""
    roles: tuple[str, ...]
    """Their current roles; these, offers and wishes are empty for somebody who left."""
    offers: tuple[Chip, ...]
    """Topics they can help with."""
    wants: tuple[Chip, ...]
    """Topics they would like to learn."""
    wishes: tuple[str, ...]
    """Subjects they would like to learn that are not topics yet."""
    could_lead: tuple[Chip, ...]
    """Topics to take up next that they could lead."""
    links: tuple[Link, ...]
    """Their other websites; none of somebody who left."""
    by_year: BarChart | None
    """Their contributions by year; None where they are of one year."""
    rows: Collapsed[Row]
    """Notes they made, led or maintain, the newest first; of very many, the latest hundred and fifty."""
    older: int
    """How many more there are."""
    meetups: str
    """The address of the list of meetups with theirs."""


def member_page(site: Site, note: Note[Member]) -> Page:
    """Return the page of one member."""
    context, community, fields = PageContext(site, note.uri), site.community, note.fields
    entry = view_member(context, note)
    is_here = not has_left(note, community.as_of)
    wants = [(wanted.topic, community.topic_named(wanted.topic)) for wanted in fields.wants if is_here]
    made = community.made_by.get(note.slug, ())
    values = MemberPage(
        joined=view_day(fields.joined, context.wording) if fields.joined else None,
        left=view_day(fields.left, context.wording) if fields.left and not is_here else None,
        roles=entry.roles if is_here else (),
        offers=entry.offers if is_here else (),
        wants=context.chips(slug for _, slug in wants if slug),
        wishes=tuple(wish for wish, slug in wants if not slug),
        could_lead=context.chips(site.figures.leads.get(note.slug, ())),
        links=tuple(Link(host_of(url), url) for url in fields.links) if is_here else (),
        by_year=_count_years(context, made),
        rows=collapse(context.rows(made[:_MOST])),
        older=max(0, len(made) - _MOST),
        meetups=context.href(f"meetups/?person={quote(note.slug)}"),
    )
    return fill_note(context, note, values, SCRIPTS)


def _count_years(context: PageContext, made: Iterable[Note[Fields]]) -> BarChart | None:
    """How much somebody contributed in each of the last years."""
    as_of, wording = context.site.community.as_of, context.wording
    years = [day.year for note in made if (day := day_of(note)) and day <= as_of]
    if len(set(years)) < 2:
        return None
    span = range(max(min(years), as_of.year - _YEARS + 1), as_of.year + 1)
    rows = [(str(year), (years.count(year),)) for year in span]
    title = wording.gettext("Contributions by year")
    return view_bars(wording, title, wording.gettext("Year"), (wording.gettext("Contributions"),), rows)
