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
from cop_site.insight.paths import find_step
from cop_site.insight.prerequisites import sort_by_prerequisite
from cop_site.model.kinds import Kind
from cop_site.model.references import Mention, find_mentions
from cop_site.rules.rule import RuleContext

CODE = "COP305"
NAME = "steps-follow-prerequisites"
SEVERITY = Severity.ERROR


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each step of a topic that comes before a topic which it builds on, directly or not."""
    community = context.community
    for path in community.paths.values():
        # Steps that replace computed ones are in order already.
        computed = sort_by_prerequisite(map(community.topic_named, path.fields.goals), community)
        mentions: dict[str, Mention] = {}
        for mention in find_mentions(path, "topic", "note"):
            note = find_step(mention.target, mention.text, community)
            if note and note.kind is Kind.TOPIC and note.slug not in computed and mention.at[0] == "steps":
                mentions.setdefault(note.slug, mention)
        later = list(mentions)
        for slug, mention in mentions.items():
            later.remove(slug)
            needed = sort_by_prerequisite([slug], community)
            # Topics in a cycle come before each other, which another rule reports.
            missed = [o for o in later if o in needed and slug not in sort_by_prerequisite([o], community)]
            if missed:
                message = f"the step comes before '{missed[0]}', which it builds on"
                yield Problem(NAME, mention.span, message, f"move it after '{missed[0]}'")
