"""Which meetups took up a topic again, and whether on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cop_site.model.kinds import Meetup
from cop_site.model.note import Note


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two held meetups with the same main topic, close together."""

    topic: str
    earlier: Note[Meetup]
    later: Note[Meetup]
    deliberate: bool
    """Whether the later one says so: it revisits a meetup, or both belong to one series."""


def find_repeats(held: Iterable[Note[Meetup]], window: int) -> tuple[Repeat, ...]:
    """Pair each held meetup with the one before it on the same main topic, at most `window` days earlier.

    `held` is in the order of the dates. The pairs come in the order of the later meetup.
    """
    latest: dict[str, Note[Meetup]] = {}
    repeats = []
    for meetup in held:
        topic = meetup.main_topic
        if not topic:
            continue
        earlier = latest.get(topic)
        latest[topic] = meetup
        if earlier and (meetup.fields.date - earlier.fields.date).days <= window:
            repeats.append(Repeat(topic, earlier, meetup, _is_deliberate(earlier, meetup)))
    return tuple(repeats)


def _is_deliberate(earlier: Note[Meetup], later: Note[Meetup]) -> bool:
    same_series = bool(later.fields.series) and later.fields.series == earlier.fields.series
    return same_series or later.fields.revisits is not None
