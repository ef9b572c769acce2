"""Summaries that several pages share: statuses, planned meetups, proposals and wishes."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote

from markupsafe import Markup

from cop_site.insight.coverage import Status, TopicCoverage
from cop_site.pages.collapse import collapse
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, view_weekday
from cop_site.pages.tags import link_tag
from cop_site.pages.views import Chip, Link

_LINKS_OF_A_TAG = 5
_SECTIONS = {
    Status.COVERED: "by-quarter",
    Status.PARTIAL: "partial",
    Status.PLANNED: "next",
    Status.INTRODUCED: "introduced",
    Status.LEFT_OUT: "left-out",
}
"""The section of the coverage page that lists the topics of each status."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The number of topics with a status, and the address of their list."""

    status: Status
    count: int
    href: str
    """Empty when no topic has the status."""


@dataclass(frozen=True, slots=True)
class PlannedMeetup:
    """A planned meetup."""

    day: DayView
    link: Link
    topics: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class WishView:
    """A subject that members would like to learn and that is not a topic yet."""

    wish: str
    """In their words."""
    people: tuple[Link, ...]
    """The members who ask for it: by name, and at the end the number of those who are not listed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The topic that the plan proposes for a free day, and the first reason."""

    day: DayView
    chip: Chip
    """The topic."""
    why: Markup
    """A sentence; may be empty."""


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


def standings(context: PageContext) -> tuple[Standing, ...]:
    """Return every status with its number of topics."""
    coverage = context.site.figures.coverage
    page = "" if context.uri == "coverage/" else context.href("coverage/")
    counts = ((status, len(coverage.with_status(status))) for status in Status)
    return tuple(Standing(status, count, f"{page}#{_SECTIONS[status]}" if count else "") for status, count in counts)


def left_out(context: PageContext) -> list[TopicCoverage]:
    """Return the topics that are left out, the most wanted first."""
    topics = context.site.figures.coverage.with_status(Status.LEFT_OUT)
    return sorted(topics, key=lambda covered: (-len(covered.wanted_by), covered.topic.title))


def planned_meetups(context: PageContext) -> tuple[PlannedMeetup, ...]:
    """Return the planned meetups, the next first."""
    community = context.site.community
    return tuple(
        PlannedMeetup(
            view_weekday(meetup.fields.date, context.wording), context.link(meetup), context.chips(meetup.topics)
        )
        for meetup in community.meetups
        if community.is_planned(meetup)
    )


def proposals(context: PageContext) -> tuple[Proposal, ...]:
    """Return the topic that is proposed for each of the next free days."""
    return tuple(
        Proposal(
            view_weekday(slot.day, context.wording),
            context.chip(slot.candidate.covered.topic.slug),
            next((context.word(reason) for reason in slot.candidate.why), Markup()),
        )
        for slot in context.site.figures.plan
    )


def view_wishes(context: PageContext) -> tuple[WishView, ...]:
    """Return the subjects that members would like to learn and that are not topics yet."""
    return tuple(
        WishView(wish, context.people_counted(member.slug for member in members))
        for wish, members in context.site.figures.coverage.wishes.items()
    )


def undeclared_tags(context: PageContext) -> tuple[UndeclaredTag, ...]:
    """Return the tags that name no topic, the most used first."""
    found = []
    for tag, notes in context.site.figures.coverage.undeclared.items():
        links = collapse((context.link(note) for note in notes), _LINKS_OF_A_TAG)
        command = f"cop new topic {quote(tag)}"
        found.append(UndeclaredTag(tag, links.first, len(links.rest), link_tag(context, tag), command))
    return tuple(found)
