"""The page of all topics: the syllabus by area, with the status of each topic."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from cop_site.charts.svg import area_class
from cop_site.insight.coverage import Flag, Status, TopicCoverage
from cop_site.model.kinds import Kind
from cop_site.pages.collapse import Collapsed, collapse
from cop_site.pages.context import PageContext
from cop_site.pages.evidence import find_helpers
from cop_site.pages.facts import evidence_sentence
from cop_site.pages.labels import label_section
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.summary import (
    PlannedMeetup,
    Proposal,
    Standing,
    WishView,
    left_out,
    planned_meetups,
    proposals,
    standings,
    view_wishes,
)
from cop_site.pages.templates import PageValues
from cop_site.pages.topic_map import MOST_OPEN, NARROW, SCRIPTS, TopicMap, view_topic_map
from cop_site.pages.views import Chip, Introduction, Link, make_anchor

_VISIBLE_LEFT_OUT = 5


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic on the board."""

    link: Link
    summary: str
    """At most 110 characters."""
    status: Status
    flags: tuple[Flag, ...]
    baseline: bool
    """Whether everybody should know it."""
    evidence: str
    """Its meetups and notes, in words."""
    claimed: int
    """The number of its objectives that are covered."""
    listed: int
    """The number of its objectives."""
    helpers: tuple[Link, ...]
    """Those who can help and are shown by name."""
    nobody_left: bool
    """Whether all who could help have left."""
    propose: str
    """The address to propose a meetup on it; empty when there has been one."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the syllabus."""

    title: str
    lang: str | None
    """The language of the title; None if it is interface text."""
    anchor: str
    """The id of its heading."""
    colour: str
    """The class that gives it its colour."""
    covered: int
    """The number of its topics that are covered."""
    rows: tuple[TopicRow, ...]


@dataclass(frozen=True, slots=True)
class BoardPage(PageValues):
    """All topics by area, with a summary of their statuses."""

    template: ClassVar = "board"

    introduction: Introduction | None
    """What the community wrote above it; None if nothing."""
    map: TopicMap | None
    """None while there are no topics."""
    folded: bool
    """Whether areas are closed at first, because there are many topics."""
    areas: tuple[Area, ...]
    """Empty while there are no topics."""
    wishes: tuple[WishView, ...]
    """Subjects that members would like to learn and that are not topics yet."""
    add_topic: str
    """The address to add a topic."""
    standings: tuple[Standing, ...]
    """Every status with its number of topics."""
    left_out: Collapsed[Chip]
    """The topics that are left out, the most wanted first."""
    next: PlannedMeetup | None
    """The next meetup; None when none is planned."""
    proposal: Proposal | None
    """The proposal for the next free day; None when there is none."""
    coverage: str
    """The address of the coverage page."""
    plan: str
    """The address of the plan."""


def board_page(site: Site) -> Page:
    """Return the page of all topics."""
    context = PageContext(site, "topics/")
    values = BoardPage(
        introduction=context.introduction("topics"),
        map=view_topic_map(context, NARROW),
        folded=len(site.figures.coverage.topics) > MOST_OPEN,
        areas=_areas(context),
        wishes=view_wishes(context),
        add_topic=context.add_note(Kind.TOPIC),
        standings=standings(context),
        left_out=collapse((context.chip(covered.topic.slug) for covered in left_out(context)), _VISIBLE_LEFT_OUT),
        next=next(iter(planned_meetups(context)), None),
        proposal=next(iter(proposals(context)), None),
        coverage=context.href("coverage/"),
        plan=context.href("plan/"),
    )
    html = site.templates.fill(values)
    lead = site.wording.gettext("The syllabus of the community, by area and status.")
    return Page("topics/", label_section("topics/", site.wording), html, lead, wide=True, scripts=SCRIPTS)


def _areas(context: PageContext) -> tuple[Area, ...]:
    topics = context.site.figures.coverage.topics.values()
    # If no topic has an area, all are in one group.
    gettext, is_divided = context.wording.gettext, any(covered.topic.fields.area for covered in topics)
    rest = gettext("Other topics") if is_divided else gettext("All topics")
    groups = [(area, list(group)) for area, group in groupby(topics, key=lambda covered: covered.topic.fields.area)]
    return tuple(
        Area(
            title=area or rest,
            lang=context.language(group[0].topic) if area else None,
            anchor=make_anchor(area) or "other-topics",
            colour=area_class(context.site.figures.coverage.areas[area]),
            covered=sum(1 for covered in group if covered.status is Status.COVERED),
            rows=tuple(_row(context, covered) for covered in group),
        )
        for area, group in groups
    )


def _row(context: PageContext, covered: TopicCoverage) -> TopicRow:
    topic = covered.topic
    waiting = covered.status in (Status.LEFT_OUT, Status.INTRODUCED)
    return TopicRow(
        link=context.link(topic),
        summary=context.site.brief(topic, 110),
        status=covered.status,
        flags=covered.flags,
        baseline=topic.fields.baseline,
        evidence=evidence_sentence(covered, context.wording),
        claimed=covered.claimed,
        listed=len(covered.objectives),
        helpers=find_helpers(context, covered, None),
        nobody_left=covered.nobody_left,
        propose=context.propose_meetup(topic) if waiting else "",
    )
