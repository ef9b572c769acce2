"""A meetup revisits an earlier one on the same topic.

What: `revisits` names a meetup that was not held before this one, or that shares no topic with it; or it has
a day and not the name of a meetup.

Why: `revisits` says that a topic is taken up again on purpose. It counts only where readers can go back
to what was said on that topic before; else the repeat is one by accident.

Example:

    tags: [handling-silence]
    revisits: 2026-02-10-onboarding      which has `tags: [onboarding]`

How to fix it: name the held meetup that this one builds on, or take the field out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cop_site.diagnostics import Problem, Severity
from cop_site.fixes.frontmatter import rewrite_value
from cop_site.insight.repeats import is_revisit
from cop_site.model.community import Community
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.model.spelling.dates import read_day
from cop_site.rules.rule import RuleContext

CODE = "COP406"
NAME = "revisit-is-of-an-earlier-meetup"
SEVERITY = Severity.WARNING


def check(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each meetup that revisits one it cannot build on."""
    community = context.community
    meetups = {meetup.slug: meetup for meetup in community.meetups}
    for meetup in community.meetups:
        named = meetup.fields.revisits or ""
        revisited = meetups.get(named)
        if not revisited and (day := read_day(named)):
            yield _name_meetup(meetup, day, community)
        elif revisited and not any(
            is_revisit(meetup, revisited if community.is_held(revisited) else None, topic) for topic in meetup.topics
        ):
            message = f"{revisited.slug} {_explain(meetup, revisited, community)}"
            hint = "name an earlier, held meetup on the same topic, or take 'revisits' out"
            yield Problem(NAME, meetup.source.span_of("revisits"), message, hint)


def _name_meetup(meetup: Note[Meetup], day: date, community: Community) -> Problem:
    """Return the problem of a day where a name is wanted; the fix names the one meetup on that day that it can mean."""
    held = [other for other in community.meetups if other.fields.date == day and community.is_held(other)]
    there = [other.slug for other in held if any(is_revisit(meetup, other, topic) for topic in meetup.topics)]
    span = meetup.source.span_of("revisits")
    message = f"{day} is a day, and no name of a meetup"
    if len(there) != 1:
        return Problem(NAME, span, message, "name the file of an earlier meetup, without '.md'")
    fix = rewrite_value(span, day.isoformat(), there[0], safe=True)
    return Problem(NAME, span, message, f"write the meetup of that day: {there[0]}", fix)


def _explain(meetup: Note[Meetup], revisited: Note[Meetup], community: Community) -> str:
    if revisited is meetup:
        return "is this meetup itself"
    if revisited.fields.date >= meetup.fields.date:
        return "is not earlier than this meetup"
    if not community.is_held(revisited):
        return "was not held"
    return "shares no topic with this meetup"
