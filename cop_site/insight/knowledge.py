"""Who knows what: who offers a topic, looks after it, or led meetups on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cop_site.insight.contributors import has_left
from cop_site.insight.coverage import TopicCoverage
from cop_site.model.community import Community
from cop_site.model.kinds import Member
from cop_site.model.note import Note
from cop_site.model.talks import speakers_on


@dataclass(frozen=True, slots=True)
class Knows:
    """What a member has to do with a topic."""

    member: Note[Member]
    offers: bool
    """Whether they offer to help with it."""
    stewards: bool
    """Whether they look after it."""
    led: int
    """At how many meetups they spoke on it."""


def find_who_knows(community: Community, topics: Mapping[str, TopicCoverage]) -> dict[str, tuple[Knows, ...]]:
    """Return who knows about each topic, by its slug: listed members who are still there, those who offer it first."""
    present = {m.slug: m for m in community.members.values() if m.has_page and not has_left(m, community.as_of)}
    offers: dict[str, set[str]] = {}
    for slug, member in present.items():
        for offer in member.fields.offers:
            offers.setdefault(community.topic_named(offer), set()).add(slug)
    return {slug: _find(covered, offers.get(slug, set()), present, community) for slug, covered in topics.items()}


def _find(
    covered: TopicCoverage, offering: set[str], present: Mapping[str, Note[Member]], community: Community
) -> tuple[Knows, ...]:
    stewards = {community.person(name).key for name in covered.topic.fields.stewards}
    led: dict[str, int] = {}
    for meetup in covered.held:
        for key in {community.person(name).key for name in speakers_on(meetup, covered.topic.slug)}:
            led[key] = led.get(key, 0) + 1
    found = [
        Knows(present[key], key in offering, key in stewards, led.get(key, 0))
        for key in {*offering, *stewards, *led} & present.keys()
    ]
    return tuple(sorted(found, key=lambda one: (not one.offers, not one.stewards, -one.led, one.member.title)))
