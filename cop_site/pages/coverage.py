"""The coverage page: topics that are covered, repeated or left out, by quarters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from cop_site.insight.coverage import Flag, Status, TopicCoverage
from cop_site.insight.repeats import RepeatRate
from cop_site.model.kinds import Kind
from cop_site.pages.collapse import Collapsed, collapse
from cop_site.pages.context import PageContext
from cop_site.pages.coverage_year import RepeatView, link_years, view_off_syllabus, view_repeats
from cop_site.pages.days import DayView, view_day
from cop_site.pages.facts import evidence_sentence
from cop_site.pages.growth import Growth, view_growth
from cop_site.pages.labels import label_section
from cop_site.pages.matrix import Matrix, find_latest, view_matrix
from cop_site.pages.page import Page
from cop_site.pages.season import Season, view_season
from cop_site.pages.site import Site
from cop_site.pages.summary import (
    PlannedMeetup,
    Proposal,
    Standing,
    UndeclaredTag,
    left_out,
    planned_meetups,
    proposals,
    standings,
    undeclared_tags,
)
from cop_site.pages.templates import PageValues
from cop_site.pages.topic_map import NARROW, SCRIPTS, TopicMap, view_topic_map
from cop_site.pages.views import Chip, Link, Row

_MAX_PLANNED, _VISIBLE_LEFT_OUT, _MAX_TAGS = 3, 4, 40


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic with a gap."""

    chip: Chip
    evidence: str
    """Its meetups and notes, in words."""


@dataclass(frozen=True, slots=True)
class CoveragePage(PageValues):
    """Topics that are left out and planned, then topics by quarters, then the lists behind the figures."""

    template: ClassVar = "coverage"

    as_of: DayView
    """The day the page was made for."""
    season: Season | None
    """None while there is no meetup."""
    map: TopicMap | None
    """None while there are no topics."""
    growth: Growth | None
    """None before there are two quarters of meetups."""
    standings: tuple[Standing, ...]
    """Every status with its number of topics."""
    topics: int
    """The number of topics."""
    covered: int
    """The number of topics that are covered."""
    objectives_claimed: int
    """The number of objectives that are covered."""
    objectives_listed: int
    """The number of objectives."""
    held: int
    """The number of meetups that were held."""
    left_out: Collapsed[Gap]
    """The topics that are left out, the most wanted first."""
    planned: tuple[PlannedMeetup, ...]
    """The planned meetups, at most three, the next first."""
    planned_later: int
    """The number of other planned meetups."""
    proposals: tuple[Proposal, ...]
    """The proposals for the next free days, at most three."""
    plan: str
    """The address of the plan."""
    add_topic: str
    """The address to add a topic."""
    matrix: Matrix
    """The latest meetups."""
    years: tuple[Link, ...]
    """The pages of all years; empty if this one shows all meetups."""
    introduced: tuple[Gap, ...]
    """Topics with notes, but without a meetup."""
    partial: tuple[Gap, ...]
    """Topics with objectives that no meetup covered."""
    resting: tuple[Gap, ...]
    """Topics whose last meetup was long ago."""
    repeats: Collapsed[RepeatView]
    """The latest meetups on a topic of an earlier one."""
    deliberate: int
    """The number of repeats on purpose."""
    accidental: int
    """The number of repeats by accident."""
    rate: RepeatRate | None
    """Repeats by accident in the last year: `accidental` of `held` meetups; None when there were none."""
    off_syllabus_count: int
    """The number of meetups without a topic."""
    off_syllabus: Collapsed[Row]
    """Those among the latest meetups, the latest first."""
    undeclared: Collapsed[UndeclaredTag]
    """Tags that are not topics, at most forty."""
    tags: str
    """The address of all tags."""


def coverage_page(site: Site) -> Page:
    """Return the coverage page."""
    context = PageContext(site, "coverage/")
    figures = site.figures
    coverage = figures.coverage
    planned = collapse(planned_meetups(context), _MAX_PLANNED)
    latest = find_latest(site.community)
    values = CoveragePage(
        as_of=view_day(site.community.as_of, context.wording),
        season=view_season(context, NARROW),
        map=view_topic_map(context, NARROW),
        growth=view_growth(context, NARROW),
        standings=standings(context),
        topics=len(coverage.topics),
        covered=coverage.covered,
        objectives_claimed=coverage.objectives_claimed,
        objectives_listed=coverage.objectives_listed,
        held=len(coverage.held),
        left_out=collapse(_gaps(context, left_out(context)), _VISIBLE_LEFT_OUT),
        planned=planned.first,
        planned_later=len(planned.rest),
        proposals=proposals(context)[:_MAX_PLANNED],
        plan=context.href("plan/"),
        add_topic=context.add_note(Kind.TOPIC),
        matrix=view_matrix(context, coverage, latest),
        years=link_years(context),
        introduced=_gaps(context, coverage.with_status(Status.INTRODUCED)),
        partial=_gaps(context, coverage.with_status(Status.PARTIAL)),
        resting=_gaps(context, coverage.with_flag(Flag.RESTING)),
        repeats=view_repeats(context, latest.meetups),
        deliberate=sum(1 for repeat in figures.repeats if repeat.deliberate),
        accidental=sum(1 for repeat in figures.repeats if not repeat.deliberate),
        rate=figures.repeat_rate if figures.repeat_rate.accidental else None,
        off_syllabus_count=len(coverage.off_syllabus),
        off_syllabus=view_off_syllabus(context, latest.meetups),
        undeclared=collapse(undeclared_tags(context)[:_MAX_TAGS]),
        tags=context.href("tags/"),
    )
    html = site.templates.fill(values)
    lead = site.wording.gettext("What we have covered, repeated and left out.")
    return Page("coverage/", label_section("coverage/", site.wording), html, lead, wide=True, scripts=SCRIPTS)


def _gaps(context: PageContext, topics: Iterable[TopicCoverage]) -> tuple[Gap, ...]:
    proposed = {slot.candidate.covered.topic.slug: slot.day for slot in context.site.figures.plan}
    gaps = []
    for covered in topics:
        slug, evidence = covered.topic.slug, evidence_sentence(covered, context.wording)
        if slug in proposed:
            day = context.wording.formats.day(proposed[slug])
            evidence += " · " + context.wording.gettext("proposed for %(day)s", day=day)
        gaps.append(Gap(context.chip(slug), evidence))
    return tuple(gaps)
