"""What the next meetups should be about: the syllabus against what members ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from cop_site.insight.calendar import free_days
from cop_site.insight.contributors import has_left
from cop_site.insight.coverage import Coverage, Flag, Status, TopicCoverage
from cop_site.insight.freshness import is_outdated
from cop_site.insight.prerequisites import sort_by_prerequisite
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Member
from cop_site.model.note import Note
from cop_site.model.talks import speakers_on
from cop_site.settings import PlanWeights
from cop_site.wording.message import Message, message, plural_message

_DAYS_A_YEAR = 365
_VOICE_LEAVES = message("Whoever knows most of it is about to leave; take it up while they are here.")
_QUARTER = 90
"""Days after which a covered topic may come back although nobody asks for it, where nothing else is left."""
_MOST_YEARS = 2
"""Years of waiting that count; else time alone would outweigh whatever members ask for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic that a meetup could take up, and why it stands where it stands."""

    covered: TopicCoverage
    score: float
    why: tuple[Message, ...]
    """What speaks for it, in sentences, the weightiest first."""
    missing: tuple[Note[Fields], ...]
    """Topics it requires that nobody has covered."""
    could_lead: tuple[str, ...]
    """Who offers it, looks after it or spoke on it: keys of present people."""
    material: tuple[Note[Fields], ...]
    """Notes to start from."""
    asked_by: tuple[Note[Member], ...]
    """Present members whose wish for it no meetup has served yet, by name."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for it, in English, without capitals and final stops."""
        return tuple(begin_small(reason.english) for reason in self.why)


@dataclass(frozen=True, slots=True)
class Slot:
    """A day on which the community would meet next, and what it could take up then."""

    day: date
    candidate: Candidate
    could_lead: tuple[str, ...]
    """Those who could lead it and are still there on that day: keys of people."""


def rank_candidates(
    community: Community,
    coverage: Coverage,
    asked: Mapping[str, tuple[Note[Member], ...]],
    active: frozenset[str],
    weights: PlanWeights,
) -> tuple[Candidate, ...]:
    """Order the topics that are not covered, rest, or are asked for, by what speaks for them.

    `asked` has the members whose wish for a topic is not served yet, by its slug.

    A topic whose next meetup is planned already is none of them.
    """
    candidates = [
        _judge(covered, asked.get(covered.topic.slug, ()), community, coverage, active, weights)
        for covered in coverage.topics.values()
        if not covered.planned
        and (covered.status is not Status.COVERED or Flag.RESTING in covered.flags or covered.topic.slug in asked)
    ]
    return tuple(sorted(candidates, key=_urgency))


def _urgency(candidate: Candidate) -> tuple[float, date, str]:
    """The score; among equals, what was never taken up comes first, then what was taken up longest ago."""
    return -candidate.score, candidate.covered.last_held or date.min, candidate.covered.topic.title


def find_covered(
    community: Community, coverage: Coverage, asked: Mapping[str, tuple[Note[Member], ...]], active: frozenset[str]
) -> tuple[Candidate, ...]:
    """Return the topics that are no candidates because they are covered, the one that was taken up longest ago first.

    The community can come back to them once nothing else is left to take up.
    """
    covered = [
        topic
        for topic in coverage.topics.values()
        if topic.status is Status.COVERED and not topic.planned and topic.topic.slug not in asked
        if Flag.RESTING not in topic.flags
    ]
    return tuple(
        Candidate(
            topic,
            0.0,
            (message("It is covered; it was last taken up on %(day)s.", day=day), *_say_who_left(topic)),
            (),
            find_leaders(topic, [], community, active),
            _find_material(topic),
            (),
        )
        for topic in sorted(covered, key=lambda topic: (topic.last_held or date.min, topic.topic.title))
        if (day := topic.last_held)
    )


def plan_slots(
    community: Community, candidates: Iterable[Candidate], count: int, covered: Iterable[Candidate] = ()
) -> tuple[Slot, ...]:
    """Give the best candidates to the next free days, each after the candidates that it requires.

    Where topics require one another, the circle is cut. Once no candidate is left, days go to covered topics that were
    taken up at least a quarter of a year before, or whose only voice is about to leave; other days stay free.
    """
    waiting = {candidate.covered.topic.slug: candidate for candidate in candidates}
    order = sort_by_prerequisite(waiting, community)
    resting = {candidate.covered.topic.slug: candidate for candidate in covered}
    slots = []
    for day in islice(free_days(community), count):
        if waiting:
            candidate = waiting.pop(_choose(waiting, order))
        elif slug := next((slug for slug, topic in resting.items() if _may_come_back(topic, day)), None):
            candidate = resting.pop(slug)
        elif resting:
            continue
        else:
            break
        slots.append(_give(day, candidate, community))
    return tuple(slots)


def _give(day: date, candidate: Candidate, community: Community) -> Slot:
    """A slot that names nobody, and hurries for nobody, who has left by its day."""
    leaves = candidate.covered.voice_leaves
    if leaves and leaves <= day:
        candidate = replace(candidate, why=tuple(reason for reason in candidate.why if reason != _VOICE_LEAVES))
    return Slot(day, candidate, tuple(who for who in candidate.could_lead if _is_there(who, day, community)))


def _may_come_back(candidate: Candidate, day: date) -> bool:
    last, leaves = candidate.covered.last_held, candidate.covered.voice_leaves
    return last is not None and ((day - last).days >= _QUARTER or (leaves is not None and day < leaves))


def _say_who_left(covered: TopicCoverage) -> tuple[Message, ...]:
    if covered.voice_leaves:
        return (_VOICE_LEAVES,)
    return (message("All who knew it have gone; there is nobody left to ask."),) if covered.nobody_left else ()


def _is_there(key: str, day: date, community: Community) -> bool:
    member = community.members.get(key)
    return member is None or not has_left(member, day)


def _choose(waiting: Mapping[str, Candidate], order: Iterable[str]) -> str:
    """The first whose prerequisites do not wait too; where all wait for one another, the first in order."""
    for slug, candidate in waiting.items():
        if not any(topic.slug in waiting for topic in candidate.missing):
            return slug
    return next(slug for slug in order if slug in waiting)


def _judge(  # noqa: PLR0913, PLR0917  # all that speaks for a topic
    covered: TopicCoverage,
    asked_by: tuple[Note[Member], ...],
    community: Community,
    coverage: Coverage,
    active: frozenset[str],
    weights: PlanWeights,
) -> Candidate:
    required = [coverage.topics[slug] for slug in community.required[covered.topic.slug]]
    missing = tuple(
        other.topic for other in required if other.status in (Status.LEFT_OUT, Status.INTRODUCED, Status.PLANNED)
    )
    resting = _weigh_time(covered, community, coverage, weights)
    one_voice = weights.one_voice if Flag.ONE_VOICE in covered.flags else 0.0
    # What no meetup has taken up rests like nothing else, and has one voice at most.
    absent = 0.0 if covered.held else resting + weights.one_voice - one_voice
    spoken: list[tuple[float, Message]] = []
    demand = len(asked_by)
    if demand:
        asked = plural_message("%(num)s member asks for it.", "%(num)s members ask for it.", demand)
        spoken.append((weights.demand * demand, asked))
    if covered.topic.fields.baseline and covered.status is not Status.COVERED:
        spoken.append((weights.baseline + absent, _baseline_standing(covered)))
    elif covered.status is not Status.COVERED:
        spoken.append((absent, _standing(covered)))
    if required and not missing:
        topics = tuple(other.topic for other in required)
        taken_up = message("What it builds on has been taken up: %(topics)s.", topics=topics)
        spoken.append((weights.prerequisites, taken_up))
    if Flag.ONE_VOICE in covered.flags:
        spoken.append((one_voice, message("What those who are active now know of it hangs on one person.")))
    if covered.last_held and Flag.RESTING in covered.flags:
        since = message("Nobody has spoken about it since %(day)s.", day=covered.last_held)
        spoken.append((resting, since))
    spoken += [(0.0, reason) for reason in _say_who_left(covered)]
    score = sum(weight for weight, _ in spoken)
    if missing:
        score -= weights.prerequisites * len(missing)
    why = tuple(reason for _, reason in sorted(spoken, key=lambda pair: -pair[0]))
    leaders = find_leaders(covered, required, community, active)
    return Candidate(covered, score, why, missing, leaders, _find_material(covered), asked_by)


def _weigh_time(covered: TopicCoverage, community: Community, coverage: Coverage, weights: PlanWeights) -> float:
    """What the time counts since a topic was last taken up: for one that never was, since the first meetup of all."""
    first = coverage.held[0].fields.date if coverage.held else community.as_of
    years = (community.as_of - (covered.last_held or first)).days / _DAYS_A_YEAR
    return weights.resting * min(years, _MOST_YEARS)


def _standing(covered: TopicCoverage) -> Message:
    if covered.status is Status.INTRODUCED:
        return message("There is something to read, but no meetup has taken it up.")
    if covered.status is not Status.PARTIAL:
        return message("Nobody has covered it yet.")
    left, listed = len(covered.objectives) - covered.claimed, len(covered.objectives)
    if not left:
        return message("It wants more meetups than it has had.")
    if listed == 1:
        return message("Its only objective is still open.")
    return plural_message(
        "%(num)s of its %(listed)s objectives is still open.",
        "%(num)s of its %(listed)s objectives are still open.",
        left,
        listed=listed,
    )


def _baseline_standing(covered: TopicCoverage) -> Message:
    if covered.status is not Status.PARTIAL:
        return message("It belongs to the baseline, and nobody has covered it.")
    left, listed = len(covered.objectives) - covered.claimed, len(covered.objectives)
    if not left:
        return message("It belongs to the baseline, and it wants more meetups than it has had.")
    if listed == 1:
        return message("It belongs to the baseline, and its only objective is still open.")
    return plural_message(
        "It belongs to the baseline, and %(num)s of its %(listed)s objectives is still open.",
        "It belongs to the baseline, and %(num)s of its %(listed)s objectives are still open.",
        left,
        listed=listed,
    )


def begin_small(reason: str) -> str:
    """Return a reason in English as an item of a list in a terminal or a note."""
    said = reason.removesuffix(".")
    return said[:1].lower() + said[1:]


def find_leaders(
    covered: TopicCoverage, required: list[TopicCoverage], community: Community, active: frozenset[str]
) -> tuple[str, ...]:
    """Return who could lead, by key: who offers it, its stewards, past speakers, then those of the topics before."""
    slug = covered.topic.slug
    offering = [m.slug for m in community.members.values() if slug in map(community.topic_named, m.fields.offers)]
    willing = [community.person(name).key for name in (*offering, *covered.topic.fields.stewards)]
    speakers = _speakers([covered], community, active)
    # Whoever offers a topic may be too new to have been seen.
    keys = [key for key in willing if _is_there(key, community.as_of, community)] + speakers
    return tuple(dict.fromkeys(keys or _speakers(required, community, active)))


def _speakers(topics: Iterable[TopicCoverage], community: Community, active: frozenset[str]) -> list[str]:
    """Who spoke at the meetups on some topics and is still active."""
    names = (name for covered in topics for meetup in covered.held for name in speakers_on(meetup, covered.topic.slug))
    return [key for name in names if (key := community.person(name).key) in active]


def _find_material(covered: TopicCoverage) -> tuple[Note[Fields], ...]:
    return tuple(note for note in covered.others if not is_outdated(note) and note.kind.info.prepares_meetups)
