"""The page that says whom to ask: topics by the people who offer help, look after them, or led meetups on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from cop_site.charts.svg import AREAS, area_class
from cop_site.insight.coverage import TopicCoverage
from cop_site.insight.knowledge import Knows, find_who_knows
from cop_site.pages.context import PageContext
from cop_site.pages.labels import label_section
from cop_site.pages.letters import initials_of
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Link

_URI = "who-knows-what/"
_COLUMNS = 8
"""People of an area that have a column; others are named behind them."""
_MOST_OPEN = 80
"""Topics of a page on which no area is closed at first: a phone shows nine at a time."""


@dataclass(frozen=True, slots=True)
class Face:
    """A listed member as a sign: initials on a colour."""

    initials: str
    colour: str
    """The class that gives it its colour."""
    link: Link


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What somebody has to do with a topic."""

    face: Face
    known: bool
    """Whether they have anything to do with it."""
    offers: bool
    """Whether they offer to help with it."""
    stewards: bool
    """Whether they look after it."""
    led: int
    """At how many meetups they spoke on it."""


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic with those who know about it."""

    link: Link
    cells: tuple[Knowledge, ...]
    """One for each column."""
    others: tuple[Link, ...]
    """Those who know about it and have no column."""


@dataclass(frozen=True, slots=True)
class KnownArea:
    """The topics of an area, by the people who know most of them."""

    title: str
    """Empty if no topic has an area."""
    lang: str | None
    """The language of the title; None if it is interface text."""
    colour: str
    """The class that gives it its colour."""
    anchor: str
    """The id of its heading."""
    people: tuple[Face, ...]
    """The columns, at most eight."""
    topics: tuple[KnownTopic, ...]
    has_others: bool
    """Whether anybody has no column."""


@dataclass(frozen=True, slots=True)
class WhoKnowsPage(PageValues):
    """Topics by people, area by area."""

    template: ClassVar = "who_knows"

    areas: tuple[KnownArea, ...]
    """The areas in which anybody knows about a topic; may be empty."""
    folded: bool
    """Whether areas are closed at first, because there are many topics."""
    members: str
    """The address of the members."""


def who_knows_page(site: Site) -> Page:
    """Return the page that says whom to ask about what."""
    context = PageContext(site, _URI)
    areas = tuple(_areas(context))
    folded = sum(len(area.topics) for area in areas) > _MOST_OPEN
    html = site.templates.fill(WhoKnowsPage(areas, folded, context.href("members/")))
    lead = site.wording.gettext("Whom to ask about which topic.")
    return Page(_URI, label_section(_URI, site.wording), html, lead, wide=True)


def view_face(context: PageContext, name: str) -> Face:
    """Return the sign of a listed member; the same name has the same colour everywhere."""
    link = context.person(name)
    return Face(initials_of(link.text), area_class(sum(map(ord, link.text)) % AREAS + 1), link)


def _areas(context: PageContext) -> Iterator[KnownArea]:
    coverage = context.site.figures.coverage
    known = find_who_knows(context.site.community, coverage.topics)
    for area, group in groupby(coverage.topics.values(), key=lambda covered: covered.topic.fields.area):
        topics = [covered for covered in group if known[covered.topic.slug]]
        if topics:
            yield _area(context, area, topics, known)


def _area(
    context: PageContext, area: str, topics: list[TopicCoverage], known: dict[str, tuple[Knows, ...]]
) -> KnownArea:
    weights: dict[str, int] = {}
    for covered in topics:
        for one in known[covered.topic.slug]:
            weights[one.member.slug] = weights.get(one.member.slug, 0) + 2 * one.offers + one.stewards + one.led
    people = sorted(weights, key=lambda slug: (-weights[slug], slug))[:_COLUMNS]
    rest = context.wording.gettext("Other topics") if len(context.site.areas) > 1 else ""
    number = context.site.areas[area]
    return KnownArea(
        title=area or rest,
        lang=context.language(topics[0].topic) if area else None,
        colour=area_class(number),
        anchor=f"area-{number}",
        people=tuple(view_face(context, slug) for slug in people),
        topics=tuple(_topic(context, covered, known[covered.topic.slug], people) for covered in topics),
        has_others=len(weights) > _COLUMNS,
    )


def _topic(context: PageContext, covered: TopicCoverage, known: tuple[Knows, ...], people: list[str]) -> KnownTopic:
    by_slug = {one.member.slug: one for one in known}
    return KnownTopic(
        link=context.link(covered.topic),
        cells=tuple(_knowledge(context, slug, by_slug.get(slug)) for slug in people),
        others=tuple(context.person(one.member.slug) for one in known if one.member.slug not in people),
    )


def _knowledge(context: PageContext, slug: str, one: Knows | None) -> Knowledge:
    face = view_face(context, slug)
    return Knowledge(face, True, one.offers, one.stewards, one.led) if one else Knowledge(face, False, False, False, 0)
