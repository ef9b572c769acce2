"""The consent to tell a story holds today.

What: the day in `consent.until` has passed, or that in `consent.given` has not come. The story is not
published.

Why: consent that was given for some time ends with it, without anybody having to remember, and what somebody
will agree to on a day to come is not agreed yet.

Example:

    consent: {given: 2025-06-22, scope: public, by: Yuki Satō, until: 2026-06-22}

How to fix it: ask again, and write down the day on which consent was given; or delete the story, and thank
the person who told it.
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
    """Report each story whose consent has expired, or is of a day to come."""
    for draft in context.community.unpublished:
        if not isinstance(draft.fields, Testimonial) or draft.fields.draft or draft.fields.consent is None:
            continue
        consent, as_of = draft.fields.consent, context.community.as_of
        if consent.given > as_of:
            message = f"consent is given on {consent.given}, which is in the future, and the story is not published"
            span = draft.source.span_of("consent", "given")
            yield Problem(NAME, span, message, "write the day on which it was given")
        elif consent.until is not None and consent.until < as_of:
            message = f"consent expired on {consent.until}, and the story is no longer published"
            span = draft.source.span_of("consent", "until")
            yield Problem(NAME, span, message, "ask again and write the new date, or delete the story")
