"""The interface of rules, and the context that they check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol, runtime_checkable

from cop_site.content.gfm import Link, find_possible_mentions, find_possible_targets, surely_has_anchor
from cop_site.content.web_address import explain_address
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
    part: tuple[Note[Fields], ...] | None = None
    """The notes that rules check one by one; None for all."""
    _resolved: dict[tuple[str, str], bool] = field(default_factory=dict, repr=False, compare=False)
    """Whether each target resolves in a folder or a note, in all parts alike."""

    def split(self, size: int) -> list[RuleContext]:
        """Return a context for each part of the notes, of so many."""
        notes = self.checked
        return [replace(self, part=notes[start : start + size]) for start in range(0, len(notes), size)]

    @property
    def checked(self) -> tuple[Note[Fields], ...]:
        """The notes whose text and references are checked, in this part."""
        return self.community.checked if self.part is None else self.part

    @cached_property
    def meetups(self) -> tuple[Note[Meetup], ...]:
        """The published meetups among them."""
        own = {note.key for note in self.checked}
        return tuple(meetup for meetup in self.community.meetups if meetup.key in own)

    @cached_property
    def links(self) -> tuple[tuple[Note[Fields], Link, Destination], ...]:
        """The links and images of notes, with their destinations: in bodies, and the pictures of meetups.

        A prefilter leaves out notes without images whose links all resolve, and lead where they seem to.
        """
        bodies = (note for note in self.checked if not self._all_resolve(note))
        pairs = (
            *((note, link) for note in bodies for link in note.source.outline.links),
            *((meetup, _link_image(meetup)) for meetup in self.meetups if meetup.fields.image),
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
            for meetup in self.meetups
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

    def _find_whether_resolved(self, target: str, name: str) -> bool:
        destination = find_destination(target, name, self.community)
        if destination.kind is LinkKind.EXTERNAL:
            return target.startswith(("http://", "https://", "mailto:")) and not explain_address(target)
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
class CommunityRule(Rule, Protocol):
    """A rule that checks the community as a whole."""

    def check(self, context: RuleContext, /) -> Iterable[Problem]:
        """Return a problem for each violation."""
        ...


@runtime_checkable
class NoteRule(Rule, Protocol):
    """A rule that reads the texts of notes, one by one, which takes longer than all else.

    In large communities, a second process checks part of the notes.
    """

    def check_notes(self, context: RuleContext, /) -> Iterable[Problem]:
        """Return a problem for each violation in the notes `context.checked`; the others are looked up only."""
        ...
