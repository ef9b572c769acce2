"""A path leads past each note once.

What: two steps of a path lead to the same note or topic. The site shows the first.

Why: a note needs to be read once. A second visit looks like a mistake, and the times of the path would
not add up.

Example:

    steps: [{topic: opening-a-meetup}, {note: topics/opening-a-meetup}]

How to fix it: take one of the steps out, or lead to another note on the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.insight.paths import find_step
from cop_site.model.references import find_mentions
from cop_site.rules.rule import RuleContext

CODE = "COP306"
NAME = "step-is-taken-once"
SEVERITY = Severity.WARNING


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each step whose note an earlier step names, too."""
    community = context.community
    for path in community.paths.values():
        seen = set()
        for mention in find_mentions(path, "topic", "note"):
            note = find_step(mention.target, mention.text, community)
            if note is None or mention.at[0] != "steps":
                continue
            if note.key in seen:
                yield Problem(NAME, mention.span, "an earlier step names the same note", "delete one of them")
            seen.add(note.key)
