"""What a path leads past: its steps, written or computed, how long they take, and what comes after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cop_site.insight.freshness import Freshness
from cop_site.insight.material import estimate_minutes, find_first_material, has_text
from cop_site.insight.prerequisites import LEVEL_RANK, following_topics, sort_by_prerequisite
from cop_site.model.community import Community
from cop_site.model.kinds import Charter, Fields, Kind, LearningPath, Step, Topic
from cop_site.model.note import Note
from cop_site.model.values import Target
from cop_site.wording.message import Message, message


@dataclass(frozen=True, slots=True)
class PathStep:
    """One stop on a path."""

    number: int
    """From 1."""
    note: Note[Fields]
    """The topic or note to read."""
    why: str | Message
    """Why it is on the path: in the words of whoever wrote the path, or in ours."""
    minutes: int
    optional: bool
    requires: tuple[Note[Topic], ...] = ()
    """The topics that a topic builds on directly, on the path or not."""

    @property
    def is_thin(self) -> bool:
        """Whether it is a topic that nobody has written anything about."""
        return self.note.kind is Kind.TOPIC and not has_text(self.note)


@dataclass(frozen=True, slots=True)
class ResolvedPath:
    """A path with its steps resolved."""

    path: Note[LearningPath]
    steps: tuple[PathStep, ...]
    after: tuple[Note[Topic], ...] = ()
    """The topics that build on those of the path and are not on it."""
    next_paths: tuple[Note[LearningPath], ...] = ()
    """The paths that go on from here: of this level or a higher one, and past a topic that comes after."""

    @property
    def minutes(self) -> int:
        """How long the steps that are not optional take."""
        return sum(step.minutes for step in self.steps if not step.optional)

    @property
    def optional_minutes(self) -> int:
        """How long the optional steps take."""
        return sum(step.minutes for step in self.steps if step.optional)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A step before it is numbered."""

    note: Note[Fields]
    why: str | Message
    minutes: int
    optional: bool = False


def trace_paths(community: Community, freshness: Mapping[str, Freshness]) -> Mapping[str, ResolvedPath]:
    """Resolve the steps of every path, by slug; a step that leads nowhere is left out (a rule reports it)."""
    if not community.paths:
        return {}
    following = following_topics(community)
    steps = {path.slug: _trace(path, community, freshness) for path in community.paths.values()}
    visited = {
        slug: frozenset(step.note.slug for step in found if step.note.kind is Kind.TOPIC)
        for slug, found in steps.items()
    }
    routes = {}
    for slug, path in community.paths.items():
        ahead = {after for topic in visited[slug] for after in following[topic]} - visited[slug]
        after = tuple(community.topics[topic] for topic in sort_by_prerequisite(ahead, community) if topic in ahead)
        onward = [
            other
            for other in community.paths.values()
            if LEVEL_RANK[other.fields.level] >= LEVEL_RANK[path.fields.level] and visited[other.slug] & ahead
        ]
        onward.sort(key=lambda other: (LEVEL_RANK[other.fields.level], other.title))
        routes[slug] = ResolvedPath(path, steps[slug], after, tuple(onward))
    return routes


def resolve_step(step: Step, community: Community) -> Note[Fields] | None:
    """The topic or note that a written step leads to; None where there is none that has a page."""
    note = find_step("topic", step.topic or "", community) or find_step("note", step.note or "", community)
    if note is None or isinstance(note.fields, Charter) or not note.has_page:
        return None
    return note


def find_step(target: Target, written: str, community: Community) -> Note[Fields] | None:
    """The topic or note that a step names, whether it has a page or not; None where there is none."""
    if target == "topic":
        return community.topics.get(community.topic_named(written))
    return community.by_key.get(written.removesuffix(".md"))


def _trace(path: Note[LearningPath], community: Community, freshness: Mapping[str, Freshness]) -> tuple[PathStep, ...]:
    written: dict[str, _Stop] = {}
    for step in path.fields.steps:
        note = resolve_step(step, community)
        if note is not None:  # a note is one step, however often it is named
            minutes = step.minutes or estimate_minutes(note)
            written.setdefault(note.key, _Stop(note, step.why, minutes, step.optional))
    goals = [slug for goal in path.fields.goals if (slug := community.topic_named(goal))]
    stops: dict[str, _Stop] = {}
    sequence = sort_by_prerequisite(goals, community)
    for slug in sequence:
        topic = community.topics[slug]
        if topic.key in written:
            # A prerequisite must not move behind what builds on it, so the written step takes its place.
            stops[topic.key] = written.pop(topic.key)
            continue
        stops[topic.key] = _Stop(topic, _explain(slug, goals, sequence, community), estimate_minutes(topic))
        first = find_first_material(topic, community, freshness, {*stops, *written})
        if first is not None:
            # What a goal builds on is only passed through; its page says enough, where it says anything.
            optional = slug not in goals and has_text(topic)
            stops[first.key] = _Stop(first, Message(first.kind.info.introduces), estimate_minutes(first), optional)
    return tuple(_number({**stops, **written}, community))


def _number(stops: Mapping[str, _Stop], community: Community) -> Iterator[PathStep]:
    for number, stop in enumerate(stops.values(), 1):
        topic = community.topics.get(stop.note.slug) if stop.note.kind is Kind.TOPIC else None
        requires = tuple(community.topics[slug] for slug in community.required[topic.slug]) if topic else ()
        yield PathStep(number, stop.note, stop.why, stop.minutes, stop.optional, requires)


def _explain(slug: str, goals: Iterable[str], sequence: Iterable[str], community: Community) -> Message:
    """Why a computed step is on the path."""
    if slug in goals:
        return message("One of the topics this path leads to.")
    needed_by = [community.topics[other] for other in sequence if slug in community.required[other]]
    if len(needed_by) == 1:
        return message("%(topic)s builds on it.", topic=needed_by[0])
    return message("Topics that build on it: %(topics)s.", topics=tuple(needed_by[:2]))
