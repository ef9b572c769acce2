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
    """Whether the later one says so: it revisits a meetup, or its series was on the topic within the window."""


def find_repeats(held: Iterable[Note[Meetup]], window: int) -> tuple[Repeat, ...]:
    """Pair each held meetup with the one before it on the same main topic, at most `window` days earlier.

    `held` is in the order of the dates. The pairs come in the order of the later meetup.
    """
    latest: dict[str, Note[Meetup]] = {}
    of_series: dict[tuple[str, str], Note[Meetup]] = {}
    repeats = []
    for meetup in held:
        topic, series = meetup.main_topic, meetup.fields.series
        if not topic:
            continue
        earlier, sibling = latest.get(topic), of_series.get((topic, series))
        latest[topic] = meetup
        if series:
            # What comes in between two of a series does not make an accident of the second.
            of_series[topic, series] = meetup
        if earlier and (meetup.fields.date - earlier.fields.date).days <= window:
            continued = sibling is not None and (meetup.fields.date - sibling.fields.date).days <= window
            repeats.append(Repeat(topic, earlier, meetup, continued or meetup.fields.revisits is not None))
    return tuple(repeats)
