"""A path leads somewhere.

What: a path has neither `goals` nor `steps`.

Why: it would be an empty page for the very people who need a place to start.

Example:

    title: New member
    for: People in their first weeks with us

How to fix it: name the topics to arrive at (`goals: [opening-a-meetup]`), and the steps are computed
from what they require; or write the `steps` yourself.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity, Span
from cop_site.rules.rule import RuleContext

CODE = "COP302"
NAME = "path-has-steps"
SEVERITY = Severity.ERROR


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each path without goals and steps."""
    for path in context.community.paths.values():
        front_matter = path.source.front_matter
        if not any(front_matter.values.get(key) or key in front_matter.lost for key in ("goals", "steps")):
            message = "the path has neither goals nor steps"
            yield Problem(NAME, Span(path.source.path), message, "add 'goals:', a list of topics to learn")
