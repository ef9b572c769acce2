"""A meetup is tagged with the topics whose objectives it covers.

What: `covers` names an objective of a topic that is not among the tags.

Why: the claim counts, so the meetup is on the topic's page and in its coverage. The tags are what people
read and search by; they should name the same topics.

Example:

    tags: [onboarding]
    covers: [handling-silence/wait]

How to fix it: add the topic to `tags`, or correct the objective.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.model.references import find_mentions
from cop_site.rules.rule import RuleContext

CODE = "COP408"
NAME = "covered-topic-is-tagged"
SEVERITY = Severity.INFO


def check(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each covered objective of a topic that the meetup's tags do not name."""
    community = context.community
    for meetup in community.meetups:
        if not meetup.fields.all_covers:
            continue
        tagged = {community.topic_named(tag) for tag in meetup.fields.all_tags}
        for mention in find_mentions(meetup, "objective"):
            topic = community.topic_named(mention.text.rpartition("/")[0])
            if topic and topic not in tagged:
                message = f"the topic {topic!r} is not among the tags"
                yield Problem(NAME, mention.span, message, f"add {topic!r} to 'tags', or correct the objective")
