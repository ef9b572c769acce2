"""A meetup that was held covers a topic of the syllabus.

What: none of a held meetup's tags, and none of the `topics` of its talks, names a topic.

Why: a meetup without a topic is on no topic's page, and the coverage does not count it. A summer party
need not be on the syllabus; an evening on a method should.

Example:

    tags: [retrospectives]      while there is no topic of that name

How to fix it: tag it with the topic it was about, or declare a new one with `cop new topic`. If it was
about none, leave it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import RuleContext

CODE = "COP402"
NAME = "meetup-is-on-the-syllabus"
SEVERITY = Severity.INFO


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each held meetup without a topic."""
    if not context.community.topics:
        return  # Without a syllabus, nothing can be off it.
    broken = {problem.span.path for problem in context.community.problems}
    for meetup in context.figures.coverage.off_syllabus:
        if meetup.fields.format == "social" or meetup.source.path in broken:
            continue  # Its tags may be invalid, which is reported already.
        hint = "tag it with a topic, or declare one with 'cop new topic'"
        yield Problem(NAME, meetup.source.span_of("tags"), "none of its tags names a topic of the syllabus", hint)
