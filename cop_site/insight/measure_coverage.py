"""Finds the status and the flags of every topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import cast

from cop_site.insight.contributors import ACTIVE_DAYS, add_weights, count_absence_factor, weigh_people
from cop_site.insight.coverage import Coverage, Flag, ObjectiveCoverage, TopicCoverage, find_status
from cop_site.insight.freshness import is_outdated
from cop_site.insight.prerequisites import order_topics
from cop_site.insight.repeats import Repeat
from cop_site.insight.wishes import list_wishes
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind, Meetup, Member, Topic
from cop_site.model.note import Note
from cop_site.model.talks import find_claims
from cop_site.settings import Thresholds


def measure_coverage(
    community: Community, repeats: tuple[Repeat, ...], active: frozenset[str], thresholds: Thresholds
) -> Coverage:
    """Find the status and the flags of every topic on the community's day.

    `active` are the keys of the people who were seen lately; only they count for `one voice`.
    """
    held = community.held
    wanted, wishes = _collect_wishes(community)
    again: dict[str, list[Repeat]] = {}
    for repeat in repeats:
        again.setdefault(repeat.topic, []).append(repeat)
    evidence = _Evidence(community, _collect_claims(held, community), wanted, again, active, thresholds)
    return Coverage(
        {topic.slug: _measure_topic(topic, evidence) for topic in order_topics(community)},
        held,
        tuple(meetup for meetup in held if community.topics and not meetup.topics),
        _collect_undeclared(community),
        {wish: tuple(members) for wish, members in sorted(wishes.items())},
    )


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that the standing of a topic is found from."""

    community: Community
    claims: Mapping[tuple[str, str], list[Note[Meetup]]]
    """Held meetups by the topic's slug and the objective's id that they cover."""
    wanted: Mapping[str, list[Note[Member]]]
    repeats: Mapping[str, list[Repeat]]
    """By the topic's slug."""
    active: frozenset[str]
    thresholds: Thresholds


def _measure_topic(topic: Note[Topic], evidence: _Evidence) -> TopicCoverage:
    community, thresholds = evidence.community, evidence.thresholds
    wanted_by = tuple(evidence.wanted.get(topic.slug, ()))
    repeats = tuple(evidence.repeats.get(topic.slug, ()))
    notes = community.by_topic[topic.slug]
    meetups = sorted(
        (cast("Note[Meetup]", note) for note in notes if note.kind is Kind.MEETUP),
        key=lambda meetup: (meetup.fields.date, meetup.slug),
    )
    held = tuple(meetup for meetup in meetups if community.is_held(meetup))
    planned = tuple(meetup for meetup in meetups if community.is_planned(meetup))
    others = tuple(note for note in notes if note.kind is not Kind.MEETUP)
    objectives = tuple(
        ObjectiveCoverage(o.id, o.text, tuple(evidence.claims.get((topic.slug, o.id), ())))
        for o in topic.fields.objectives
    )
    flags = []
    refresh_after = topic.fields.refresh_after or thresholds.refresh_after
    if held and (community.as_of - held[-1].fields.date).days > refresh_after:
        flags.append(Flag.RESTING)
    if any((community.as_of - repeat.later.fields.date).days < ACTIVE_DAYS for repeat in repeats):
        flags.append(Flag.REPEATED)
    pieces = [*held, *others]
    weights = add_weights(weigh_people(note, community, topic.slug) for note in pieces)
    here = {key: weight for key, weight in weights.items() if key in evidence.active}
    if len(pieces) >= 2 and count_absence_factor(here) == 1:
        flags.append(Flag.ONE_VOICE)
    holding = tuple(note for note in others if not is_outdated(note))
    status = find_status(held, planned, holding, objectives, thresholds)
    leaving = _find_leaving(topic, weights, community)
    nobody_left = bool(leaving) and all(day and day <= community.as_of for day in leaving.values())
    return TopicCoverage(
        topic,
        status,
        tuple(flags),
        held,
        planned,
        others,
        objectives,
        wanted_by,
        repeats,
        nobody_left,
        _find_end(leaving, max(here, key=here.__getitem__) if Flag.ONE_VOICE in flags else "", community.as_of),
        weights,
    )


def _find_leaving(topic: Note[Topic], contributors: Iterable[str], community: Community) -> Mapping[str, date | None]:
    """Return the day on which each person who knows a topic left or leaves, by key; None for who stays."""
    offering = [m.slug for m in community.members.values() if topic.slug in map(community.topic_named, m.fields.offers)]
    stewards = (community.person(name).key for name in topic.fields.stewards)
    members = community.members
    return {
        key: members[key].fields.left if key in members else None for key in chain(stewards, offering, contributors)
    }


def _find_end(leaving: Mapping[str, date | None], voice: str, as_of: date) -> date | None:
    """Return the day to come on which the only voice leaves, if there is one, or all who know it have left."""
    ends = [leaving[voice]] if voice and leaving[voice] else list(leaving.values())
    last = max((day or date.max for day in ends), default=date.max)
    return last if as_of < last < date.max else None


def _collect_claims(held: tuple[Note[Meetup], ...], community: Community) -> dict[tuple[str, str], list[Note[Meetup]]]:
    """Which held meetups cover which objective, by topic slug and objective id."""
    claims: dict[tuple[str, str], list[Note[Meetup]]] = {}
    for meetup in held:
        for claim in find_claims(meetup, community):
            claims.setdefault(claim, []).append(meetup)
    return claims


def _collect_wishes(
    community: Community,
) -> tuple[dict[str, list[Note[Member]]], dict[str, list[Note[Member]]]]:
    """What present members want: by topic slug, and by the words of those who named no topic, as first written."""
    topics: dict[str, list[Note[Member]]] = {}
    wishes: dict[str, list[Note[Member]]] = {}
    words: dict[str, str] = {}
    for member, wanted, slug, _ in list_wishes(community):
        if slug:
            topics.setdefault(slug, []).append(member)
        else:
            wishes.setdefault(words.setdefault(community.fold(wanted.topic), wanted.topic), []).append(member)
    return topics, wishes


def _collect_undeclared(community: Community) -> dict[str, tuple[Note[Fields], ...]]:
    written: dict[str, str] = {}
    found: dict[str, dict[str, Note[Fields]]] = {}
    for note in (note for note in community.notes if note.has_page):
        for tag in note.free_tags:
            key = community.fold(tag)
            written.setdefault(key, tag)
            found.setdefault(key, {})[note.key] = note
    keys = sorted(found, key=lambda key: (-len(found[key]), key))
    return {written[key]: tuple(found[key].values()) for key in keys}
