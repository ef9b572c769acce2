"""What was decided at meetups and what somebody took on."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cop_site.model.community import Community
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note

_HANDLE = re.compile(r"(?:^|(?<=\s))@([\w-]+)")
# These begin with a line's end, which is found much faster than a line's beginning.
_ACTIONS = re.compile(r"\n {0,3}#{1,6}[ \t]+actions(?:[ \t]+#+)?[ \t]*(?=\n)", re.IGNORECASE)
_FENCE = re.compile(r"\n[ \t]*(?:```|~~~)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_DUE = re.compile(r"\s*\(due:? +(\d{4}-\d{2}-\d{2})\)")


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


def find_action_lines(meetup: Note[Meetup]) -> Iterator[tuple[int, str]]:
    """The lines below the heading `Actions`, each after its line in the file; code aside."""
    text = f"\n{meetup.source.body}\n"
    fences: list[int] | None = None
    for head in _ACTIONS.finditer(text):
        if fences is None:
            fences = [fence.start() for fence in _FENCE.finditer(text)]
        if bisect(fences, head.start()) % 2:
            continue
        number = meetup.source.front_matter.body_line + text.count("\n", 0, head.end()) - 1
        start, in_code = head.end() + 1, False
        while (end := text.find("\n", start)) >= 0:
            line, start, number = text[start:end], end + 1, number + 1
            if line.lstrip().startswith(("```", "~~~")):
                in_code = not in_code
            elif not in_code and _HEADING.match(line):
                break
            elif not in_code:
                yield number, line


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
