"""What the community has covered, what it repeated and what it left out: topics by quarters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from shlex import quote

from cop_site.insight.coverage import Flag, Status, TopicCoverage
from cop_site.insight.repeats import Repeat
from cop_site.model.kinds import Fields, Kind, Meetup
from cop_site.model.note import Note
from cop_site.pages.board import evidence_sentence
from cop_site.pages.days import DayView, view_day
from cop_site.pages.folded import Collapsed, collapse
from cop_site.pages.matrix import view_matrix
from cop_site.pages.notes import tag_anchor
from cop_site.pages.outlook import left_out, planned_meetups, proposals, standings
from cop_site.pages.page import Page
from cop_site.pages.site import Chip, Link, PageContext, Row, Site

_NEXT = 3
_LINKS_OF_A_TAG = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic that something is missing of, and what there is."""

    chip: Chip
    evidence: str


@dataclass(frozen=True, slots=True)
class RepeatView:
    """Two meetups on a topic, and whether that was meant."""

    topic: Link
    earlier: Link
    earlier_day: DayView
    later: Link
    later_day: DayView
    deliberate: bool


@dataclass(frozen=True, slots=True)
class UndeclaredTag:
    """A tag that names no topic: the first notes with it, where the others are, and how to make it a topic."""

    tag: str
    links: tuple[Link, ...]
    more: int
    all: str
    command: str


def coverage_page(site: Site) -> Page:
    """What is left out and what comes next, then the matrix, then everything it is counted from."""
    context = site.at("coverage/")
    figures = site.figures
    coverage = figures.coverage
    planned = collapse(planned_meetups(context), _NEXT)
    values = {
        "as_of": view_day(site.community.as_of),
        "standings": standings(context),
        "topics": len(coverage.topics),
        "covered": coverage.covered,
        "objectives_claimed": coverage.objectives_claimed,
        "objectives_listed": coverage.objectives_listed,
        "held": len(coverage.held),
        "left_out": collapse(_gaps(context, left_out(context))),
        "planned": planned.first,
        "planned_later": len(planned.rest),
        "proposals": proposals(context)[:_NEXT],
        "plan": context.href("plan/"),
        "add_topic": context.add_note(Kind.TOPIC),
        "matrix": view_matrix(context, coverage),
        "introduced": _gaps(context, coverage.with_status(Status.INTRODUCED)),
        "partial": _gaps(context, coverage.with_status(Status.PARTIAL)),
        "resting": _gaps(context, coverage.with_flag(Flag.RESTING)),
        "repeats": collapse(_repeat(context, repeat) for repeat in reversed(figures.repeats)),
        "deliberate": sum(1 for repeat in figures.repeats if repeat.deliberate),
        "accidental": sum(1 for repeat in figures.repeats if not repeat.deliberate),
        "rate": figures.repeat_rate if figures.repeat_rate.accidental else None,
        "off_syllabus_count": len(coverage.off_syllabus),
        "off_syllabus": _newest_first(context, coverage.off_syllabus),
        "undeclared": collapse(_undeclared(context, tag, notes) for tag, notes in coverage.undeclared.items()),
    }
    html = site.templates.fill("coverage", values)
    return Page("coverage/", "Coverage", html, "What we have covered, repeated and left out.", wide=True)


def _gaps(context: PageContext, topics: Iterable[TopicCoverage]) -> tuple[Gap, ...]:
    proposed = {slot.candidate.covered.topic.slug: slot.day for slot in context.site.figures.plan}
    found = []
    for covered in topics:
        slug, evidence = covered.topic.slug, evidence_sentence(covered)
        if slug in proposed:
            evidence += f" · proposed for {view_day(proposed[slug]).text}"
        found.append(Gap(context.chip(slug), evidence))
    return tuple(found)


def _repeat(context: PageContext, repeat: Repeat) -> RepeatView:
    earlier, later = repeat.earlier, repeat.later
    return RepeatView(
        context.link(context.site.figures.coverage.topics[repeat.topic].topic),
        context.link(earlier),
        view_day(earlier.fields.date),
        context.link(later),
        view_day(later.fields.date),
        repeat.deliberate,
    )


def _newest_first(context: PageContext, meetups: tuple[Note[Meetup], ...]) -> Collapsed[Row]:
    return collapse(context.rows(reversed(meetups)))


def _undeclared(context: PageContext, tag: str, notes: tuple[Note[Fields], ...]) -> UndeclaredTag:
    links = collapse((context.link(note) for note in notes), _LINKS_OF_A_TAG)
    every = f"{context.href('tags/')}#{tag_anchor(tag)}"
    return UndeclaredTag(tag, links.first, len(links.rest), every, f"cop new topic {quote(tag)}")
