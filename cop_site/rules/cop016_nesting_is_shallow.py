"""Lists, quotes and HTML elements are not nested without end.

What: more than 32 lists or quotes, or more than 100 HTML elements, stand inside each other. The note is
left out.

Why: nobody can read that, and it makes the programs that lay out the page slow or stops them.

Example:

    > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > too deep

How to fix it: write it flatter. If this is a quoted chain of e-mails, keep the part that matters.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import RuleContext

CODE = "COP016"
NAME = "nesting-is-shallow"
SEVERITY = Severity.ERROR


def check(context: RuleContext) -> Iterable[Problem]:
    """Report the problems in the outline of each note that may be nested too deep, published or not."""
    for source in context.community.sources:
        if source.too_deep:
            yield from source.outline.problems
