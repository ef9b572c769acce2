"""What has a beginning does not end before it.

What: `until` of a meetup lies before its `date`, `to` of a break or a role before its `from`, or a member
`left` before the day they `joined`. Or `ends` of a meetup is the moment at which it begins, or its `minutes`
lead to another.

Why: one of the two is a slip. A meetup then takes one day, a break is none, and somebody is gone who may
be here.

Example:

    date: 2026-01-14
    until: 2025-01-16

How to fix it: correct the one that is wrong. A meetup that `ends` before the hour at which it begins goes on
past midnight; of `ends` and `minutes`, one is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cop_site.content.frontmatter.places import Location
from cop_site.diagnostics import Problem, Severity
from cop_site.model.kinds import Charter, Fields, Meetup, Member
from cop_site.model.kinds.charter import Rhythm
from cop_site.model.note import Note
from cop_site.rules.rule import RuleContext

CODE = "COP114"
NAME = "end-comes-after-beginning"
SEVERITY = Severity.WARNING


def check(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each end before its beginning."""
    for note in context.community.by_name.values():
        for at, begin, end in _find_spans(note.fields):
            if begin and end and end < begin:
                message = f"{end} is before {begin}, when it begins"
                yield Problem(NAME, note.source.span_of(*at), message, "correct the day that is wrong")
    for meetup in context.community.meetups:
        yield from _check_length(meetup, context.community.charter.fields.meetups)


def _check_length(meetup: Note[Meetup], rhythm: Rhythm) -> Iterator[Problem]:
    """Yield a problem for a time of ending that is the beginning, or is not as long after it as `minutes` says."""
    fields = meetup.fields
    begin, length = fields.time or rhythm.at, fields.length(rhythm)
    if not fields.ends:
        return
    at = meetup.source.span_of("ends")
    if begin == fields.ends:
        yield Problem(NAME, at, f"{fields.ends} is when it begins", "correct the time that is wrong")
    elif begin and fields.minutes not in (None, length) and not fields.until:
        message = f"{fields.ends} is {length} minutes after {begin}, but 'minutes' is {fields.minutes}"
        yield Problem(NAME, at, message, "keep the one that is right, and delete the other")


def _find_spans(fields: Fields) -> Iterator[tuple[Location, date | None, date | None]]:
    """Yield where each end stands, with its beginning and itself."""
    if isinstance(fields, Meetup):
        yield ("until",), fields.date, fields.until
    if isinstance(fields, Charter):
        for number, pause in enumerate(fields.breaks):
            yield ("breaks", number, "to"), pause.from_, pause.to
    if isinstance(fields, Member):
        yield ("left",), fields.joined, fields.left
        for number, role in enumerate(fields.roles):
            yield ("roles", number, "to"), role.from_, role.to
