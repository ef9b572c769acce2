"""What is meant to stay true is looked at again in time.

What: a topic, resource, practice, path or term says when it was `reviewed` and after what time it wants to
be looked at again (`review_in`), and that day has passed.

Why: readers trust what the site says. A note that was not reviewed for longer than its author thought wise
may be wrong by now, and readers cannot tell.

Example:

    reviewed: 2025-03-01
    review_in: 6 months

How to fix it: read the note. Correct what no longer holds, and write the day on which you read it into
`reviewed`. If it ages more slowly than was thought, set a longer `review_in`.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.insight.freshness import State
from cop_site.rules.rule import RuleContext

CODE = "COP501"
NAME = "review-is-current"
SEVERITY = Severity.INFO


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each note whose review is overdue."""
    for fresh in context.figures.freshness.values():
        if fresh.state is State.OVERDUE:
            message = f"the review was due on {fresh.due}"
            hint = f"read it, and if it is still correct, write: reviewed: {context.community.as_of}"
            yield Problem(NAME, fresh.note.source.span_of("reviewed"), message, hint)
