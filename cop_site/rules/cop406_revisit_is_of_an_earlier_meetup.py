"""A meetup revisits an earlier one on the same topic.

What: `revisits` names a meetup that was not held before this one, or that shares no topic with it.

Why: `revisits` says that a topic is taken up again on purpose. It counts only where readers can go back
to what was said on that topic before; else the repeat is one by accident.

Example:

    tags: [handling-silence]
    revisits: 2026-02-10-onboarding      which has `tags: [onboarding]`

How to fix it: name the held meetup that this one builds on, or take the field out.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.insight.repeats import is_revisit
from cop_site.model.community import Community
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.rules.rule import RuleContext

CODE = "COP406"
NAME = "revisit-is-of-an-earlier-meetup"
SEVERITY = Severity.WARNING


def check(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each meetup that revisits one it cannot build on."""
    community = context.community
    meetups = {meetup.slug: meetup for meetup in community.meetups}
    for meetup in community.meetups:
        revisited = meetups.get(meetup.fields.revisits or "")
        if revisited and not any(
            is_revisit(meetup, revisited if community.is_held(revisited) else None, topic) for topic in meetup.topics
        ):
            message = f"{revisited.slug} {_explain(meetup, revisited, community)}"
            hint = "name an earlier, held meetup on the same topic, or take 'revisits' out"
            yield Problem(NAME, meetup.source.span_of("revisits"), message, hint)


def _explain(meetup: Note[Meetup], revisited: Note[Meetup], community: Community) -> str:
    if revisited is meetup:
        return "is this meetup itself"
    if revisited.fields.date >= meetup.fields.date:
        return "is not earlier than this meetup"
    if not community.is_held(revisited):
        return "was not held"
    return "shares no topic with this meetup"
