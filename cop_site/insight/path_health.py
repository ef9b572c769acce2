"""Whether learning paths can be followed: which steps are missing, outdated or out of order, and which say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cop_site.insight.freshness import Freshness
from cop_site.insight.material import find_first_material
from cop_site.insight.paths import ResolvedPath, find_step
from cop_site.insight.prerequisites import sort_by_prerequisite
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind, LearningPath, Meetup, Practice, Resource, Topic
from cop_site.model.note import Note
from cop_site.model.references import Mention, find_mentions


class Fault(StrEnum):
    """Why a step of a path does not lead on."""

    MISSING = "missing"
    WITHDRAWN = "withdrawn"
    """A retired practice, a cancelled meetup, or a note that has no page."""
    SUPERSEDED = "superseded"
    OUT_OF_ORDER = "out of order"


@dataclass(frozen=True, slots=True)
class PathHealth:
    """Whether a path can be followed."""

    path: Note[LearningPath]
    faults: tuple[Fault, ...]
    """One for each step that has any; not which, since a step may name somebody who is not to be named."""
    thin: tuple[Note[Topic], ...]
    """The topics on it on which there is nothing to read."""

    @property
    def is_broken(self) -> bool:
        """Whether any step has a fault."""
        return bool(self.faults)


def measure_path(route: ResolvedPath, community: Community, freshness: Mapping[str, Freshness]) -> PathHealth:
    """Return whether a path can be followed."""
    thin = (community.topics[step.note.slug] for step in route.steps if step.is_thin)
    return PathHealth(
        route.path,
        tuple(_find_faults(route.path, community)),
        tuple(topic for topic in thin if not find_first_material(topic, community, freshness, ())),
    )


def find_fault(note: Note[Fields]) -> Fault | None:
    """Return why a step must not lead to a note; None if it may."""
    fields = note.fields
    if isinstance(fields, Resource) and fields.superseded_by:
        return Fault.SUPERSEDED
    is_over = isinstance(fields, Practice) and fields.state == "retired"
    is_off = isinstance(fields, Meetup) and fields.status == "cancelled"
    return Fault.WITHDRAWN if is_over or is_off or not note.has_page else None


def find_disorder(path: Note[LearningPath], community: Community) -> Iterator[tuple[Mention, str]]:
    """Yield each step of a topic that comes before one which it builds on, directly or not, and the slug of that."""
    # Steps that replace computed ones are in order already.
    computed = sort_by_prerequisite(map(community.topic_named, path.fields.goals), community)
    mentions: dict[str, Mention] = {}
    for mention in find_mentions(path, "topic", "note"):
        note = find_step(mention.target, mention.text, community)
        if note and note.kind is Kind.TOPIC and note.slug not in computed and mention.at[0] == "steps":
            mentions.setdefault(note.slug, mention)
    later = list(mentions)
    for slug, mention in mentions.items():
        later.remove(slug)
        needed = sort_by_prerequisite([slug], community)
        # Topics in a cycle come before each other, which another rule reports.
        missed = [o for o in later if o in needed and slug not in sort_by_prerequisite([o], community)]
        if missed:
            yield mention, missed[0]


def _find_faults(path: Note[LearningPath], community: Community) -> Iterator[Fault]:
    for mention in find_mentions(path, "topic", "note"):
        note = find_step(mention.target, mention.text, community)
        if fault := find_fault(note) if note else Fault.MISSING:
            yield fault
    yield from (Fault.OUT_OF_ORDER for _ in find_disorder(path, community))
