"""In which order the topics want to be met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from heapq import heappop, heappush
from operator import or_
from random import shuffle

from cop_site.model.community import Community
from cop_site.model.kinds import Topic
from cop_site.model.note import Note

LEVEL_RANK = {"foundation": 0, "practitioner": 1, None: 1, "advanced": 2}
"""Where a level stands in an order that begins with what is for everybody."""


def following_topics(community: Community) -> Mapping[str, tuple[str, ...]]:
    """For each topic, the slugs of those that build on it directly."""
    following: dict[str, list[str]] = {slug: [] for slug in community.topics}
    for topic, required in community.required.items():
        for slug in required:
            following[slug].append(topic)
    return {slug: tuple(slugs) for slug, slugs in following.items()}


def sort_by_prerequisite(slugs: Iterable[str], community: Community) -> tuple[str, ...]:
    """Put topics and all they build on into an order in which each comes after what it requires.

    Among those that could come next, foundations come first, then the title decides. A circle is cut before the
    first of its topics by the same rule; what only builds on a circle comes after it.
    """
    wanted: dict[str, tuple[str, ...]] = {}
    waiting = sorted(set(slugs) & community.topics.keys())
    while waiting:
        slug = waiting.pop()
        if slug not in wanted:
            wanted[slug] = community.required[slug]
            waiting.extend(wanted[slug])
    ranks = {slug: (_rank(slug, community), number, slug) for number, slug in enumerate(wanted)}
    return tuple(_put_in_order(wanted, ranks))


def _put_in_order(
    wanted: Mapping[str, tuple[str, ...]], ranks: Mapping[str, tuple[tuple[int, str], int, str]]
) -> Iterable[str]:
    """Yield each topic after what it wants, the first in rank of those that could come next."""
    slugs = list(wanted)
    shuffle(slugs)  # circles are the same in any order, but no order takes long to search whoever wrote the notes
    numbers = {slug: number for number, slug in enumerate(slugs)}
    needs = [_to_bits(map(numbers.__getitem__, wanted[slug])) for slug in slugs]
    builders: list[list[int]] = [[] for _ in slugs]
    for number, slug in enumerate(slugs):
        for other in wanted[slug]:
            builders[numbers[other]].append(number)
    needed_by = list(map(_to_bits, builders))
    unmet = [len(wanted[slug]) for slug in slugs]
    ready = sorted(ranks[slug] for slug in slugs if not wanted[slug])
    left = (1 << len(slugs)) - 1
    while left:
        circle = [] if ready else _to_numbers(_find_circles(left, needs, needed_by))
        slug = heappop(ready)[2] if ready else min(ranks[slugs[number]] for number in circle)[2]
        left &= ~(1 << numbers[slug])
        yield slug
        for builder in builders[numbers[slug]]:
            unmet[builder] -= 1
            if not unmet[builder] and left >> builder & 1:
                heappush(ready, ranks[slugs[builder]])


def _find_circles(left: int, needs: Sequence[int], needed_by: Sequence[int]) -> int:
    """Return the topics that wait for one another and for nothing else, where all wait: of the smallest circles.

    Topics are bits of a number, which makes a step as fast as one for all topics at once.
    """
    circles, rest = [], left
    while rest:
        start = rest.bit_length() - 1
        while (reached := _reach(start, needs, left)) != (circle := reached & _reach(start, needed_by, left)):
            start = (reached & ~circle).bit_length() - 1
        circles.append(circle)
        rest &= ~_reach(start, needed_by, left)
    fewest = min(map(int.bit_count, circles))
    return reduce(or_, (circle for circle in circles if circle.bit_count() == fewest))


def _reach(start: int, edges: Sequence[int], within: int) -> int:
    found = waiting = 1 << start
    while waiting:
        number = waiting.bit_length() - 1
        new = edges[number] & within & ~found
        found |= new
        waiting = waiting & ~(1 << number) | new
    return found


def _to_bits(numbers: Iterable[int]) -> int:
    return reduce(or_, (1 << number for number in numbers), 0)


def _to_numbers(bits: int) -> list[int]:
    return [number for number in range(bits.bit_length()) if bits >> number & 1]


def order_topics(community: Community) -> tuple[Note[Topic], ...]:
    """The syllabus by area: areas in the order in which their first topic can be met, topics likewise within.

    Within an area, topics with an `order` come first.
    """
    sequence = sort_by_prerequisite(community.topics, community)
    areas: dict[str, int] = {}
    for slug in sequence:
        areas.setdefault(community.topics[slug].fields.area, len(areas))
    position = {slug: number for number, slug in enumerate(sequence)}
    return tuple(
        sorted(
            community.topics.values(),
            key=lambda t: (t.fields.area == "", areas[t.fields.area], t.place, position[t.slug]),
        )
    )


def _rank(slug: str, community: Community) -> tuple[int, str]:
    topic = community.topics[slug]
    return (LEVEL_RANK[topic.fields.level], topic.title)
