"""In which order the topics want to be met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

from cop_site.model.community import Community
from cop_site.model.kinds import Topic
from cop_site.model.note import Note

LEVEL_RANK = {"foundation": 0, "practitioner": 1, None: 1, "advanced": 2}
"""Where a level stands in an order that begins with what is for everybody."""


def required_topics(topic: Note[Topic], community: Community) -> tuple[str, ...]:
    """The slugs of the topics that one builds on directly; names that mean nothing are passed over."""
    slugs = (community.topic_named(name) for name in topic.fields.requires)
    return tuple(dict.fromkeys(slug for slug in slugs if slug and slug != topic.slug))


def following_topics(community: Community) -> Mapping[str, tuple[str, ...]]:
    """For each topic, the slugs of those that build on it directly."""
    following: dict[str, list[str]] = {slug: [] for slug in community.topics}
    for topic in community.topics.values():
        for slug in required_topics(topic, community):
            following[slug].append(topic.slug)
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
            wanted[slug] = required_topics(community.topics[slug], community)
            waiting.extend(wanted[slug])
    ranks = {slug: (_rank(slug, community), number, slug) for number, slug in enumerate(wanted)}
    return tuple(_put_in_order(wanted, ranks))


def _put_in_order(
    wanted: Mapping[str, tuple[str, ...]], ranks: Mapping[str, tuple[tuple[int, str], int, str]]
) -> Iterable[str]:
    """Yield each topic after what it wants, the first in rank of those that could come next."""
    builders: dict[str, list[str]] = {slug: [] for slug in wanted}
    for slug, needs in wanted.items():
        for other in needs:
            builders[other].append(slug)
    unmet = {slug: len(needs) for slug, needs in wanted.items()}
    ready = sorted(ranks[slug] for slug, count in unmet.items() if not count)
    left = dict(wanted)
    while left:
        _, _, slug = heappop(ready) if ready else min(ranks[other] for other in _find_circle(left, wanted))
        del left[slug]
        yield slug
        for builder in builders[slug]:
            unmet[builder] -= 1
            if not unmet[builder] and builder in left:
                heappush(ready, ranks[builder])


def _find_circle(left: Iterable[str], wanted: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Topics that wait for one another and for nothing else, where all wait for something."""
    left = set(left)

    def count_with_needs(slug: str) -> int:
        found, waiting = {slug}, [slug]
        while waiting:
            new = left.intersection(wanted[waiting.pop()]) - found
            found |= new
            waiting.extend(new)
        return len(found)

    counts = {slug: count_with_needs(slug) for slug in left}
    fewest = min(counts.values())
    return [slug for slug in left if counts[slug] == fewest]


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
