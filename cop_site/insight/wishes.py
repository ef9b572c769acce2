"""What members would like to learn, and what has become of it: open, planned or served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from cop_site.insight.cadence import percentile
from cop_site.insight.contributors import has_left
from cop_site.model.community import Community
from cop_site.model.kinds import Meetup, Member
from cop_site.model.kinds.member import Wanted
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
    complete_on: date | None
    """The day since which nothing of the topic is left out, the first if it lists no objectives; None if not yet."""
    refresh_after: int
    """Days after which a meetup no longer serves a wish of unknown age."""


class Stated(NamedTuple):
    """A wish as it stands in a member's file."""

    member: Note[Member]
    wanted: Wanted
    topic: str
    """The slug of the topic that it names; empty for none."""
    since: date | None
    """The day it was stated, or else that on which the member joined."""


def list_wishes(community: Community, *, with_left: bool = False) -> Iterator[Stated]:
    """Yield the wishes of present members, by the member's name: each once, and none whose day is still to come.

    `with_left` adds those of members who have left.
    """
    for member in sorted(community.members.values(), key=lambda member: (member.title, member.slug)):
        named: set[str] = set()
        for wanted in member.fields.wants:
            topic, since = community.topic_named(wanted.topic), wanted.since or member.fields.joined
            name = topic or community.fold(wanted.topic)
            is_ahead = since is not None and since > community.as_of
            if name not in named and not is_ahead and (with_left or not has_left(member, community.as_of)):
                named.add(name)
                yield Stated(member, wanted, topic, since)


def trace_wishes(community: Community, topics: Mapping[str, TopicMeetups]) -> tuple[Wish, ...]:
    """Find the state of every wish of every present member, by the member's name.

    A held meetup serves a wish that was stated before it, unless something of the topic is left out, or the member
    wants it again. A wish without a day of its own was stated when the member joined; if that is not known either, a
    meetup serves it until the topic rests.
    """
    return tuple(_trace(stated, topics, community.as_of) for stated in list_wishes(community))


def trace_served(community: Community, topics: Mapping[str, TopicMeetups]) -> tuple[Wish, ...]:
    """Find every wish that was served while its member was there, also those of members who have left since."""
    traced = (_trace(stated, topics, community.as_of) for stated in list_wishes(community, with_left=True))
    return tuple(w for w in traced if w.is_met and w.meetup and not has_left(w.member, w.meetup.fields.last_day))


def median_wait(wishes: Iterable[Wish], as_of: date) -> float | None:
    """Return the median of the days that wishes waited, or have waited so far; None where no day is known."""
    ends = ((wish.since, wish.meetup.fields.date if wish.meetup and wish.is_met else as_of) for wish in wishes)
    return percentile(sorted((end - since).days for since, end in ends if since), 50)


def _trace(stated: Stated, topics: Mapping[str, TopicMeetups], as_of: date) -> Wish:
    member, wanted, slug, since = stated
    serving = _find_serving(topics[slug], since, as_of) if slug and not wanted.again else None
    planned = next(iter(topics[slug].planned), None) if slug else None
    state = WishState.SERVED if serving else WishState.PLANNED if planned else WishState.OPEN
    return Wish(member, wanted.topic, slug, since, state, serving or planned)


def _find_serving(topic: TopicMeetups, since: date | None, as_of: date) -> Note[Meetup] | None:
    """The first held meetup that serves a wish stated on a day, or on a day that is not known."""
    complete_on = topic.complete_on
    if complete_on is None:
        return None
    days = ((meetup, day) for meetup in topic.held if (day := meetup.fields.last_day) >= complete_on)
    if since is None:
        return next((meetup for meetup, day in days if (as_of - day).days <= topic.refresh_after), None)
    return next((meetup for meetup, day in days if day > since), None)
