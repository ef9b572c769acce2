"""What a rule is, and what it is given to look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from cop_site.content.gfm import Link
from cop_site.diagnostics import Problem, Severity
from cop_site.insight.figures import Figures
from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.links import Destination, find_destination
from cop_site.model.note import Note


@dataclass(frozen=True)
class Given:
    """What every rule looks at."""

    community: Community
    figures: Figures
    linking: tuple[Note[Fields], ...] | None = None
    """The notes whose links are looked at; None for all."""

    def found(self, name: str) -> Iterable[Problem]:
        """The problems of this name that were met while the notes were read."""
        return self._by_name.get(name, ())

    @cached_property
    def links(self) -> tuple[tuple[Note[Fields], Link, Destination], ...]:
        """Every link and image of the published notes that are looked at, and where it leads."""
        return tuple(
            (note, link, find_destination(link.target, note.source.name, self.community))
            for note in (self.community.by_name.values() if self.linking is None else self.linking)
            for link in note.source.outline.links
        )

    @cached_property
    def _by_name(self) -> dict[str, list[Problem]]:
        by_name: dict[str, list[Problem]] = {}
        for problem in self.community.problems:
            by_name.setdefault(problem.name, []).append(problem)
        return by_name


class Rule(Protocol):
    """A module of this package: its docstring is the manual, its constants name it, `check` finds faults."""

    __doc__: str | None
    CODE: str
    """`COP` and three digits; never reused."""
    NAME: str
    """The good state, in words joined by hyphens."""
    SEVERITY: Severity
    """How much a breach weighs, unless the settings say otherwise."""

    def check(self, given: Given, /) -> Iterable[Problem]:
        """Find every breach; each problem carries this rule's name."""
        ...
