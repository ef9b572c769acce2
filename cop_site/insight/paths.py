"""What a path leads past: its steps, written or computed, and how long they take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from cop_site.insight.prerequisites import following_topics, sort_by_prerequisite
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Path, Resource, Step
from cop_site.model.note import Note

WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class PathStep:
    """One stop on a path."""

    number: int
    """From 1."""
    note: Note[Fields]
    """The topic or note to read."""
    why: str
    minutes: int
    optional: bool


@dataclass(frozen=True, slots=True)
class Route:
    """A path with its steps resolved."""

    path: Note[Path]
    steps: tuple[PathStep, ...]

    @property
    def minutes(self) -> int:
        """How long the steps that are not optional take."""
        return sum(step.minutes for step in self.steps if not step.optional)


def trace_paths(community: Community) -> Mapping[str, Route]:
    """Resolve the steps of every path, by slug; a step that leads nowhere is left out (a rule reports it)."""
    return {path.slug: Route(path, _trace(path, community)) for path in community.paths.values()}


def estimate_minutes(note: Note[Fields]) -> int:
    """How long a note takes: what its author says, else its words at 200 a minute (at least 1)."""
    if isinstance(note.fields, Resource) and note.fields.minutes:
        return note.fields.minutes
    return max(1, ceil(note.source.outline.words / WORDS_A_MINUTE))


def _trace(path: Note[Path], community: Community) -> tuple[PathStep, ...]:
    written = list(_resolve_steps(path.fields.steps, community))
    on_path = {note.key for note, _ in written}
    goals = [slug for goal in path.fields.goals if (slug := community.topic_named(goal))]
    sequence = sort_by_prerequisite(goals, community)
    computed = [
        (note, _explain(note.slug, goals, sequence, community))
        for slug in sequence
        if (note := community.topics[slug]).key not in on_path
    ]
    stops: list[tuple[Note[Fields], str | Step]] = [*computed, *written]
    return tuple(
        PathStep(
            number,
            note,
            step if isinstance(step, str) else step.why,
            _minutes(note, step),
            not isinstance(step, str) and step.optional,
        )
        for number, (note, step) in enumerate(stops, 1)
    )


def _minutes(note: Note[Fields], step: Step | str) -> int:
    if isinstance(step, Step) and step.minutes:
        return step.minutes
    return estimate_minutes(note)


def _resolve_steps(steps: tuple[Step, ...], community: Community) -> list[tuple[Note[Fields], Step]]:
    found = []
    for step in steps:
        slug = community.topic_named(step.topic) if step.topic else ""
        note = community.topics.get(slug) or community.by_key.get((step.note or "").removesuffix(".md"))
        if note is not None:
            found.append((note, step))
    return found


def _explain(slug: str, goals: list[str], sequence: tuple[str, ...], community: Community) -> str:
    """Why a computed step is on the path: it is a goal, or others that the path leads past build on it."""
    if slug in goals:
        return "One of the topics this path leads to."
    following = following_topics(community)[slug]
    needed_by = [community.topics[after].title for after in sequence if after in following]
    sentence = " and ".join(needed_by[:2])
    return f"{sentence} {'builds' if len(needed_by) == 1 else 'build'} on it."
