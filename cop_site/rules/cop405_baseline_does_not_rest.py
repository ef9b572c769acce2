"""What everybody should know comes up again before it is forgotten.

What: a topic of the baseline was covered, but its last meetup is longer ago than `refresh_after` (a year,
unless the topic or the settings say otherwise).

Why: members come and go. After a year, some of those who are here now were not there then.

Example:

    baseline: true
    # last meetup in September of the year before

How to fix it: plan a meetup on it, perhaps by somebody who was new last time. If once is enough, set a
longer `refresh_after` in the topic.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.insight.coverage import Flag
from cop_site.rules.rule import RuleContext

CODE = "COP405"
NAME = "baseline-does-not-rest"
SEVERITY = Severity.INFO


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each resting topic of the baseline."""
    for covered in context.figures.coverage.with_flag(Flag.RESTING):
        if covered.topic.fields.baseline and not covered.planned:
            message = f"this baseline topic has had no meetup since {covered.last_held}"
            hint = "plan a meetup on it, or set a longer 'refresh_after'"
            yield Problem(NAME, covered.topic.source.span_of_key("baseline"), message, hint)
