"""A step of a path leads to something that still holds.

What: a step leads to a resource that a newer one has taken the place of, to a practice that is retired, to
a meetup that was cancelled, or to a member who is not listed and has no page.

Why: those who follow a path trust it. They would learn what the others have given up, or arrive nowhere.

Example:

    steps:
      - note: resources/the-art-of-community

with a resource that has `superseded_by: community-canvas`.

How to fix it: lead to what has taken its place, or take the step out.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.insight.path_health import Fault, find_fault
from cop_site.insight.paths import find_step
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Meetup, Practice, Resource
from cop_site.model.note import Note
from cop_site.model.references import find_mentions
from cop_site.rules.rule import RuleContext

CODE = "COP304"
NAME = "step-is-current"
SEVERITY = Severity.ERROR


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each step whose note is outdated or has no page."""
    for path in context.community.paths.values():
        for mention in find_mentions(path, "note"):
            note = find_step("note", mention.text, context.community)
            reason = note and _explain(note, context.community)
            if reason:
                yield Problem(NAME, mention.span, *reason)


def _explain(note: Note[Fields], community: Community) -> tuple[str, str] | None:
    """Return why a step must not name a note, with a hint; None if it may."""
    fields, fault = note.fields, find_fault(note)
    if fault is None:
        return None
    if fault is Fault.SUPERSEDED and isinstance(fields, Resource):
        newer = community.resources.get(fields.superseded_by or "")
        hint = f"use '{newer.key}' instead" if newer else "use its replacement instead"
        return f"the step names '{note.key}', which is superseded", hint
    if isinstance(fields, Practice):
        return f"the step names '{note.key}', which is retired", "use a current practice instead, or delete the step"
    if isinstance(fields, Meetup):
        return f"the step names '{note.key}', which was cancelled", "use a meetup that was held instead"
    return "the step names a member who is not listed", "delete the step: the member has no page"
