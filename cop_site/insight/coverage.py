"""How far the syllabus is covered: the status of each topic, what it was counted from, and the totals.

The terms (introduced, reinforced, applied) come from curriculum mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cop_site.insight.repeats import Repeat
from cop_site.model.kinds import Fields, Meetup, Member, Topic
from cop_site.model.note import Note
from cop_site.settings import Thresholds


class Status(StrEnum):
    """Where a topic stands; the first that applies."""

    COVERED = "covered"
    PARTIAL = "partial"
    PLANNED = "planned"
    INTRODUCED = "introduced"
    LEFT_OUT = "left out"


class Flag(StrEnum):
    """What else is to be said of a topic."""

    RESTING = "resting"
    REPEATED = "repeated"
    ONE_VOICE = "one voice"


@dataclass(frozen=True, slots=True)
class ObjectiveCoverage:
    """An objective of a topic, and the held meetups that say they cover it."""

    id: str
    text: str
    claimed_by: tuple[Note[Meetup], ...]


@dataclass(frozen=True, slots=True)
class TopicCoverage:
    """Where one topic stands, with everything that was counted."""

    topic: Note[Topic]
    status: Status
    flags: tuple[Flag, ...]
    held: tuple[Note[Meetup], ...]
    """Held meetups on it, the first first."""
    planned: tuple[Note[Meetup], ...]
    """Meetups on it still to come, the next first."""
    others: tuple[Note[Fields], ...]
    """Notes of other kinds on it, newest first."""
    objectives: tuple[ObjectiveCoverage, ...]
    wanted_by: tuple[Note[Member], ...]
    """Present members who would like to learn it, by name."""
    repeats: tuple[Repeat, ...]
    """In the order of the later meetup; each begins with the meetup that the one before it ends with, or later."""
    nobody_left: bool
    """Whether all who contributed to it, offer it or look after it have left."""
    voice_leaves: date | None
    """The day to come on which its only voice leaves, or else the last of those who know it; None if nobody does."""
    weights: Mapping[str, float]
    """How much each person contributed to its held meetups and other notes, by person key, whether they left or not."""

    @property
    def last_held(self) -> date | None:
        """The day of the latest held meetup on it."""
        return self.held[-1].fields.date if self.held else None

    @property
    def claimed(self) -> int:
        """How many of its objectives are covered."""
        return sum(1 for objective in self.objectives if objective.claimed_by)

    @property
    def complete_on(self) -> date | None:
        """The day since which all its objectives are covered, the first there is if it lists none; None if not yet."""
        claims = [[meetup.fields.last_day for meetup in objective.claimed_by] for objective in self.objectives]
        return max(map(min, claims), default=date.min) if all(claims) else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole syllabus."""

    topics: Mapping[str, TopicCoverage]
    """By slug, in the order of area and title."""
    held: tuple[Note[Meetup], ...]
    """Every held meetup, the first first."""
    off_syllabus: tuple[Note[Meetup], ...]
    """Held meetups without a topic; empty while no topic is declared."""
    undeclared: Mapping[str, tuple[Note[Fields], ...]]
    """Tags that name no topic, as first written, and the notes that carry them; the most used first."""
    wishes: Mapping[str, tuple[Note[Member], ...]]
    """What members want that is no topic, and who wants it."""

    @property
    def areas(self) -> Mapping[str, int]:
        """The number of each area in the order of the syllabus, from 1; 0 for the topics without one."""
        titles = dict.fromkeys(covered.topic.fields.area for covered in self.topics.values())
        named = {title: number for number, title in enumerate(filter(None, titles), 1)}
        return {title: named.get(title, 0) for title in titles}

    def with_status(self, status: Status) -> tuple[TopicCoverage, ...]:
        """The topics with this status."""
        return tuple(topic for topic in self.topics.values() if topic.status is status)

    def with_flag(self, flag: Flag) -> tuple[TopicCoverage, ...]:
        """The topics with this flag."""
        return tuple(topic for topic in self.topics.values() if flag in topic.flags)

    @property
    def covered(self) -> int:
        """How many topics are covered."""
        return len(self.with_status(Status.COVERED))

    @property
    def objectives_listed(self) -> int:
        """How many objectives all topics list."""
        return sum(len(topic.objectives) for topic in self.topics.values())

    @property
    def objectives_claimed(self) -> int:
        """How many of them held meetups cover."""
        return sum(topic.claimed for topic in self.topics.values())

    @property
    def share(self) -> float | None:
        """Covered topics / topics; None without topics."""
        return self.covered / len(self.topics) if self.topics else None

    @property
    def demand_weighted(self) -> float | None:
        """The share of wishes for topics that are wishes for covered ones; None without wishes."""
        demand = sum(len(topic.wanted_by) for topic in self.topics.values())
        met = sum(len(topic.wanted_by) for topic in self.with_status(Status.COVERED))
        return met / demand if demand else None


def find_status(
    held: tuple[Note[Meetup], ...],
    planned: tuple[Note[Meetup], ...],
    others: tuple[Note[Fields], ...],
    objectives: tuple[ObjectiveCoverage, ...],
    thresholds: Thresholds,
) -> Status:
    """Return where a topic stands that has these meetups, other notes that still hold, and objectives."""
    if len(held) >= thresholds.min_meetups and all(objective.claimed_by for objective in objectives):
        return Status.COVERED
    if held:
        return Status.PARTIAL
    if planned:
        return Status.PLANNED
    return Status.INTRODUCED if others else Status.LEFT_OUT
