"""Which meetups took up a topic again, and whether on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cop_site.insight.contributors import ACTIVE_DAYS
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.model.subscriptions import series_key
from cop_site.model.talks import main_topics


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two held meetups with the same main topic, of themselves or of a talk, close together."""

    topic: str
    earlier: Note[Meetup]
    later: Note[Meetup]
    deliberate: bool
    """Whether the later one says so: it revisits a meetup, or its series was on the topic within the window."""


@dataclass(frozen=True, slots=True)
class RepeatRate:
    """How much of a year's meetups took up by accident what another had taken up before."""

    accidental: int
    """The later meetups of accidental repeats, within the year."""
    held: int
    """All meetups of that year."""

    @property
    def share(self) -> float | None:
        """Accidental repeats among the meetups that were held, 0 to 1; None where none was."""
        return self.accidental / self.held if self.held else None


def measure_repeat_rate(repeats: Iterable[Repeat], held: Iterable[Note[Meetup]], as_of: date) -> RepeatRate:
    """Count over the 365 days up to `as_of`."""
    recent = {meetup.key for meetup in held if 0 <= (as_of - meetup.fields.date).days < ACTIVE_DAYS}
    accidental = sum(1 for repeat in repeats if not repeat.deliberate and repeat.later.key in recent)
    return RepeatRate(accidental, len(recent))


def is_revisit(meetup: Note[Meetup], revisited: Note[Meetup] | None, topic: str) -> bool:
    """Whether a meetup takes up a topic again on purpose: it revisits an earlier, held meetup that was on it."""
    return revisited is not None and revisited.fields.date < meetup.fields.date and topic in revisited.topics


def find_repeats(held: Iterable[Note[Meetup]], window: int) -> tuple[Repeat, ...]:
    """Pair each held meetup with the one before it on the same main topic, at most `window` days earlier.

    Two meetups on one day are sessions of the same, and no repeat. `held` is in the order of the dates. The pairs come
    in the order of the later meetup.
    """
    earlier_by_slug: dict[str, Note[Meetup]] = {}
    latest: dict[str, Note[Meetup]] = {}
    of_series: dict[tuple[str, str], Note[Meetup]] = {}
    repeats = []
    for meetup in held:
        series = series_key(meetup.fields.series) or meetup.fields.series
        revisited = earlier_by_slug.get(meetup.fields.revisits or "")
        earlier_by_slug[meetup.slug] = meetup
        for topic in main_topics(meetup):
            earlier, sibling = latest.get(topic), of_series.get((topic, series))
            latest[topic] = meetup
            if series:
                # What comes in between two of a series does not make an accident of the second.
                of_series[topic, series] = meetup
            if earlier and 0 < (meetup.fields.date - earlier.fields.date).days <= window:
                continued = sibling is not None and (meetup.fields.date - sibling.fields.date).days <= window
                repeats.append(Repeat(topic, earlier, meetup, continued or is_revisit(meetup, revisited, topic)))
    return tuple(repeats)
