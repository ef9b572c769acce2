"""An objective of a topic has an id of its own.

What: two objectives of one topic have the same `id`, or the same text without an id.

Why: a meetup names an objective by its id. With one id for two, nobody can tell which of them it covered.

Example:

    objectives:
      - {id: wait, text: Wait for ten seconds}
      - {id: wait, text: Say why you wait}

How to fix it: give the second one an id of its own, and correct the meetups that covered it.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import RuleContext

CODE = "COP212"
NAME = "objective-is-listed-once"
SEVERITY = Severity.ERROR


def check(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each objective whose id stands in its topic before."""
    for topic in context.community.topics.values():
        seen: set[str] = set()
        for index, objective in enumerate(topic.fields.objectives):
            if objective.id in seen:
                span = topic.source.span_of("objectives", index)
                message = f"the topic has another objective with the id {objective.id!r}"
                yield Problem(NAME, span, message, "give it an id of its own")
            seen.add(objective.id)
