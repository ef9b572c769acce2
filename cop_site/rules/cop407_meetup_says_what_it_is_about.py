"""A meetup says which of its topics it is about.

What: a held meetup is tagged with more than three topics and names no objectives in `covers`.

Why: each tag that names a topic makes the meetup count for it. A meetup can hardly do justice to four;
then a topic seems covered of which only the name was said.

Example:

    tags: [onboarding, handling-silence, retrospectives, agendas, feedback]

How to fix it: keep the tags of the topics that it was really about, the main one first, or say in
`covers` which objectives it covered.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import RuleContext

CODE = "COP407"
NAME = "meetup-says-what-it-is-about"
SEVERITY = Severity.INFO

_MOST_TOPICS = 3


def check(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each held meetup on more topics than one can be about."""
    for meetup in context.figures.coverage.held:
        if len(meetup.topics) > _MOST_TOPICS and not meetup.fields.covers:
            message = f"it is tagged with {len(meetup.topics)} topics"
            hint = "keep those that it was about, or name the objectives that it covered in 'covers'"
            yield Problem(NAME, meetup.source.span_of("tags"), message, hint)
