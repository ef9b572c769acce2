"""What members would like to learn, and what has become of it: open, planned or served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from cop_site.model.community import Community
from cop_site.model.kinds import Meetup, Member
from cop_site.model.note import Note


class WishState(StrEnum):
    """What has become of a wish; each is in exactly one state."""

    OPEN = "open"
    PLANNED = "planned"
    """A meetup on it is still to come."""
    SERVED = "served"
    """A meetup on it was held after the wish was stated."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that a member would like to learn."""

    member: Note[Member]
    text: str
    """As the member wrote it."""
    topic: str
    """The slug of the topic that it names; empty for words that name none, which stay open."""
    since: date | None
    """The day it was stated, as far as that is known."""
    state: WishState
    meetup: Note[Meetup] | None
    """The meetup that served it, or the next one that is planned."""

    @property
    def is_met(self) -> bool:
        """Whether it counts as demand no more."""
        return self.state is WishState.SERVED


@dataclass(frozen=True, slots=True)
class TopicMeetups:
    """The meetups on a topic, as far as they decide about wishes."""

    held: Sequence[Note[Meetup]]
    """The first first."""
    planned: Sequence[Note[Meetup]]
    """The next first."""
    is_complete: bool
    """Whether nothing of the topic is left out: each of its objectives, if it lists any, is covered."""
    refresh_after: int
    """Days after which a meetup no longer serves a wish of unknown age."""


def trace_wishes(community: Community, topics: Mapping[str, TopicMeetups]) -> tuple[Wish, ...]:
    """Find the state of every wish of every present member, by the member's name.

    A held meetup serves a wish that was stated before it, unless something of the topic is left out, or the member wants
    it again. A wish whose day nobody wrote down counts from the day the member joined; without that, a meetup serves it
    until the topic rests.
    """
    present = (member for member in community.members.values() if not has_left(member, community.as_of))
    return tuple(
        wish
        for member in sorted(present, key=lambda member: (member.title, member.slug))
        for wish in _wishes_of(member, community, topics)
    )


def has_left(member: Note[Member], day: date) -> bool:
    """Whether a member has left by a day; a day still to come has not happened."""
    return member.fields.left is not None and member.fields.left <= day


def median_wait(wishes: Iterable[Wish], as_of: date) -> float | None:
    """Return the median of the days that wishes waited, or have waited so far; None where no day is known."""
    waits = []
    for wish in wishes:
        end = wish.meetup.fields.date if wish.meetup and wish.is_met else as_of
        if wish.since:
            waits.append((end - wish.since).days)
    return median(waits) if waits else None


def _wishes_of(member: Note[Member], community: Community, topics: Mapping[str, TopicMeetups]) -> Iterator[Wish]:
    named: set[str] = set()
    for wanted in member.fields.wants:
        slug = community.topic_named(wanted.topic)
        if (slug or wanted.topic) in named:
            continue
        named.add(slug or wanted.topic)
        since = wanted.since or member.fields.joined
        state, meetup = _find_state(topics[slug], since, again=wanted.again) if slug else (WishState.OPEN, None)
        yield Wish(member, wanted.topic, slug, since, state, meetup)


def _find_state(topic: TopicMeetups, since: date | None, *, again: bool) -> tuple[WishState, Note[Meetup] | None]:
    serving = [] if again or not topic.is_complete else [m for m in topic.held if since is None or m.fields.date > since]
    if serving:
        return WishState.SERVED, serving[0]
    return (WishState.PLANNED, topic.planned[0]) if topic.planned else (WishState.OPEN, None)
