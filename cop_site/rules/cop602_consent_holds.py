"""The consent to tell a story has not run out.

What: the day in `consent.until` has passed. The story is not published any more.

Why: consent that was given for some time ends with it, without anybody having to remember.

Example:

    consent: {given: 2025-06-22, scope: public, by: Yuki Satō, until: 2026-06-22}

How to fix it: ask again, and write down the new day; or delete the story, and thank the person who told
it.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.model.kinds import Testimonial
from cop_site.rules.rule import RuleContext

CODE = "COP602"
NAME = "consent-holds"
SEVERITY = Severity.WARNING


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each story whose consent has expired."""
    for draft in context.community.unpublished:
        if not isinstance(draft.fields, Testimonial) or draft.fields.draft or draft.fields.consent is None:
            continue
        until = draft.fields.consent.until
        if until is not None and until < context.community.as_of:
            message = f"consent expired on {until}, and the story is no longer published"
            span = draft.source.span_of("consent", "until")
            yield Problem(NAME, span, message, "ask again and write the new date, or delete the story")
