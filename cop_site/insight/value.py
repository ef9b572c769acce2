"""What comes of it: the cycles of value of Wenger, Trayner and de Laat (2011), and stories that go all the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind, Meetup, Practice, Resource, Testimonial
from cop_site.model.links import find_destination
from cop_site.model.note import Note


@dataclass(frozen=True, slots=True)
class Value:
    """How much there is of each cycle."""

    immediate: int
    """Held meetups."""
    potential: int
    """Resources and practices."""
    applied: int
    """Stories of something that somebody does differently."""
    realised: int
    """Stories of what came of it."""
    complete: tuple[Note[Testimonial], ...]
    """Stories that lead from a meetup and a resource or practice to a change and a result, the earliest first."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A story that leads all the way: from a meetup and what helped to a change and a result."""

    meetup: Note[Meetup]
    helped: tuple[Note[Fields], ...]
    """The resource and the practice that it names, else the first that its text links to."""
    story: Note[Testimonial]


def measure_value(community: Community) -> Value:
    """Return how much there is of each cycle; stories are counted as long as consent to them holds."""
    return _measure(community, lambda _: True)


def measure_value_of(topic: str, community: Community) -> Value:
    """Return the same of the notes on a topic, by its slug."""
    return _measure(community, lambda note: topic in note.topics)


def _measure(community: Community, counts: Callable[[Note[Any]], bool]) -> Value:
    stories = [story for story in community.testimonials if counts(story)]
    materials = (*community.of(Kind.RESOURCE), *community.of(Kind.PRACTICE))
    return Value(
        sum(map(counts, community.held)),
        sum(map(counts, materials)),
        sum(bool(story.fields.changed) for story in stories),
        sum(bool(story.fields.result) for story in stories),
        tuple(story for story in stories if find_chain(story, community)),
    )


def find_chain(story: Note[Testimonial], community: Community) -> Chain | None:
    """Return how a story leads from a meetup that was held to a result; None where a link is missing."""
    fields = story.fields
    meetup = community.meetups_by_slug.get(fields.meetup or "")
    if not (fields.changed and fields.result and meetup and community.is_held(meetup)):
        return None
    named = (community.resources.get(fields.resource or ""), community.practices.get(fields.practice or ""))
    helped = tuple(filter(None, named)) or tuple(islice(_find_help(story, community), 1))
    return Chain(meetup, helped, story) if helped else None


def _find_help(story: Note[Testimonial], community: Community) -> Iterator[Note[Fields]]:
    """Yield the resources and practices that the text of a story links to."""
    for link in story.source.outline.links:
        note = find_destination(link.target, story.source.name, community).note
        if note and isinstance(note.fields, Resource | Practice):
            yield note
