"""What comes of it: the cycles of value of Wenger, Trayner and de Laat (2011), and stories that go all the way."""

from __future__ import annotations

from dataclasses import dataclass

from cop_site.model.community import Community
from cop_site.model.kinds import Kind, Practice, Resource, Testimonial
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


def measure_value(community: Community) -> Value:
    """Return how much there is of each cycle; stories are counted as long as consent to them holds."""
    stories = community.testimonials
    return Value(
        len(community.held),
        len(community.of(Kind.RESOURCE)) + len(community.of(Kind.PRACTICE)),
        sum(bool(story.fields.changed) for story in stories),
        sum(bool(story.fields.result) for story in stories),
        tuple(story for story in stories if _is_complete(story, community)),
    )


def _is_complete(story: Note[Testimonial], community: Community) -> bool:
    fields = story.fields
    meetup = community.meetups_by_slug.get(fields.meetup or "")
    is_told = bool(fields.changed and fields.result and meetup and community.is_held(meetup))
    return is_told and (fields.resource in community.resources or _links_to_help(story, community))


def _links_to_help(story: Note[Testimonial], community: Community) -> bool:
    """Whether the text of a story links to a resource or a practice."""
    links = (find_destination(link.target, story.source.name, community) for link in story.source.outline.links)
    return any(link.note and isinstance(link.note.fields, Resource | Practice) for link in links)
