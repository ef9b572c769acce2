"""All figures of a community, computed when they are first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from cop_site.insight.cadence import Cadence, measure_cadence
from cop_site.insight.calendar import charter_breaks
from cop_site.insight.concentration import Concentration, measure_concentration
from cop_site.insight.coverage import Coverage, ObjectiveCoverage
from cop_site.insight.documentation import Documentation, count_formats, measure_documentation
from cop_site.insight.duplicates import Duplicate, find_duplicates
from cop_site.insight.freshness import Freshness, measure_freshness
from cop_site.insight.log import Log, read_log
from cop_site.insight.measure_coverage import measure_coverage
from cop_site.insight.participation import Participation, measure_years
from cop_site.insight.path_health import PathHealth, measure_path
from cop_site.insight.paths import PathStep, ResolvedPath, trace_paths
from cop_site.insight.plan import Candidate, Slot, find_covered, plan_slots, rank_candidates
from cop_site.insight.prerequisites import following_topics
from cop_site.insight.presence import Event, Trace, find_active, list_events, trace_people
from cop_site.insight.questions import Questions
from cop_site.insight.renewal import Newcomers, Renewal, measure_newcomers, measure_renewal
from cop_site.insight.repeats import Repeat, RepeatRate, find_repeats, measure_repeat_rate
from cop_site.insight.scaffold import Archetypes, Scaffold, read_scaffold
from cop_site.insight.translations import Outdated, ReadOriginals, find_originals, find_outdated
from cop_site.insight.value import Value, measure_value
from cop_site.insight.wishes import TopicMeetups, Wish, trace_served, trace_wishes
from cop_site.model.community import Community
from cop_site.model.kinds import Member, Topic
from cop_site.model.note import Note
from cop_site.model.past import as_it_was
from cop_site.settings import Headings, PlanWeights, Thresholds

_MOST_SLOTS = 52
"""As many as `cop plan --write` writes at most."""


@dataclass(frozen=True)
class Figures:
    """The figures of one community on one day."""

    community: Community
    thresholds: Thresholds
    weights: PlanWeights = field(default_factory=PlanWeights)
    headings: Headings = field(default_factory=Headings)
    archetypes: Archetypes = field(default_factory=dict)
    """What a new note of each kind begins with; as long as it stands there, it counts for nothing."""
    original: Figures | None = None
    """Those in the words of the originals, which say what was decided and asked; None if these are."""
    read_originals: ReadOriginals = lambda _pairs: {}
    """Reads what translations were made from; by default, it is not known."""

    def as_of(self, day: date) -> Figures:
        """Return the figures of an earlier day: of what was there then, by the dates in today's notes."""
        if day >= self.community.as_of:
            return self
        original = self.original.as_of(day) if self.original else None
        return replace(self, community=as_it_was(self.community, day), original=original)

    @cached_property
    def scaffold(self) -> Scaffold:
        """The texts that notes are begun with."""
        return read_scaffold(self.archetypes)

    @cached_property
    def repeats(self) -> tuple[Repeat, ...]:
        """Held meetups that took up a topic again."""
        return find_repeats(self.community.held, self.thresholds.repeat_window)

    @cached_property
    def repeat_rate(self) -> RepeatRate:
        """How many of the last year's meetups repeated a topic by accident."""
        return measure_repeat_rate(self.repeats, self.coverage.held, self.community.as_of)

    @cached_property
    def active(self) -> frozenset[str]:
        """Everybody who was seen within the last year, by person key."""
        return find_active(self.events, self.community, self.community.as_of)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What has happened, the earliest first, and who was there."""
        return list_events(self.community)

    @cached_property
    def traces(self) -> Mapping[str, Trace]:
        """When each person was first seen, and what followed, by person key."""
        return trace_people(self.events, self.community)

    @cached_property
    def participation(self) -> tuple[Participation, ...]:
        """How many people are in the core, active or peripheral: of the year up to the day, and those before it."""
        return measure_years(self.events, self.community, self.thresholds.min_sample)

    @cached_property
    def concentration(self) -> Concentration:
        """What hangs on few people."""
        return measure_concentration(self.events, self.coverage.topics.values(), self.active)

    @cached_property
    def newcomers(self) -> Newcomers:
        """Whether newcomers become contributors."""
        return measure_newcomers(self.traces.values(), self.community.as_of, self.thresholds.min_sample)

    @cached_property
    def renewal(self) -> Renewal:
        """Whether the community lasts."""
        topics, now = self.coverage.topics.values(), self.participation[-1]
        return measure_renewal(self.events, self.community, now, self.traces, topics)

    @cached_property
    def documentation(self) -> Documentation:
        """Whether meetups are written down."""
        least = self.thresholds.min_sample
        return measure_documentation(self.coverage.held, self.log, self.scaffold, least)

    @cached_property
    def formats(self) -> Mapping[str, int]:
        """How many meetups of the last year had each format, the most frequent first; empty for none."""
        return count_formats(self.coverage.held, self.community.as_of)

    @cached_property
    def value(self) -> Value:
        """What comes of meetups."""
        return measure_value(self.community)

    @cached_property
    def path_health(self) -> tuple[PathHealth, ...]:
        """Whether each path can be followed, by its slug's order."""
        routes = self.routes.values()
        return tuple(measure_path(route, self.community, self.freshness) for route in routes)

    @cached_property
    def coverage(self) -> Coverage:
        """How far the syllabus is covered."""
        return measure_coverage(self.community, self.repeats, self.active, self.thresholds)

    @cached_property
    def cadence(self) -> Cadence:
        """How regularly the community meets."""
        days = [meetup.fields.last_day for meetup in self.coverage.held]
        charter = self.community.charter.fields
        return measure_cadence(days, self.community.as_of, charter.meetups.frequency.gap, charter_breaks(charter))

    @cached_property
    def wishes(self) -> tuple[Wish, ...]:
        """What present members would like to learn, and what has become of it."""
        return trace_wishes(self.community, self._topic_meetups)

    @cached_property
    def served(self) -> tuple[Wish, ...]:
        """Every wish that was served while its member was there, also those of members who have left since."""
        return trace_served(self.community, self._topic_meetups)

    @cached_property
    def _topic_meetups(self) -> Mapping[str, TopicMeetups]:
        return {
            slug: TopicMeetups(
                covered.held,
                covered.planned,
                covered.complete_on,
                covered.topic.fields.refresh_after or self.thresholds.refresh_after,
            )
            for slug, covered in self.coverage.topics.items()
        }

    @cached_property
    def asked(self) -> Mapping[str, tuple[Note[Member], ...]]:
        """The members whose wish for each topic is not served yet, by the topic's slug; each by name."""
        found: dict[str, list[Note[Member]]] = {}
        for wish in self.wishes:
            if not wish.is_met:
                found.setdefault(wish.topic, []).append(wish.member)
        return {slug: tuple(members) for slug, members in found.items()}

    @cached_property
    def duplicates(self) -> tuple[Duplicate, ...]:
        """Notes that say nearly the same as another."""
        translations = self.community.translations
        return tuple(
            pair
            for pair in find_duplicates(self.community.notes, self.community.fold, self.scaffold)
            if all(pair.second.key != other.key for other in translations.get(pair.first.key, ()))
        )

    @cached_property
    def translated(self) -> frozenset[str]:
        """The names of the files of notes that have translations."""
        return frozenset(original.source.name for _, original in find_originals(self.community))

    @cached_property
    def outdated(self) -> Mapping[str, Outdated]:
        """The translations whose original was changed after them, by the names of their files."""
        return self.original.outdated if self.original else find_outdated(self.community, self.read_originals)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Topics that a meetup could take up, the best first."""
        return rank_candidates(self.community, self.coverage, self.asked, self.active, self.weights)

    @cached_property
    def leads(self) -> Mapping[str, tuple[str, ...]]:
        """The topics that each person could lead next, by person key: the best to take up first."""
        found: dict[str, list[str]] = {}
        for candidate in self.candidates:
            for key in candidate.could_lead:
                found.setdefault(key, []).append(candidate.covered.topic.slug)
        return {key: tuple(slugs) for key, slugs in found.items()}

    @cached_property
    def plan(self) -> tuple[Slot, ...]:
        """The next free days, and what to take up on each."""
        return plan_slots(self.community, self.candidates, self.weights.slots)

    @cached_property
    def coming_back(self) -> tuple[Slot, ...]:
        """Covered topics to come back to, and the next free days for them; none while the plan has anything else."""
        return () if self.plan else self.plan_ahead(self.weights.slots)

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """The day that each topic would have in a plan of a year, by its slug."""
        return {slot.candidate.covered.topic.slug: slot for slot in self.plan_ahead(_MOST_SLOTS)}

    def plan_ahead(self, count: int) -> tuple[Slot, ...]:
        """Return what to take up on the next free days; once all is taken up, what is covered longest."""
        covered = find_covered(self.community, self.coverage, self.asked, self.active)
        return plan_slots(self.community, self.candidates, count, covered)

    @cached_property
    def freshness(self) -> Mapping[str, Freshness]:
        """The state of every living note, by key."""
        return measure_freshness(self.community, self.thresholds.due_soon)

    @cached_property
    def log(self) -> Log:
        """What was decided and what was taken on."""
        if self.original:
            return self.original.log
        return read_log(self.community, self.headings, self.scaffold)

    @cached_property
    def questions(self) -> Questions:
        """What the community does not know yet, and what it has found out."""
        if self.original:
            return self.original.questions
        return Questions(self.community, self.headings, self.scaffold)

    @cached_property
    def routes(self) -> Mapping[str, ResolvedPath]:
        """Every path with its steps, by slug."""
        return trace_paths(self.community, self.freshness)

    @cached_property
    def following(self) -> Mapping[str, tuple[str, ...]]:
        """For each topic, the slugs of those that build on it directly."""
        return following_topics(self.community)

    @cached_property
    def repeats_of(self) -> Mapping[str, tuple[Repeat, ...]]:
        """The repeats that each meetup is part of, by its key."""
        found: dict[str, list[Repeat]] = {}
        for repeat in self.repeats:
            found.setdefault(repeat.earlier.key, []).append(repeat)
            found.setdefault(repeat.later.key, []).append(repeat)
        return {key: tuple(repeats) for key, repeats in found.items()}

    @cached_property
    def objectives_of(self) -> Mapping[str, tuple[tuple[Note[Topic], ObjectiveCoverage], ...]]:
        """The objectives that each held meetup covers, with their topics, by the meetup's key."""
        found: dict[str, list[tuple[Note[Topic], ObjectiveCoverage]]] = {}
        for covered in self.coverage.topics.values():
            for objective in covered.objectives:
                for meetup in objective.claimed_by:
                    found.setdefault(meetup.key, []).append((covered.topic, objective))
        return {key: tuple(objectives) for key, objectives in found.items()}

    @cached_property
    def steps_at(self) -> Mapping[str, tuple[tuple[ResolvedPath, PathStep], ...]]:
        """The steps of all paths that lead past each note, by its key."""
        found: dict[str, list[tuple[ResolvedPath, PathStep]]] = {}
        for route in self.routes.values():
            for step in route.steps:
                found.setdefault(step.note.key, []).append((route, step))
        return {key: tuple(steps) for key, steps in found.items()}
