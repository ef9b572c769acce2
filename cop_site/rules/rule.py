"""What a rule is, and what it is given to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, runtime_checkable

from cop_site.content.gfm import Link, find_possible_targets, surely_has_anchor
from cop_site.diagnostics import Problem, Severity
from cop_site.insight.figures import Figures
from cop_site.insight.log import Written, find_written
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind
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
    def actions(self) -> tuple[Written, ...]:
        """Who took something on at a meetup, and until when, as it is written."""
        return tuple(find_written(self.community))

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
