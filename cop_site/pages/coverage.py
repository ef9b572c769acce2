"""What the community has covered, what it repeated and what it left out: topics by quarters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from shlex import quote
from typing import ClassVar

from cop_site.insight.coverage import Flag, Status, TopicCoverage
from cop_site.insight.repeats import Repeat, RepeatRate
from cop_site.model.kinds import Fields, Kind, Meetup
from cop_site.model.note import Note
from cop_site.pages.collapse import Collapsed, collapse
from cop_site.pages.context import PageContext, Site
from cop_site.pages.days import DayView, view_day
from cop_site.pages.evidence import evidence_sentence
from cop_site.pages.matrix import Matrix, view_matrix
from cop_site.pages.page import Page
from cop_site.pages.summary import PlannedMeetup, Proposal, Standing, left_out, planned_meetups, proposals, standings
from cop_site.pages.tags import link_tag
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Chip, Link, Row

_NEXT = 3
_LINKS_OF_A_TAG = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic on which something is missing."""

    chip: Chip
    evidence: str
    """What has happened on it, in words."""


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
class UndeclaredTag:
    """A tag that names no topic: the first notes with it, where the others are, and how to make it a topic."""

    tag: str
    links: tuple[Link, ...]
    """At most five notes, the first that have it."""
    more: int
    """How many more have it."""
    all: str
    """Where all of them are."""
    command: str
    """What to type to make it a topic."""


@dataclass(frozen=True, slots=True)
class CoveragePage(PageValues):
    """What is left out and what comes next, then topics by quarters, then all that they are counted from."""

    template: ClassVar = "coverage"

    as_of: DayView
    """The day the page was made for."""
    standings: tuple[Standing, ...]
    """Every status with its number of topics."""
    topics: int
    """How many topics there are."""
    covered: int
    """How many topics are covered."""
    objectives_claimed: int
    """How many objectives are covered."""
    objectives_listed: int
    """How many objectives there are."""
    held: int
    """How many meetups were held."""
    left_out: Collapsed[Gap]
    """The topics that nobody has taken up, the most asked for first."""
    planned: tuple[PlannedMeetup, ...]
    """At most three meetups to come, the next first."""
    planned_later: int
    """How many more are planned."""
    proposals: tuple[Proposal, ...]
    """What the plan proposes for the next free days, at most three."""
    plan: str
    """The address of the plan."""
    add_topic: str
    """Where to write a new topic."""
    matrix: Matrix
    introduced: tuple[Gap, ...]
    """Topics with something to read, but no meetup."""
    partial: tuple[Gap, ...]
    """Topics with objectives that no meetup covered."""
    resting: tuple[Gap, ...]
    """Topics whose last meetup was long ago."""
    repeats: Collapsed[RepeatView]
    """Topics that were taken up again, the latest first."""
    deliberate: int
    """How many repeats were on purpose."""
    accidental: int
    """How many were not."""
    rate: RepeatRate | None
    """Repeats by accident in the last year: `accidental` of `held` meetups; None when there were none."""
    off_syllabus_count: int
    """How many meetups were on no topic."""
    off_syllabus: Collapsed[Row]
    """Those meetups, the latest first."""
    undeclared: Collapsed[UndeclaredTag]
    """Tags that name no topic."""


def coverage_page(site: Site) -> Page:
    """What is left out and what comes next, then the matrix, then everything it is counted from."""
    context = site.at("coverage/")
    figures = site.figures
    coverage = figures.coverage
    planned = collapse(planned_meetups(context), _NEXT)
    values = CoveragePage(
        as_of=view_day(site.community.as_of, context.site.wording),
        standings=standings(context),
        topics=len(coverage.topics),
        covered=coverage.covered,
        objectives_claimed=coverage.objectives_claimed,
        objectives_listed=coverage.objectives_listed,
        held=len(coverage.held),
        left_out=collapse(_gaps(context, left_out(context))),
        planned=planned.first,
        planned_later=len(planned.rest),
        proposals=proposals(context)[:_NEXT],
        plan=context.href("plan/"),
        add_topic=context.add_note(Kind.TOPIC),
        matrix=view_matrix(context, coverage),
        introduced=_gaps(context, coverage.with_status(Status.INTRODUCED)),
        partial=_gaps(context, coverage.with_status(Status.PARTIAL)),
        resting=_gaps(context, coverage.with_flag(Flag.RESTING)),
        repeats=collapse(_repeat(context, repeat) for repeat in reversed(figures.repeats)),
        deliberate=sum(1 for repeat in figures.repeats if repeat.deliberate),
        accidental=sum(1 for repeat in figures.repeats if not repeat.deliberate),
        rate=figures.repeat_rate if figures.repeat_rate.accidental else None,
        off_syllabus_count=len(coverage.off_syllabus),
        off_syllabus=_newest_first(context, coverage.off_syllabus),
        undeclared=collapse(_undeclared(context, tag, notes) for tag, notes in coverage.undeclared.items()),
    )
    html = site.templates.fill(values)
    lead = site.wording.gettext("What we have covered, repeated and left out.")
    return Page("coverage/", site.wording.gettext("Coverage"), html, lead, wide=True)


def _gaps(context: PageContext, topics: Iterable[TopicCoverage]) -> tuple[Gap, ...]:
    proposed = {slot.candidate.covered.topic.slug: slot.day for slot in context.site.figures.plan}
    found = []
    for covered in topics:
        slug, evidence = covered.topic.slug, evidence_sentence(covered, context.site.wording)
        if slug in proposed:
            day = context.site.wording.formats.day(proposed[slug])
            evidence += " · " + context.site.wording.gettext("proposed for %(day)s", day=day)
        found.append(Gap(context.chip(slug), evidence))
    return tuple(found)


def _repeat(context: PageContext, repeat: Repeat) -> RepeatView:
    earlier, later = repeat.earlier, repeat.later
    return RepeatView(
        context.link(context.site.figures.coverage.topics[repeat.topic].topic),
        context.link(earlier),
        view_day(earlier.fields.date, context.site.wording),
        context.link(later),
        view_day(later.fields.date, context.site.wording),
        repeat.deliberate,
    )


def _newest_first(context: PageContext, meetups: tuple[Note[Meetup], ...]) -> Collapsed[Row]:
    return collapse(context.rows(reversed(meetups)))


def _undeclared(context: PageContext, tag: str, notes: tuple[Note[Fields], ...]) -> UndeclaredTag:
    links = collapse((context.link(note) for note in notes), _LINKS_OF_A_TAG)
    return UndeclaredTag(tag, links.first, len(links.rest), link_tag(context, tag), f"cop new topic {quote(tag)}")
