"""What meetups decided, and which later decision took the place of an earlier one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cop_site.content import gfm
from cop_site.insight.contained import Contained, cut
from cop_site.model.community import Community
from cop_site.model.kinds import Meetup
from cop_site.model.links import find_destination
from cop_site.model.note import Note


class DecisionState(StrEnum):
    """What holds of a decision; each is in exactly one state."""

    IN_FORCE = "in force"
    STRUCK = "struck"
    """It was struck through where it stands."""
    SUPERSEDED = "superseded"
    """A later decision links to it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something the community decided."""

    text: str
    meetup: Note[Meetup]
    number: int
    """Its place among the decisions of its meetup, from 1."""
    at: gfm.TextRun
    """Where the list item stands."""
    state: DecisionState
    superseded_by: Note[Meetup] | None = None
    """The meetup that decided otherwise."""
    targets: tuple[str, ...] = ()
    """The targets of its links."""

    @property
    def anchor(self) -> str:
        """The id of its entry in the log."""
        return f"decision-{self.meetup.slug}-{self.number}"


def supersede(decisions: list[Decision], community: Community) -> list[Decision]:
    """Mark each decision that a later one links to: by its words, or as the only decision of the meetup linked to."""
    states, by_meetup = dict(enumerate(decisions)), _sort_by_meetup(decisions, community)
    for decision in decisions:
        text = community.fold(decision.text)
        pieces = cut(text) if decision.targets else frozenset[str]()
        for key in _find_linked(decision, community):
            there = by_meetup.get(key)
            if there is None or there.day >= decision.meetup.fields.date:
                continue
            named = list(there.wordings.find(text, pieces))
            by_words = [number for words in named for number in there.by_words.pop(words, ())]
            for number in by_words if named else there.only:
                if states[number].state is DecisionState.IN_FORCE:
                    states[number] = replace(
                        states[number], state=DecisionState.SUPERSEDED, superseded_by=decision.meetup
                    )
    return list(states.values())


@dataclass(frozen=True)
class _OfMeetup:
    """The decisions of a meetup, by their numbers among all."""

    day: date
    only: tuple[int, ...]
    """The only one that is not struck; empty if there are several."""
    by_words: dict[str, list[int]]
    """Those whose words no later decision has named yet."""
    wordings: Contained


def _sort_by_meetup(decisions: list[Decision], community: Community) -> dict[str, _OfMeetup]:
    """Return the decisions of each meetup that another decision links to."""
    linked = {key for decision in decisions for key in _find_linked(decision, community)}
    numbers: dict[str, list[int]] = {}
    for number, decision in enumerate(decisions):
        if decision.meetup.key in linked:
            numbers.setdefault(decision.meetup.key, []).append(number)
    return {key: _gather(found, decisions, community) for key, found in numbers.items()}


def _gather(numbers: list[int], decisions: list[Decision], community: Community) -> _OfMeetup:
    words: dict[str, list[int]] = {}
    for number in numbers:
        words.setdefault(community.fold(decisions[number].text), []).append(number)
    standing = tuple(number for number in numbers if decisions[number].state is not DecisionState.STRUCK)
    day = decisions[numbers[0]].meetup.fields.date
    return _OfMeetup(day, standing if len(standing) == 1 else (), words, Contained(words))


def _find_linked(decision: Decision, community: Community) -> frozenset[str]:
    """Return the keys of the notes that a decision links to."""
    name = decision.meetup.source.name
    found = (find_destination(target, name, community).note for target in dict.fromkeys(decision.targets))
    return frozenset(note.key for note in found if note)
