"""A note says something that no other note says.

What: two notes have the same web address or the same title, or four fifths of their texts are the same. A
resource that says what took its place (`superseded_by`) is left alone, and so is a translation
(`translation_of`).

Why: twins grow apart. One gets corrected, readers find the other.

Example:

    resources/liberating-structures.md      url: https://www.liberatingstructures.com/
    resources/33-structures.md              url: https://liberatingstructures.com

How to fix it: keep the better one, move what only the other has into it, and delete the other; a resource
may stay with `superseded_by:`. If both are meant, let each say what the other does not. If two meetups
share the words of an invitation, write down what was said at each.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.insight.duplicates import SAME_ADDRESS, SAME_TITLE
from cop_site.model.kinds import Kind, Resource
from cop_site.rules.rule import RuleContext

CODE = "COP404"
NAME = "note-says-something-new"
SEVERITY = Severity.WARNING


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each pair at the note whose name comes later."""
    for pair in context.figures.duplicates:
        if any(isinstance(note.fields, Resource) and note.fields.superseded_by for note in (pair.first, pair.second)):
            continue
        message = f"duplicates {pair.first.source.path}: {pair.reason}"
        at = "title"
        hint = "keep one of the two, or make their texts differ"
        if pair.reason == SAME_TITLE:
            hint = "keep one of the two, or make their titles differ"
        elif pair.reason == SAME_ADDRESS:
            at, hint = "url", "keep one of the two, or correct the address of one"
        if pair.first.kind is pair.second.kind is Kind.MEETUP and pair.first.date != pair.second.date:
            hint = "write down what was said this time, and link to the other for the rest"
        yield Problem(NAME, pair.second.source.span_of_key(at), message, hint)
