"""A story is told with the consent of the person it belongs to.

What: a testimonial has no field `consent`. It is not published anywhere.

Why: a story about somebody's work is theirs, even when it is a happy one. A line that says who agreed,
when and to what costs a minute, and protects both of you.

Example:

    title: I stopped hosting alone
    author: priya-nair

How to fix it: ask, and then write down the answer:
`consent: {given: 2026-06-22, scope: public, by: Priya Nair}`. Add `until` if it was given for some time
only.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity, Span
from cop_site.model.kinds import Testimonial
from cop_site.rules.rule import RuleContext

CODE = "COP601"
NAME = "consent-is-given"
SEVERITY = Severity.WARNING


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each story without consent, except drafts and stories whose consent is invalid."""
    for draft in context.community.unpublished:
        if not isinstance(draft.fields, Testimonial) or draft.fields.draft:
            continue
        front_matter = draft.source.front_matter
        if "consent" not in front_matter.values and "consent" not in front_matter.lost:
            message = "the story has no consent and is not published"
            hint = "ask, then write consent: {given: year-month-day, scope: public, by: <their name>}"
            yield Problem(NAME, Span(draft.source.path), message, hint)
