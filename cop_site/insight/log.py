"""What was decided at meetups and what somebody took on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cop_site.diagnostics import Span
from cop_site.model.community import Community
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note

_HANDLE = re.compile(r"(?:^|(?<=\s))@([\w-]+)")
# These begin with a line's end, which is found much faster than a line's beginning.
_ACTIONS = re.compile(r"\n {0,3}#{1,6}[ \t]+actions(?:[ \t]+#+)?[ \t]*(?=\n)", re.IGNORECASE)
_HEADING = re.compile(r"\n {0,3}#{1,6}[ \t\n]")
_WRITTEN = re.compile(r"(?<!\S)(?P<handle>@[\w-]+)|\(due:?[ \t]+(?P<due>[^()\n]*\d[^()\n]*?)[ \t]*\)", re.IGNORECASE)
_DUE = re.compile(r"\s*\(due:?[ \t]+(\d{4}-\d{2}-\d{2})[ \t]*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decision:
    """Something the community decided."""

    text: str
    meetup: Note[Meetup]


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody took on."""

    text: str
    """What is to be done, without the handle and the date."""
    who: tuple[str, ...]
    """The handles as written."""
    due: date | None
    done: bool
    meetup: Note[Meetup]


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
    decisions: list[Decision] = []
    actions: list[Action] = []
    for meetup in reversed(community.meetups):
        if meetup.fields.status == "cancelled":
            continue
        decisions.extend(_read_decisions(meetup))
        actions.extend(_read_actions(meetup))
    return Log(tuple(decisions), tuple(actions))


class Written(NamedTuple):
    """Something that stands below the heading `Actions` of a meetup."""

    text: str
    meetup: Note[Meetup]
    body: str
    """The body of the meetup's note, after a line's end."""
    start: int
    """Where the text stands in it."""

    @property
    def span(self) -> Span:
        """Where it stands in the file; counted when it is asked for, since most is as it should be."""
        source = self.meetup.source
        line = source.front_matter.body_line - 1 + self.body.count("\n", 0, self.start)
        column = self.start - self.body.rfind("\n", 0, self.start)
        return Span(source.path, line, column, line, column + len(self.text))


def find_written(community: Community) -> Iterator[Written]:
    """Every `@handle`, and the text of every `(due …)` with a digit in it, below the heading `Actions` of each meetup;
    code aside.
    """
    for meetup in community.meetups:
        body = f"\n{meetup.source.body}\n"
        if "```" in body or "~~~" in body:
            body = _blank_code(body)
        for head in _ACTIONS.finditer(body):
            end = _HEADING.search(body, head.end())
            for match in _WRITTEN.finditer(body, head.end(), end.start() + 1 if end else len(body)):
                yield Written(str(match[match.lastgroup or 0]), meetup, body, match.start(match.lastgroup or 0))


def _blank_code(text: str) -> str:
    """The text with an empty line for each line of code."""
    lines, in_code = [], False
    for line in text.split("\n"):
        fence = line.lstrip().startswith(("```", "~~~"))
        in_code ^= fence
        lines.append("" if in_code or fence else line)
    return "\n".join(lines)


def _read_decisions(meetup: Note[Meetup]) -> Iterator[Decision]:
    for item in meetup.source.prose.items:
        if item.section.casefold() == "decisions" and item.text:
            yield Decision(item.text, meetup)


def _read_actions(meetup: Note[Meetup]) -> Iterator[Action]:
    for item in meetup.source.prose.items:
        if item.section.casefold() != "actions" or not item.text:
            continue
        due = _DUE.search(item.text)
        text = " ".join(_HANDLE.sub("", _DUE.sub("", item.text)).split())
        yield Action(text, tuple(_HANDLE.findall(item.text)), _day(due), bool(item.done), meetup)


def _day(match: re.Match[str] | None) -> date | None:
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None
