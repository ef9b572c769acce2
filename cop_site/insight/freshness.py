"""Whether what is kept up to date has been looked at lately.

Only what a person wrote counts (`reviewed`, `review_in`): dates of files or commits say when something was
copied, not when somebody checked that it still holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Practice, Resource, Reviewed
from cop_site.model.note import Note


class State(StrEnum):
    """How fresh a living note is."""

    FRESH = "fresh"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    NEVER_REVIEWED = "never reviewed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Freshness:
    """The state of one living note."""

    note: Note[Fields]
    state: State
    due: date | None
    """The day on which it wants to be looked at again; None where nobody said."""


def is_outdated(note: Note[Fields]) -> bool:
    """Whether a note no longer holds: a superseded resource, or a practice that was retired."""
    fields = note.fields
    if isinstance(fields, Resource):
        return fields.superseded_by is not None
    return isinstance(fields, Practice) and fields.state == "retired"


def measure_freshness(community: Community, due_soon: int) -> dict[str, Freshness]:
    """The state of every living note, by key; `due_soon` is in days."""
    found: dict[str, Freshness] = {}
    for note in community.notes:
        living = note.fields
        if isinstance(living, Reviewed) and not (isinstance(living, Practice) and is_outdated(note)):
            found[note.key] = _measure(note, living, community.as_of, due_soon)
    return found


def _measure(note: Note[Fields], living: Reviewed, as_of: date, due_soon: int) -> Freshness:
    if isinstance(living, Resource) and living.superseded_by:
        return Freshness(note, State.SUPERSEDED, None)
    if living.reviewed is None:
        return Freshness(note, State.NEVER_REVIEWED, None)
    if living.review_in is None:
        return Freshness(note, State.FRESH, None)
    due = _add_days(living.reviewed, living.review_in)
    if due < as_of:
        return Freshness(note, State.OVERDUE, due)
    soon = (due - as_of).days <= due_soon
    return Freshness(note, State.DUE_SOON if soon else State.FRESH, due)


def _add_days(day: date, days: int) -> date:
    """A day some days later; the last there is, where the calendar ends before."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
