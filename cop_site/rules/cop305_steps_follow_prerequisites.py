"""The steps of a path come after what they build on.

What: a path leads to a topic before it leads to another one that this topic requires.

Why: a path promises an order in which everything makes sense. Those who follow this one meet a topic
without what it builds on, and meets that later, when it is too late to help.

Example:

    steps: [{topic: making-a-plan}, {topic: setting-the-objective}]

with a topic `making-a-plan` that requires `setting-the-objective`.

How to fix it: move the step behind what it builds on. If the order makes sense as it is, the topic does not
need the other one: take it out of the topic's `requires`.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.insight.path_health import find_disorder
from cop_site.rules.rule import RuleContext

CODE = "COP305"
NAME = "steps-follow-prerequisites"
SEVERITY = Severity.ERROR


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each step of a topic that comes before a topic which it builds on, directly or not."""
    for path in context.community.paths.values():
        for mention, missed in find_disorder(path, context.community):
            message = f"the step comes before '{missed}', which it builds on"
            yield Problem(NAME, mention.span, message, f"move it after '{missed}'")
