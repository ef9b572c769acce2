"""What hangs on few people: topics with one voice, and how many people a community could lose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from cop_site.insight.contributors import add_weights, count_absence_factor
from cop_site.insight.coverage import Flag, TopicCoverage
from cop_site.insight.presence import Event


@dataclass(frozen=True, slots=True)
class TopicVoices:
    """How much of a topic hangs on how many people who are active."""

    topic: TopicCoverage
    absence_factor: int
    """The fewest of them whose contributions exceed half; 0 for none."""
    contributors: int
    """How many of them contributed to it."""

    @property
    def has_one_voice(self) -> bool:
        """Whether the topic has two pieces or more, and one person made most of them."""
        return Flag.ONE_VOICE in self.topic.flags


@dataclass(frozen=True, slots=True)
class Concentration:
    """How much hangs on how many people; only people who are active count."""

    absence_factor: int
    """The fewest people whose contributions to all that has a day exceed half (CHAOSS); 0 for none."""
    contributors: int
    """How many people contributed."""
    truck_factor: int
    """How many people it takes to lose until over half of the topics have nobody (after Avelino 2016); 0 for none."""
    topics: tuple[TopicVoices, ...]
    """The topics that have anybody, in the order of the syllabus."""

    @property
    def one_voice(self) -> tuple[TopicCoverage, ...]:
        """The topics with one voice."""
        return tuple(voices.topic for voices in self.topics if voices.has_one_voice)


def measure_concentration(
    events: Iterable[Event], topics: Iterable[TopicCoverage], active: frozenset[str]
) -> Concentration:
    """Return how much hangs on how many people; `active` are their keys."""
    weights = _restrict(add_weights(event.weights for event in events), active)
    of_topics = [(covered, _restrict(covered.weights, active)) for covered in topics]
    return Concentration(
        count_absence_factor(weights),
        len(weights),
        count_truck_factor([found for _, found in of_topics]),
        tuple(TopicVoices(covered, count_absence_factor(found), len(found)) for covered, found in of_topics if found),
    )


def count_truck_factor(topics: Iterable[Mapping[str, float]]) -> int:
    """Return how many people must go until over half of the topics have nobody; 0 if none has anybody.

    Each topic has the weight of its contributors by key; topics that have nobody to begin with do not count. The first
    to go is who has the most in most topics, then who has it of those that are left.
    """
    left = [dict(weights) for weights in topics if weights]
    tops = [_find_tops(weights) for weights in left]
    counts = Counter(key for found in tops for key in found)
    topics_of: dict[str, list[int]] = {}
    for number, weights in enumerate(left):
        for key in weights:
            topics_of.setdefault(key, []).append(number)
    queue = [(-count, key) for key, count in counts.items()]
    heapify(queue)
    gone = empty = 0
    while left and 2 * empty <= len(left):
        count, first = heappop(queue)
        if -count != counts[first]:
            continue  # it has changed since, and stands in the queue anew
        gone += 1
        changed = set[str]()
        for number in topics_of[first]:
            left[number].pop(first)
            empty += not left[number]
            if first in tops[number]:
                counts.subtract(tops[number])
                tops[number] = _find_tops(left[number])
                counts.update(tops[number])
                changed |= tops[number]
        for key in changed:
            heappush(queue, (-counts[key], key))
    return gone


def _find_tops(weights: Mapping[str, float]) -> frozenset[str]:
    """Those who have the most; several if they have the same."""
    most = max(weights.values(), default=0)
    return frozenset(key for key, weight in weights.items() if weight == most)


def _restrict(weights: Mapping[str, float], keys: frozenset[str]) -> dict[str, float]:
    return {key: weight for key, weight in weights.items() if key in keys}
