"""A step of a path leads to one note or to one topic.

What: a step has neither `note` nor `topic`, or it has both.

Why: a step is one stop. With none, readers have nothing to open; with two, it is unclear which of them is
meant.

Example:

    steps:
      - why: Start here.

How to fix it: write `topic: opening-a-meetup` or `note: practices/opening-round`, and make two steps of
two things.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import RuleContext

CODE = "COP303"
NAME = "step-names-one-thing"
SEVERITY = Severity.ERROR


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each step without exactly one of `note` and `topic`."""
    for path in context.community.paths.values():
        steps = path.source.front_matter.values.get("steps")
        for index, step in enumerate(steps if isinstance(steps, list) else [steps]):
            if not isinstance(step, dict):
                continue
            named = [key for key in ("note", "topic") if key in step]
            if len(named) != 1:
                what = "both a note and a topic" if named else "neither a note nor a topic"
                hint = "make two steps of it" if named else "add 'topic: …' or 'note: …'"
                at = ("steps", index) if isinstance(steps, list) else ("steps",)
                yield Problem(NAME, path.source.span_of(*at), f"the step names {what}", hint)
