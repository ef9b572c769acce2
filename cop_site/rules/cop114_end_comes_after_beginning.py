"""What has a beginning does not end before it.

What: `until` of a meetup lies before its `date`, `to` of a break or a role before its `from`, or a member
`left` before the day they `joined`.

Why: one of the two days is a slip. A meetup then takes one day, a break is none, and somebody is gone who may
be here.

Example:

    date: 2026-01-14
    until: 2025-01-16

How to fix it: correct the day that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cop_site.content.frontmatter.fields import Location
from cop_site.diagnostics import Problem, Severity
from cop_site.model.kinds import Charter, Fields, Meetup, Member
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
