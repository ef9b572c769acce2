"""A date or time is one that exists, written in one way.

What: a date is not written as year-month-day, or names a day that is in no calendar; or a time of day is
not written as hours and minutes. In lists under `Actions` of a meetup, the day in `(due …)` may also be
written as the language of the note writes it, such as `(bis 31.10.2026)` or `(avant le 13 octobre 2026)`;
it is reported where it is in no calendar, or may be one of two days.

Why: 03/04 is March to some and April to others, and the site sorts, counts and reminds by dates.

Example:

    date: 2026-02-30

How to fix it: write dates as `2026-01-14`, and times as `"18:30"`.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.content.wording import quote
from cop_site.diagnostics import Problem, Severity
from cop_site.model.spelling.dates import read_dates
from cop_site.rules.rule import RuleContext

CODE = "COP104"
NAME = "date-is-real"
SEVERITY = Severity.ERROR


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Report each due date of an action that does not exist; those in fields are found while notes are read."""
    for due in (due for action in context.actions for due in action.dues if not due.day):
        days = read_dates(due.text)
        hint = f"write (due {' or '.join(days) or 'year-month-day'})"
        fix = due.replace_with(days[0], safe=True) if len(days) == 1 else None
        yield Problem(NAME, due.span, f"due: {quote(due.text)} is not a date", hint, fix)
