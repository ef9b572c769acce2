"""The interface of rules, and the context that they check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, runtime_checkable

from cop_site.content.gfm import Link, find_possible_mentions, find_possible_targets, surely_has_anchor
from cop_site.diagnostics import Problem, Severity
from cop_site.insight.figures import Figures
from cop_site.insight.log import Action, read_actions
from cop_site.insight.mentions import read_due
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Meetup
from cop_site.model.links import RESOLVED, Destination, LinkKind, find_destination
from cop_site.model.note import Note


@dataclass(frozen=True)
class RuleContext:
    """What the rules check."""

    community: Community
    figures: Figures

    @cached_property
    def links(self) -> tuple[tuple[Note[Fields], Link, Destination], ...]:
        """The links and images of notes, with their destinations: in bodies, and the pictures of meetups.

        A prefilter leaves out notes without images whose links all resolve.
        """
        bodies = (note for note in self.community.checked if not self._all_resolve(note))
        pairs = (
            *((note, link) for note in bodies for link in note.source.outline.links),
            *((meetup, _link_image(meetup)) for meetup in self.community.meetups if meetup.fields.image),
        )
        return tuple(
            (note, link, find_destination(link.target, note.source.name, self.community)) for note, link in pairs
        )

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The action items of meetups, cancelled or not.

        A prefilter leaves out meetups in which all handles are members' and all due dates exist.
        """
        return tuple(
            action
            for meetup in self.community.meetups
            if not self._all_are_known(meetup)
            for action in read_actions(meetup, self.figures.headings)
        )

    def _all_are_known(self, meetup: Note[Meetup]) -> bool:
        source = meetup.source
        mentions = source.recall("mentions", lambda: find_possible_mentions(source.body))
        return mentions is not None and all(
            mention[1:] in self.community.members if mention[0] == "@" else read_due(mention, meetup.language)
            for mention in mentions
        )

    def _all_resolve(self, note: Note[Fields]) -> bool:
        source = note.source
        targets = source.recall("targets", lambda: find_possible_targets(source.body))
        return targets is not None and all(self._resolves(target, source.folder, source.name) for target in targets)

    def _resolves(self, target: str, folder: str, name: str) -> bool:
        """Return whether a target in a note resolves; but for a mere anchor, that is the same in a folder."""
        key = target, name if target[:1] in {"", "#", "?"} else folder
        if key not in self._resolved:
            self._resolved[key] = self._find_whether_resolved(target, name)
        return self._resolved[key]

    @cached_property
    def _resolved(self) -> dict[tuple[str, str], bool]:
        return {}

    def _find_whether_resolved(self, target: str, name: str) -> bool:
        destination = find_destination(target, name, self.community)
        if destination.kind is LinkKind.EXTERNAL:
            return target.startswith(("http://", "https://", "mailto:"))
        if destination.kind not in RESOLVED:
            return False
        target_note, anchor = destination.note, destination.anchor
        return target_note is None or not anchor or surely_has_anchor(target_note.source.body, anchor)


def _link_image(meetup: Note[Meetup]) -> Link:
    fields = meetup.fields
    return Link(fields.image, True, fields.image_alt, meetup.source.span_of("image"))


class Rule(Protocol):
    """A module of this package, whose docstring is the manual of the rule.

    Violations are found while settings and notes are read, or by the module's own `check`.
    """

    __doc__: str | None
    CODE: str
    """`COP` and three digits; never reused."""
    NAME: str
    """The good state, in words joined by hyphens; problems carry the name of their rule."""
    SEVERITY: Severity
    """The default severity."""


@runtime_checkable
class CheckingRule(Rule, Protocol):
    """A rule that checks the community as a whole."""

    def check(self, context: RuleContext, /) -> Iterable[Problem]:
        """Return a problem for each violation."""
        ...


@runtime_checkable
class ProseRule(CheckingRule, Protocol):
    """A rule that reads the prose of notes, which takes about as long as all other rules together.

    In large communities, these rules are checked in a second process, so that only one of the two parses prose.
    """

    READS_PROSE: bool
    """True; other rules lack it."""
