"""Topics by quarters: a mark for each meetup, and a line from each meetup to the next one that repeats its topic."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from cop_site.charts.svg import area_class
from cop_site.insight.coverage import Coverage, Flag, Status, TopicCoverage
from cop_site.insight.repeats import Repeat
from cop_site.model.community import Community
from cop_site.model.kinds import Meetup
from cop_site.model.labels import name_quarter
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.days import quarter_of, quarters_between
from cop_site.pages.views import Link
from cop_site.wording.catalogue import Wording
from cop_site.wording.message import message

_MAX_QUARTERS = 8
MOST = 150
"""The meetups of a table: with their repeats they weigh about 40 KB when packed."""
_UNSCROLLED = 24
"""As many topics stand on the page; more scroll by themselves."""


Quarters = Sequence[tuple[int, int]]
"""Years and their quarters, from 1 to 4."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A meetup in a cell, and the lines at it.

    A line is the kind of repeat that it shows: `deliberate`, `accidental`, or empty if there is none.
    """

    href: str
    words: Markup
    """Its day and title, and the meetup that it repeats."""
    planned: bool
    repeat: str
    """The line that ends here."""
    reached: str
    """The line from the previous mark in the same cell."""
    passed: str
    """The line that passes it, from an earlier meetup to a later one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The meetups on a topic in a quarter, with the lines across the cell's edges."""

    marks: tuple[Mark, ...]
    enters: str
    """The line at the left edge: `deliberate`, `accidental`, or empty."""
    leaves: str
    """The line at the right edge, in the same words."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A topic in the matrix."""

    topic: Link
    status: Status
    flags: tuple[Flag, ...]
    asked: int
    """The number of members who ask for it."""
    cells: tuple[Cell, ...]
    """One for each quarter."""


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """The topics of an area."""

    title: str
    """Empty if no topic has an area."""
    lang: str | None
    """The language of the title; None if it is interface text."""
    colour: str
    """The class that gives it its colour."""
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All topics by the latest quarters."""

    quarters: tuple[str, ...]
    """Such as `Q1 2026`, at most eight."""
    groups: tuple[MatrixGroup, ...]
    statuses: tuple[Status, ...]
    """The statuses that occur, for the key."""
    flags: tuple[Flag, ...]
    """The flags that occur."""
    is_long: bool
    """Whether it scrolls by itself below its head."""
    earlier: int
    """The number of meetups on topics before these; each counts once, even if it has several topics."""


class Window(NamedTuple):
    """What a table shows: meetups that follow one another, and the quarters in which they are."""

    meetups: Sequence[Note[Meetup]]
    quarters: Quarters


def find_latest(community: Community) -> Window:
    """Return the meetups, held and planned, of the latest eight quarters: as many as one table can show."""
    meetups = [meetup for meetup in community.meetups if community.is_held(meetup) or community.is_planned(meetup)]
    days = [community.as_of, *(meetup.fields.date for meetup in meetups)]
    quarters = quarters_between(min(days), max(days))[-_MAX_QUARTERS:]
    latest = [meetup for meetup in meetups if quarter_of(meetup.fields.date) >= quarters[0]]
    if len(latest) <= MOST:
        return Window(latest, quarters)
    latest = latest[-MOST:]
    return Window(latest, quarters_between(latest[0].fields.date, max(days)))


def view_matrix(context: PageContext, coverage: Coverage, window: Window) -> Matrix:
    """Return every topic in the order of the syllabus by quarters."""
    shown = frozenset(meetup.key for meetup in window.meetups)
    first = window.meetups[0].fields.date if window.meetups else date.max
    return Matrix(
        tuple(name_quarter(context.wording, *quarter) for quarter in window.quarters),
        tuple(_groups(context, coverage, window.quarters, shown)),
        tuple(status for status in Status if coverage.with_status(status)),
        tuple(flag for flag in Flag if coverage.with_flag(flag)),
        len(coverage.topics) > _UNSCROLLED,
        sum(1 for held in coverage.held if held.topics and held.fields.date <= first and held.key not in shown),
    )


def _groups(context: PageContext, coverage: Coverage, quarters: Quarters, shown: Set[str]) -> Iterator[MatrixGroup]:
    areas = context.site.areas
    rest = context.wording.gettext("Other topics") if len(areas) > 1 else ""
    for area, group in groupby(coverage.topics.values(), key=lambda covered: covered.topic.fields.area):
        topics = list(group)
        lang = context.language(topics[0].topic) if area else None
        rows = tuple(_row(context, covered, quarters, shown) for covered in topics)
        yield MatrixGroup(area or rest, lang, area_class(areas[area]), rows)


def _row(context: PageContext, covered: TopicCoverage, quarters: Quarters, shown: Set[str]) -> MatrixRow:
    return MatrixRow(
        context.link(covered.topic),
        covered.status,
        covered.flags,
        len(covered.wanted_by),
        tuple(_cells(context, covered, quarters, shown)),
    )


def _cells(context: PageContext, covered: TopicCoverage, quarters: Quarters, shown: Set[str]) -> Iterator[Cell]:
    """Yield one cell for each quarter, from left to right; `line` is the line at the current point.

    There is never more than one line: a repeat starts at the meetup where the one before it ends. A line that starts
    at a meetup that is not shown enters at the left edge.
    """
    begins = {repeat.earlier.key: repeat for repeat in covered.repeats}
    ends = {repeat.later.key: repeat for repeat in covered.repeats}
    line, meetups = "", deque((*covered.held, *covered.planned))
    for quarter in quarters:
        enters, marks = line, list[Mark]()
        while meetups and quarter_of(meetups[0].fields.date) <= quarter:
            meetup = meetups.popleft()
            is_joined = meetup.key in begins or meetup.key in ends
            if meetup.key in shown:
                reached, passed = line if marks else "", "" if is_joined else line
                marks.append(_mark(context, meetup, ends.get(meetup.key), reached, passed))
            line = _kind(begins.get(meetup.key)) if is_joined else line
            enters = enters if marks else line
        yield Cell(tuple(marks), enters, line)


def _mark(context: PageContext, meetup: Note[Meetup], repeat: Repeat | None, reached: str, passed: str) -> Mark:
    planned = context.site.community.is_planned(meetup)
    wording = context.wording
    words = context.word(message("%(day)s: %(meetup)s", day=wording.formats.day(meetup.fields.date), meetup=meetup))
    if planned:
        words += " · " + wording.pgettext("a meetup", "planned")
    if repeat:
        words += " · " + _remark(repeat, wording)
    return Mark(context.href(meetup.uri), words, planned, _kind(repeat), reached, passed)


def _remark(repeat: Repeat, wording: Wording) -> str:
    earlier = wording.formats.day(repeat.earlier.fields.date)
    if repeat.deliberate:
        return wording.gettext("takes up %(day)s again on purpose", day=earlier)
    return wording.gettext("repeats %(day)s by accident", day=earlier)


def _kind(repeat: Repeat | None) -> str:
    return "" if repeat is None else "deliberate" if repeat.deliberate else "accidental"
