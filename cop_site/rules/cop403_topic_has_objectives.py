"""A topic says what one can do once it is understood.

What: a topic lists no objectives.

Why: a topic without objectives counts as covered after one meetup, whatever that meetup was about.
Objectives show what is still open, and tell those who plan the next meetup what to prepare.

Example:

    title: Handling silence
    # no objectives:

How to fix it: list two to four things that somebody can do or explain afterwards:

    objectives:
      - id: reasons-for-silence
        text: Name three reasons why people stay silent
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import RuleContext

CODE = "COP403"
NAME = "topic-has-objectives"
SEVERITY = Severity.INFO


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each topic without objectives."""
    for topic in context.community.topics.values():
        if not topic.fields.objectives:
            hint = "add 'objectives:' with what somebody can do afterwards"
            yield Problem(NAME, topic.source.span_of_key("title"), "the topic lists no objectives", hint)
