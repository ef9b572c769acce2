"""What was decided at meetups and what somebody took on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain

from cop_site.content import gfm
from cop_site.insight.decisions import Decision, DecisionState, supersede
from cop_site.insight.log_headings import Names, Section, name_headings, read_heading
from cop_site.insight.mentions import Mention, names_somebody, split_item
from cop_site.insight.scaffold import NO_SCAFFOLD, Scaffold
from cop_site.model.community import Community
from cop_site.model.hidden_names import HiddenNames
from cop_site.model.kinds import Fields, Meetup
from cop_site.model.note import Note
from cop_site.model.talks import main_topics
from cop_site.settings import Headings


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody took on."""

    text: str
    """What is to be done, without the handles and the date."""
    handles: tuple[Mention, ...]
    dues: tuple[Mention, ...]
    """What stands in brackets after `due`, or its word in another language, and has a digit in it; it may be no day."""
    done: bool
    meetup: Note[Meetup]
    at: gfm.TextRun
    """Where the list item stands."""

    @property
    def who(self) -> tuple[str, ...]:
        """The handles without their `@`."""
        return tuple(handle.text[1:] for handle in self.handles)

    @property
    def due(self) -> date | None:
        """The day by which it is to be done."""
        return next((due.day for due in self.dues if due.day), None)


@dataclass(frozen=True)
class Log:
    """Decisions and actions of all meetups; each of the two is only collected if it is asked for."""

    community: Community
    headings: Headings
    scaffold: Scaffold

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, newest meetup first."""
        found = [one for meetup in self.community.held for one in _read_decisions(meetup, self.headings, self.scaffold)]
        return tuple(reversed(supersede(found, self.community)))

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """All actions, each once, newest meetup first."""
        hidden = self.community.hidden_names
        found = (read_actions(meetup, self.headings, self.scaffold, hidden) for meetup in self.community.held)
        joined = _join_carried_over(chain.from_iterable(found), self.community)
        return tuple(sorted(joined, key=lambda action: action.meetup.slug, reverse=True))

    def count_decisions(self, meetup: Note[Fields]) -> int:
        """Return how many decisions a meetup that was held has; no other note is read for it."""
        return sum(1 for _ in items_below(Section.DECISIONS, meetup, self.headings, self.scaffold))

    @property
    def open_actions(self) -> tuple[Action, ...]:
        """What is still to be done: the earliest due first, then what has no date."""
        waiting = [action for action in self.actions if not action.done]
        return tuple(sorted(waiting, key=lambda action: (action.due or date.max, action.meetup.slug)))

    def on_topic(self, slug: str) -> tuple[Decision, ...]:
        """The decisions in force whose meetup was mainly on a topic, newest meetup first."""
        return tuple(self._on_topics.get(slug, ()))

    @cached_property
    def _on_topics(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        for decision in self.with_state(DecisionState.IN_FORCE):
            for slug in main_topics(decision.meetup):
                found.setdefault(slug, []).append(decision)
        return found

    def with_state(self, state: DecisionState) -> tuple[Decision, ...]:
        """The decisions in a state, newest meetup first."""
        return tuple(decision for decision in self.decisions if decision.state is state)


def read_log(
    community: Community,
    headings: Headings = Headings(),  # noqa: B008  # it is frozen
    scaffold: Scaffold = NO_SCAFFOLD,
) -> Log:
    """Collect the list items under `Decisions` and `Actions` of every meetup that was held.

    An action that a later meetup carries over is the same one: it stands where it was taken on, and is done as soon as
    one of its meetups says so. What `cop new` has written is neither a decision nor an action.
    """
    return Log(community, headings, scaffold)


def _join_carried_over(actions: Iterable[Action], community: Community) -> list[Action]:
    """Each action once: as it was first taken on, with the people, date and mark of the last time they stand."""
    return [_join(mentions) for mentions in group_mentions(actions, community)]


def _join(mentions: list[Action]) -> Action:
    """The action that was begun last, of those that are the same."""
    mentions = mentions[max((n for n, earlier in enumerate(mentions[:-1], 1) if earlier.done), default=0) :]
    handles = next((action.handles for action in reversed(mentions) if action.handles), ())
    dues = next((action.dues for action in reversed(mentions) if action.dues), ())
    return replace(mentions[0], handles=handles, dues=dues, done=mentions[-1].done)


def group_mentions(actions: Iterable[Action], community: Community) -> list[list[Action]]:
    """Return the mentions of each action in their order; what is written again after it was done is in the same list.

    One is carried over by the same people, or by anybody while it is open and nobody has taken it on.
    """
    groups: dict[str, dict[frozenset[str], list[Action]]] = {}
    for action in actions:
        text, people = identify_action(action, community)
        same = groups.setdefault(text, {})
        before = people if people in same else _find_waiting(same, people, action.meetup)
        same[people or before] = mentions = same.pop(before, [])
        mentions.append(action)
    return [mentions for same in groups.values() for mentions in same.values()]


def _find_waiting(
    same: Mapping[frozenset[str], list[Action]], people: frozenset[str], meetup: Note[Meetup]
) -> frozenset[str]:
    """Return whose open action of an earlier meetup is meant: with people nobody's, and without them the only one."""
    found = [(owner, same[owner][-1]) for owner in ((frozenset[str](),) if people else tuple(same)) if owner in same]
    waiting = [owner for owner, last in found if not last.done and last.meetup is not meetup]
    return waiting[0] if len(waiting) == 1 else people


ActionKey = tuple[str, frozenset[str]]
"""The folded text of an action, and the keys of its people."""


def identify_action(action: Action, community: Community) -> ActionKey:
    """Return the key that is the same wherever an action is written."""
    return community.fold(action.text) or action.text, frozenset(community.person(name).key for name in action.who)


def read_actions(
    meetup: Note[Meetup],
    headings: Headings = Headings(),  # noqa: B008  # as above
    scaffold: Scaffold = NO_SCAFFOLD,
    hidden: HiddenNames = HiddenNames({}),  # noqa: B008  # it does not change
) -> Iterator[Action]:
    """Yield the list items under `Actions` of a meetup, and the tasks below a heading for both.

    Who is one of the `hidden` names is found as a whole, as in `split_item`.
    """
    lines = meetup.source.lines
    for item in items_below(Section.ACTIONS, meetup, headings, scaffold):
        text, handles, dues = split_item(item, lines, hidden, meetup.language)
        at = gfm.TextRun(item.start, item.end, lines)
        yield Action(text, handles, dues, bool(item.done), meetup, at)


def _read_decisions(meetup: Note[Meetup], headings: Headings, scaffold: Scaffold) -> Iterator[Decision]:
    for number, item in enumerate(items_below(Section.DECISIONS, meetup, headings, scaffold), 1):
        state = DecisionState.STRUCK if item.is_struck else DecisionState.IN_FORCE
        at = gfm.TextRun(item.start, item.end, meetup.source.lines)
        yield Decision(item.text, meetup, number, at, state, targets=item.targets)


def items_below(section: Section, note: Note[Fields], headings: Headings, scaffold: Scaffold) -> Iterator[gfm.ListItem]:
    """Yield the list items of a section, each of which is in one only.

    Below a heading of several, those are actions that are tasks or name people, and those are questions that end with a
    question mark or where no decisions are expected.
    """
    names = name_headings(headings)
    source = note.source
    possible = source.recall("headings", lambda: gfm.find_possible_headings(source.authored))
    if possible is not None and not any(section in _section_of((text,), names, note.language) for text in possible):
        return
    for item in source.prose.items:
        found = _section_of(item.sections, names, note.language)
        if section in found and item.text and item.text not in scaffold.items and _choose(found, item) is section:
            yield item


def _choose(found: Section, item: gfm.ListItem) -> Section:
    """Return the one of several sections that an item is in."""
    if len(found) == 1:
        return found
    if Section.ACTIONS in found and (item.done is not None or names_somebody(item)):
        return Section.ACTIONS
    is_asked = Section.DECISIONS not in found or item.text.endswith(("?", "？"))
    return Section.QUESTIONS if Section.QUESTIONS in found and is_asked else Section.DECISIONS


@lru_cache(maxsize=4096)
def _section_of(around: tuple[str, ...], names: Names, language: str) -> Section:
    """What an item is by the nearest of the headings around it that says so."""
    read = (read_heading(text, names, language) for text in around)
    return next((section for section in read if section), Section(0))
