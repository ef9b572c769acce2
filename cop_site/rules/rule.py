"""What a rule is, and what it is given to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, runtime_checkable

from cop_site.content.gfm import Link, find_possible_mentions, find_possible_targets, surely_has_anchor
from cop_site.diagnostics import Problem, Severity
from cop_site.insight.figures import Figures
from cop_site.insight.log import Action, read_actions, read_due
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind, Meetup
from cop_site.model.links import RESOLVED, Destination, LinkKind, find_destination
from cop_site.model.note import Note


@dataclass(frozen=True)
class RuleContext:
    """What every rule looks at."""

    community: Community
    figures: Figures
    archetypes: Mapping[Kind, str] = field(default_factory=dict)
    """What a new note of each kind begins with."""

    @cached_property
    def links(self) -> tuple[tuple[Note[Fields], Link, Destination], ...]:
        """Every link and image of every published note, and where it leads.

        Notes are left out in which all is well as far as can be told at a glance: they have no images, and every link
        arrives where it wants to.
        """
        return tuple(
            (note, link, find_destination(link.target, note.source.name, self.community))
            for note in self.community.by_name.values()
            if not self._all_arrive(note)
            for link in note.source.outline.links
        )

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """What was taken on at meetups, cancelled or not.

        Meetups are left out in which, as far as can be told at a glance, every handle is a member's and every due date
        is in the calendar.
        """
        return tuple(
            action
            for meetup in self.community.meetups
            if not self._all_are_known(meetup)
            for action in read_actions(meetup)
        )

    def _all_are_known(self, meetup: Note[Meetup]) -> bool:
        mentions = find_possible_mentions(meetup.source.body)
        return mentions is not None and all(
            mention[1:] in self.community.members if mention[0] == "@" else read_due(mention) for mention in mentions
        )

    def _all_arrive(self, note: Note[Fields]) -> bool:
        targets = find_possible_targets(note.source.body)
        return targets is not None and all(self._arrives(target, note) for target in targets)

    def _arrives(self, target: str, note: Note[Fields]) -> bool:
        end = find_destination(target, note.source.name, self.community)
        if end.kind is LinkKind.EXTERNAL:
            return target.startswith(("http://", "https://", "mailto:"))
        if end.kind not in RESOLVED:
            return False
        return end.note is None or not end.anchor or surely_has_anchor(end.note.source.body, end.anchor)


class Rule(Protocol):
    """A module of this package: its docstring is the manual, its constants name it.

    What breaks the rule is found while settings and notes are read, or by the module's own `check`.
    """

    __doc__: str | None
    CODE: str
    """`COP` and three digits; never reused."""
    NAME: str
    """The good state, in words joined by hyphens; a problem carries the name of the rule that it breaks."""
    SEVERITY: Severity
    """How much a breach weighs, unless the settings say otherwise."""


@runtime_checkable
class CheckingRule(Rule, Protocol):
    """A rule whose breaches show only once all notes are understood."""

    def check(self, context: RuleContext, /) -> Iterable[Problem]:
        """Find every breach."""
        ...


@runtime_checkable
class ReferenceRule(CheckingRule, Protocol):
    """A rule that looks up what notes name or link to, which takes about as long as all other rules together.

    Where there are many notes, these rules are checked in a second process, with whatever the context keeps for them.
    """

    FOLLOWS_REFERENCES: bool
    """True; other rules do not have it."""
