"""The pages of coverage by year: when topics were taken up, what was repeated, and what was on no topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import ClassVar

from cop_site.insight.repeats import Repeat
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.pages.collapse import Collapsed, collapse
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, quarters_between, view_day
from cop_site.pages.division import Group, Part, divide
from cop_site.pages.labels import label_section
from cop_site.pages.lists import ListView, LongList, part_title
from cop_site.pages.matrix import MOST, Matrix, Window, find_latest, view_matrix
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Link, Row

URI = "coverage/"


@dataclass(frozen=True, slots=True)
class RepeatView:
    """Two meetups on a topic."""

    topic: Link
    earlier: Link
    earlier_day: DayView
    later: Link
    later_day: DayView
    deliberate: bool
    """Whether it was on purpose."""


@dataclass(frozen=True, slots=True)
class CoverageYearPage(PageValues):
    """Topics by the quarters of a year, or by a part of them where it had very many meetups."""

    template: ClassVar = "coverage_year"

    title: str
    list: ListView
    matrix: Matrix
    repeats: Collapsed[RepeatView]
    """The meetups among them on a topic of an earlier one, the latest first."""
    off_syllabus: Collapsed[Row]
    """Those without a topic, the latest first."""


def coverage_routes(site: Site) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield the address of the page of each year with the function that makes it; none while one page shows all."""
    years = find_years(site)
    for part in years.division.parts:
        yield years.uri_of(PageContext(site, URI), part), partial(_year_page, site, years, part)


def find_years(site: Site) -> LongList[Note[Meetup]]:
    """Return the meetups, held and planned, by year: on one page if it can show all of them."""
    community = site.community
    meetups = [m for m in reversed(community.meetups) if community.is_held(m) or community.is_planned(m)]
    years = groupby(meetups, key=lambda meetup: str(meetup.fields.date.year))
    groups = [Group(year, year, tuple(of_year)) for year, of_year in years]
    division = divide(groups, by_time=True, size=MOST, whole=len(find_latest(community).meetups))
    return LongList(URI, label_section(URI, site.wording), division, {})


def link_years(context: PageContext) -> tuple[Link, ...]:
    """Return links to the pages of all years; empty if one page shows all meetups."""
    years = find_years(context.site)
    first = (part for part in years.division.parts if part.number == 1)
    return tuple(Link(part.group.title, context.href(years.uri_of(context, part))) for part in first)


def view_repeats(context: PageContext, meetups: Iterable[Note[Meetup]]) -> Collapsed[RepeatView]:
    """Return which of some meetups took up again what an earlier one was on, the latest first."""
    keys = {meetup.key for meetup in meetups}
    found = (repeat for repeat in reversed(context.site.figures.repeats) if repeat.later.key in keys)
    return collapse(_repeat(context, repeat) for repeat in found)


def view_off_syllabus(context: PageContext, meetups: Iterable[Note[Meetup]]) -> Collapsed[Row]:
    """Return which of some meetups were held on no topic, the latest first."""
    keys = {meetup.key for meetup in meetups}
    found = (m for m in reversed(context.site.figures.coverage.off_syllabus) if m.key in keys)
    return collapse(context.rows(found))


def _year_page(site: Site, years: LongList[Note[Meetup]], part: Part[Note[Meetup]]) -> Page:
    context = PageContext(site, years.uri_of(PageContext(site, URI), part))
    title = site.wording.named(years.title, part_title(part))
    meetups = part.entries[::-1]
    quarters = quarters_between(meetups[0].fields.date, meetups[-1].fields.date)
    values = CoverageYearPage(
        title=title,
        list=years.view(context, part),
        matrix=view_matrix(context, site.figures.coverage, Window(meetups, quarters)),
        repeats=view_repeats(context, meetups),
        off_syllabus=view_off_syllabus(context, meetups),
    )
    lead = site.wording.gettext("What we have covered, repeated and left out.")
    return Page(context.uri, title, site.templates.fill(values), lead, wide=True)


def _repeat(context: PageContext, repeat: Repeat) -> RepeatView:
    earlier, later = repeat.earlier, repeat.later
    return RepeatView(
        context.link(context.site.figures.coverage.topics[repeat.topic].topic),
        context.link(earlier),
        view_day(earlier.fields.date, context.wording),
        context.link(later),
        view_day(later.fields.date, context.wording),
        repeat.deliberate,
    )
