"""A meetup that is planned is still to come.

What: a meetup has `status: planned`, and its day has passed.

Why: nobody can tell whether it took place. Until somebody says so, it counts as not held: its topic seems
left out, and the plan proposes it again.

Example:

    date: 2026-01-14
    status: planned

How to fix it: if it took place, delete the status; a meetup whose day has passed is held. If it did not,
write `status: cancelled`, or `moved_to:` with the new day.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import RuleContext

CODE = "COP111"
NAME = "planned-meetup-is-ahead"
SEVERITY = Severity.WARNING


def check(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each meetup that was left planned."""
    for meetup in context.community.meetups:
        fields = meetup.fields
        if fields.status == "planned" and fields.last_day < context.community.as_of:
            message = f"it is still planned, and {fields.last_day} has passed"
            hint = "delete the status if it took place; else write 'status: cancelled' or 'moved_to:' with the new day"
            yield Problem(NAME, meetup.source.span_of("status"), message, hint)
