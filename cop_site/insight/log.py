"""What was decided at meetups and what somebody took on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cop_site.content.gfm import ListItem, TextRun
from cop_site.content.gfm.events import LineIndex
from cop_site.diagnostics import Edit, Fix, Span
from cop_site.model.community import Community
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.model.spelling.dates import is_like_day, read_day

_HANDLE = re.compile(r"(?<!\S)@[\w-]+")
_DUE = re.compile(r"\(due:?\s(?P<day>[^()]*)\)", re.IGNORECASE)
_CODE = "\0"
"""Stands for each character of code, which names nobody and no day."""


class Mention(NamedTuple):
    """A handle with its `@`, or the day by which something is to be done."""

    text: str
    """As the note has it, without markup."""
    start: int
    """Where it stands in the joined pieces of the item."""
    item: ListItem
    lines: LineIndex

    @property
    def span(self) -> Span:
        """Where it stands in the file; counted when it is asked for, since most is as it should be."""
        return self.lines.span(*self.item.locate(self.start, self.start + len(self.text), self.lines.raw))

    @property
    def day(self) -> date | None:
        """The day, if it is written year-month-day and is in the calendar."""
        return read_day(self.text)

    def replace_with(self, new: str, *, safe: bool) -> Fix | None:
        """Return the fix that writes another text in its place; None where there is markup within it."""
        span = self.span
        is_plain = span.line == span.end_line and span.end_column - span.column == len(self.text)
        return Fix((Edit(span, new),), safe) if is_plain else None


@dataclass(frozen=True, slots=True)
class Decision:
    """Something the community decided."""

    text: str
    meetup: Note[Meetup]
    at: TextRun
    """Where the list item stands."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody took on."""

    text: str
    """What is to be done, without the handles and the date."""
    handles: tuple[Mention, ...]
    dues: tuple[Mention, ...]
    """What stands in brackets after `due` and has a digit in it, whether it is a day or not."""
    done: bool
    meetup: Note[Meetup]
    at: TextRun
    """Where the list item stands."""

    @property
    def who(self) -> tuple[str, ...]:
        """The handles without their `@`."""
        return tuple(handle.text[1:] for handle in self.handles)

    @property
    def due(self) -> date | None:
        """The day by which it is to be done."""
        return next((due.day for due in self.dues if due.day), None)


@dataclass(frozen=True, slots=True)
class Log:
    """Decisions and actions of all meetups, newest meetup first."""

    decisions: tuple[Decision, ...]
    actions: tuple[Action, ...]

    @property
    def open_actions(self) -> tuple[Action, ...]:
        """What is still to be done: the earliest due first, then what has no date."""
        waiting = [action for action in self.actions if not action.done]
        return tuple(sorted(waiting, key=lambda action: (action.due or date.max, action.meetup.slug)))


def read_log(community: Community) -> Log:
    """Collect the list items under `Decisions` and `Actions` of every meetup that was not cancelled."""
    held = [meetup for meetup in reversed(community.meetups) if meetup.fields.status != "cancelled"]
    return Log(
        tuple(decision for meetup in held for decision in _read_decisions(meetup)),
        tuple(action for meetup in held for action in read_actions(meetup)),
    )


def read_actions(meetup: Note[Meetup]) -> Iterator[Action]:
    """Yield the list items under `Actions` of a meetup."""
    lines = meetup.source.lines
    for item in _items_below("actions", meetup):
        text, plain = item.join_pieces(), item.join_pieces(_CODE)
        handles = [match.span() for match in _HANDLE.finditer(plain)]
        found = [(match.span(), _strip(match)) for match in _DUE.finditer(plain)]
        dues = [(whole, day) for whole, day in found if any(sign.isdecimal() for sign in plain[slice(*day)])]
        cut = [*handles, *(whole for whole, day in dues if is_like_day(text[slice(*day)]))]
        yield Action(
            _cut_out(cut, text),
            tuple(Mention(text[start:end], start, item, lines) for start, end in handles),
            tuple(Mention(text[start:end], start, item, lines) for _, (start, end) in dues),
            bool(item.done),
            meetup,
            TextRun(item.start, item.end, lines),
        )


def read_due(brackets: str) -> date | None:
    """Return the day in `(due …)`; None where nothing that is one stands there."""
    match = _DUE.fullmatch(brackets)
    return read_day(match["day"].strip()) if match else None


def _read_decisions(meetup: Note[Meetup]) -> Iterator[Decision]:
    for item in _items_below("decisions", meetup):
        yield Decision(item.text, meetup, TextRun(item.start, item.end, meetup.source.lines))


def _items_below(heading: str, meetup: Note[Meetup]) -> Iterator[ListItem]:
    return (item for item in meetup.source.prose.items if item.text and item.section.casefold() == heading)


def _strip(match: re.Match[str]) -> tuple[int, int]:
    """Return where the day stands, without the spaces around it."""
    day, start = match["day"], match.start("day")
    return start + len(day) - len(day.lstrip()), start + len(day.rstrip())


def _cut_out(spans: Iterable[tuple[int, int]], text: str) -> str:
    """Return a text on one line without some handles, and without some brackets and the spaces before them."""
    kept, position = [], 0
    for start, end in sorted(spans):
        before = text[position:start]
        kept.append(before.rstrip() if text[start] == "(" else before)
        position = end
    return " ".join("".join([*kept, text[position:]]).split())
