"""Whether meetups are written down, and in which formats the community meets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cop_site.content import gfm
from cop_site.insight.contributors import ACTIVE_DAYS
from cop_site.insight.log import Log
from cop_site.insight.scaffold import Scaffold
from cop_site.insight.share import Share
from cop_site.model.kinds import Fields, Meetup
from cop_site.model.note import Note

_WORDS = 50
"""Words from which a meetup has notes."""


@dataclass(frozen=True, slots=True)
class Documentation:
    """How many of the held meetups left something behind."""

    share: Share
    missing: tuple[Note[Meetup], ...]
    """Those that did not, in the order of the meetups."""


def measure_documentation(held: Iterable[Note[Meetup]], log: Log, scaffold: Scaffold, min_sample: int) -> Documentation:
    """Return how many of some held meetups have notes of 50 words or more, a decision, a recording or slides."""
    held = tuple(held)
    missing = tuple(meetup for meetup in held if not is_documented(meetup, log, scaffold))
    return Documentation(Share(len(held) - len(missing), len(held), min_sample), missing)


def is_documented(meetup: Note[Meetup], log: Log, scaffold: Scaffold) -> bool:
    """Return whether a meetup left notes of 50 words or more, a decision, a recording or slides behind."""
    return meetup.fields.is_kept or has_notes(meetup, scaffold) or log.count_decisions(meetup) > 0


def count_formats(held: Iterable[Note[Meetup]], day: date) -> dict[str, int]:
    """Return how many meetups of the 365 days up to a day had each format, the most frequent first; empty for none."""
    year = (meetup for meetup in held if 0 <= (day - meetup.fields.date).days < ACTIVE_DAYS)
    counts = Counter(meetup.fields.format or "" for meetup in year)
    return {name: counts[name] for name in sorted(counts, key=lambda name: (not name, -counts[name], name))}


def has_notes(note: Note[Fields], scaffold: Scaffold) -> bool:
    """Whether its text has 50 words or more, without what it was begun with."""
    if gfm.surely_has_words(note.source.body, _WORDS, scaffold.lines.get(note.kind, frozenset())):
        return True  # what `cop` has written begins with a comment, before which the words end
    return all(gfm.read_prose(text).words >= _WORDS for text in {note.source.authored, scaffold.own_text(note)})
