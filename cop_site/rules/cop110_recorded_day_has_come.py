"""What a note records has happened.

What: a field says on which day something was done (`reviewed`, `added`, the `date` of a story, that `since`
which a member wants something), or that a meetup was held, and that day has not come yet.

Why: mostly it is a slip in the year, and what is counted from it is wrong: the note seems fresh for longer
than anybody can know, and a meetup that is said to be held is missing among those that were.

Example:

    reviewed: 2062-03-01

How to fix it: write the day on which it happened. What is still to come has other fields: when to read a
note again is said by `review_in`, and a planned meetup has only its `date`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cop_site.content.frontmatter.places import Location
from cop_site.diagnostics import Problem, Severity
from cop_site.model.kinds import Fields, Meetup, Member, Resource, Reviewed, Testimonial
from cop_site.rules.rule import RuleContext

CODE = "COP110"
NAME = "recorded-day-has-come"
SEVERITY = Severity.WARNING

_TOLERANCE = 1
"""Days; in another time zone, it may be tomorrow already."""


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each record of a day in the future."""
    latest = context.community.as_of.toordinal() + _TOLERANCE
    for note in context.community.notes:
        for at, day, hint in _find_records(note.fields):
            if day and day.toordinal() > latest:
                yield Problem(NAME, note.source.span_of(*at), f"{day} is in the future", hint)


def _find_records(fields: Fields) -> Iterator[tuple[Location, date | None, str]]:
    """Yield each day on which something was done, with its location and a hint."""
    if isinstance(fields, Reviewed):
        again = "write the day on which somebody read the note; 'review_in' says when to read it again"
        yield ("reviewed",), fields.reviewed, again
    if isinstance(fields, Resource):
        yield ("added",), fields.added, "write the day on which it was added here"
    if isinstance(fields, Testimonial):
        yield ("date",), fields.date, "write the day on which the story was told"
    if isinstance(fields, Member):
        for number, wanted in enumerate(fields.wants):
            yield ("wants", number, "since"), wanted.since, "write the day on which it was asked for"
    if isinstance(fields, Meetup) and fields.status == "held":
        yield ("status",), fields.date, "correct the date, or delete the status until the meetup was held"
