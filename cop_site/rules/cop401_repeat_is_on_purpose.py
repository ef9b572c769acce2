"""A topic is taken up again on purpose.

What: two meetups within a year have the same main topic, and the later one does not say that this was
meant.

Why: nothing should be repeated while something else is left out. Taking a topic up again can be just right,
but then the note says what it builds on, and the site can lead readers from one to the other.

Example:

    meetups/2026-01-28-objectives-interviews.md     tags: [collecting-learning-objectives]
    meetups/2026-04-22-what-does-everyone-want.md   tags: [collecting-learning-objectives]

How to fix it: if it was meant, add `revisits:` with the earlier meetup's file name without `.md`, or give
both the same `series:` (another meetup may come in between). If it was not, leave it as it is: it is part of
the record. Next time, `cop plan` knows what nobody has covered yet.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import RuleContext

CODE = "COP401"
NAME = "repeat-is-on-purpose"
SEVERITY = Severity.INFO


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each accidental repeat at the later meetup."""
    for repeat in context.figures.repeats:
        if repeat.deliberate:
            continue
        title = context.community.topics[repeat.topic].title
        message = f"repeats {repeat.earlier.slug} on {title!r} without saying so"
        hint = f"if it is on purpose, add 'revisits: {repeat.earlier.slug}'"
        yield Problem(NAME, repeat.later.source.span_of("tags"), message, hint)
