"""A meetup says which of its topics it is about.

What: a held meetup, or a talk of one, is on more than three topics and names no objectives in `covers`.

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
from cop_site.model.talks import are_all_talks_read
from cop_site.rules.rule import RuleContext

CODE = "COP407"
NAME = "meetup-says-what-it-is-about"
SEVERITY = Severity.INFO

_MOST_TOPICS = 3


def check(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each held meetup on more topics than one can be about."""
    for meetup in context.figures.coverage.held:
        hint = "keep those that it was about, or name the objectives that it covered in 'covers'"
        if len(meetup.own_topics) > _MOST_TOPICS and not meetup.fields.all_covers:
            message = f"it is tagged with {len(meetup.own_topics)} topics"
            yield Problem(NAME, meetup.source.span_of("tags"), message, hint)
        for number, (talk, topics) in enumerate(zip(meetup.fields.talks, meetup.topics_of_talks, strict=True)):
            if len(topics) > _MOST_TOPICS and not talk.covers:
                message = f"the talk {talk.title!r} is on {len(topics)} topics"
                at = (number, "topics") if are_all_talks_read(meetup) else ()
                yield Problem(NAME, meetup.source.span_of("talks", *at), message, hint)
