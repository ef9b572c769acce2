"""Finds when a record was, wherever that is said: in a field, in its path, in a heading, at the top of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from cop_site.adopt.kinds import CREATED, names_meeting
from cop_site.adopt.record import Record
from cop_site.adopt.sort_fields import SortedFields
from cop_site.model.field_names import fold_name
from cop_site.model.spelling.day_in_path import find_day_in_path
from cop_site.model.spelling.day_order import DayOrder
from cop_site.model.spelling.days import Moment, drop_days, minutes_between, read_end_time

_FIRST_LINES = 12
_FIRST_LINES_OF_MONTH = 20
_MONTH_FILE = re.compile(r"(?:\A|/)(\d{4})[/_.-](\d{1,2})(?:/(?:readme|_?index))?\.\w+\Z", re.IGNORECASE | re.ASCII)
_ANY_DATE = frozenset({"date", "datum", "fecha", "data"})
"""Fields that say when a note was written where another, such as `event_date`, says when the event is."""
_DATE_LABEL = re.compile(
    r"(?:(?:meeting|call|event)[ ])?(?:dates?|when|datum|fecha|data|day)\b(?:\s*(?:&|and|/|et|y|und)\s*\w+)?"
    r"[\s*_]*(?:[:：|–-]|(?=\d)|(?=[^\W\d_]+\.?\s+\d))",
    re.IGNORECASE,
)
"""`Date & Time:`, `Meeting Date/Time:`, `Date May 7`; not `Date of birth:`."""
_HEADING = re.compile(r"\n(#{1,6})[ \t](.*(?:\d{4}|\d[./-]\d).*)")
"""A heading with a day, by the end of the line before it, which is several times as fast as `^` with re.MULTILINE."""
_IS_HEADING = re.compile(r" {0,3}#")
_LONGEST = timedelta(days=7)
"""The longest meeting, from its first day to its last: headings with days further apart are a log of several."""
_SEVERAL = 3
"""The fewest headings with days of such a log: of two, one may be about the next meeting."""
_MOST_ADDRESSES = 100
"""Old addresses of one note that are searched for a day."""


def find_moment(record: Record, draft: SortedFields, title: str, order: DayOrder) -> tuple[Moment | None, str]:
    """Return when a note was, and where that was found; of what is left of a log, no day is that of all of it."""
    if record.parts:
        return None, ""
    if moment := choose_moment(draft, "date", order):
        return moment, "heading" if record.part else "field"
    for day, place in _find_days(record, draft, title, order):
        if day:
            return Moment(day), place
    if moment := choose_moment(draft, "created", order):
        return Moment(moment.day), CREATED
    return None, ""


def _find_days(record: Record, draft: SortedFields, title: str, order: DayOrder) -> Iterator[tuple[date | None, str]]:
    """Yield what each place outside of the fields says, the most reliable first."""
    if record.is_file:
        yield order.find_in_path(record.origin), "path"
        yield _find_day_of_month(record, order), "text"
    for address in draft.addresses[:_MOST_ADDRESSES]:
        yield find_day_in_path(address), "address"
    if _is_log(record.body, order):
        return
    yield order.find(title), "heading"
    for line in _top(record.body, is_meeting := names_meeting(f"{title} {record.name}")):
        yield order.find(line), "text"
    days = {day for same in _find_heading_days(record.body, order).values() for day in same} if is_meeting else ()
    if days and max(days) - min(days) < _LONGEST:
        yield min(days), "heading"


def _find_day_of_month(record: Record, order: DayOrder) -> date | None:
    """Return the first day at the top of a text that lies in the month its path names, such as `2024/05.md`."""
    if match := _MONTH_FILE.search(record.origin):
        month = int(match[1]), int(match[2])
        days = map(order.find, record.body.split("\n", _FIRST_LINES_OF_MONTH)[:_FIRST_LINES_OF_MONTH])
        return next((day for day in days if day and (day.year, day.month) == month), None)
    return None


def _is_log(body: str, order: DayOrder) -> bool:
    """Return whether headings of one level say that a text is about several meetings."""
    levels = _find_heading_days(body, order).values()
    return any(len(days) >= _SEVERAL and max(days) - min(days) >= _LONGEST for days in levels)


def _find_heading_days(body: str, order: DayOrder) -> dict[str, set[date]]:
    """Return the days that the headings of each level name."""
    found: dict[str, set[date]] = {}
    for level, heading in _HEADING.findall(f"\n{body}"):
        if day := order.find(heading):
            found.setdefault(level, set()).add(day)
    return found


def explain_no_day(record: Record, draft: SortedFields, title: str, order: DayOrder) -> str:
    """Return why a note has no day although it names some; empty if it names none, or is left of a log."""
    if record.parts:
        return ""
    if _is_log(record.body, order):
        return "several meetings in one file: split it to have one of each"
    name = record.origin if record.is_file else ""
    texts = (*filter(lambda value: isinstance(value, str), draft.extra.values()), name, title)
    lines = _top(record.body, names_meeting(f"{title} {record.name}"))
    unsure = next(filter(None, map(order.find_unsure, (*texts, *lines))), "")
    return f"days that can be read in several ways: {unsure}" if unsure else ""


def choose_moment(draft: SortedFields, key: str, order: DayOrder) -> Moment | None:
    """Return the moment that the fields say, of the same day the one with a time; what cannot be read is kept."""
    chosen, chosen_from = None, ""
    for name, text in sorted(draft.dates.pop(key, []), key=lambda said: fold_name(said[0]) in _ANY_DATE):
        span = order.read_span(text)
        if span is None:
            draft.extra[name] = text
            continue
        moment, last = span
        if chosen is None or (moment.day == chosen.day and moment.time and not chosen.time):
            chosen, chosen_from = moment, name
        elif moment.day != chosen.day and name != chosen_from:
            draft.extra[name] = text
            continue
        if moment.time and not moment.zone and not last:
            draft.end_time = draft.end_time or read_end_time(text)
        if last:
            draft.dates.setdefault("end", []).append((name, last.day.isoformat()))
    return chosen


def find_dated_lines(body: str) -> Iterator[str]:
    """Yield the lines that may say a day: headings, and lines at the top such as `Date: 15 May 2024`."""
    yield from (heading for _, heading in _HEADING.findall(f"\n{body}"))
    yield from _top(body, is_meeting=True)


def _top(body: str, is_meeting: bool) -> Iterator[str]:
    """Yield the first lines that say a day about the note: headings, and lines such as `**Date**: 15 May 2024`.

    Unless the note is about a meeting, a heading with more numbers, such as `v6.0.1 (2024-05-15)`, is about that.
    """
    for line in body.split("\n", _FIRST_LINES)[:_FIRST_LINES]:
        plain = line.strip(" *_#>-\t")
        is_heading = _IS_HEADING.match(line) and (is_meeting or not re.search(r"\d", drop_days(plain)))
        if is_heading or _DATE_LABEL.match(plain):
            yield plain


def set_end(draft: SortedFields, start: Moment, end: Moment) -> None:
    """Say how long a meetup takes: its minutes on one day, its last day over several."""
    if end.day > start.day:
        draft.fields["until"] = end.day
    elif minutes := minutes_between(start, end):
        draft.fields.setdefault("minutes", str(minutes))
