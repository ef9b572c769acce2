"""How far a community is and what it will do next, as several pages sum it up."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote

from markupsafe import Markup

from cop_site.insight.coverage import Status, TopicCoverage
from cop_site.pages.collapse import collapse
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, view_weekday
from cop_site.pages.tags import tag_anchor
from cop_site.pages.views import Chip, Link

_LINKS_OF_A_TAG = 5
_SECTIONS = {
    Status.COVERED: "by-quarter",
    Status.PARTIAL: "partial",
    Status.PLANNED: "next",
    Status.INTRODUCED: "introduced",
    Status.LEFT_OUT: "left-out",
}
"""Where the coverage page has the topics of each status."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many topics have a status, and where they are listed."""

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
    """What members would like to learn that is no topic yet."""

    wish: str
    """In their words."""
    count: int
    """How many members asked for it."""
    people: tuple[Link, ...]
    """Who asked, of those who are shown by name."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the plan proposes for a free day, and its first reason."""

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
    """Every status with its count; a status that no topic has leads nowhere."""
    coverage = context.site.figures.coverage
    page = "" if context.uri == "coverage/" else context.href("coverage/")
    counts = ((status, len(coverage.with_status(status))) for status in Status)
    return tuple(Standing(status, count, f"{page}#{_SECTIONS[status]}" if count else "") for status, count in counts)


def left_out(context: PageContext) -> list[TopicCoverage]:
    """The topics that nobody has taken up, the most asked for first."""
    topics = context.site.figures.coverage.with_status(Status.LEFT_OUT)
    return sorted(topics, key=lambda covered: (-len(covered.wanted_by), covered.topic.title))


def planned_meetups(context: PageContext) -> tuple[PlannedMeetup, ...]:
    """The meetups to come, the next first."""
    community = context.site.community
    return tuple(
        PlannedMeetup(
            view_weekday(meetup.fields.date, context.site.wording), context.link(meetup), context.chips(meetup.topics)
        )
        for meetup in community.meetups
        if community.is_planned(meetup)
    )


def proposals(context: PageContext) -> tuple[Proposal, ...]:
    """The next free days with the topic that is proposed for each."""
    return tuple(
        Proposal(
            view_weekday(slot.day, context.site.wording),
            context.chip(slot.candidate.covered.topic.slug),
            next((context.word(reason) for reason in slot.candidate.why), Markup()),
        )
        for slot in context.site.figures.plan
    )


def view_wishes(context: PageContext) -> tuple[WishView, ...]:
    """Return what members would like to learn that is no topic yet."""
    return tuple(
        WishView(wish, len(members), context.people_shown(member.slug for member in members))
        for wish, members in context.site.figures.coverage.wishes.items()
    )


def undeclared_tags(context: PageContext) -> tuple[UndeclaredTag, ...]:
    """Return the tags that name no topic, the most used first."""
    tags = context.href("tags/")
    found = []
    for tag, notes in context.site.figures.coverage.undeclared.items():
        links = collapse((context.link(note) for note in notes), _LINKS_OF_A_TAG)
        every, command = f"{tags}#{tag_anchor(tag)}", f"cop new topic {quote(tag)}"
        found.append(UndeclaredTag(tag, links.first, len(links.rest), every, command))
    return tuple(found)
