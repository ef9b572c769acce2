"""A block of code or a comment ends where its author meant it to.

What: three backticks, or `<!--`, begin something that is never closed, so that it goes on to the end of the
note.

Why: everything below is shown as code, or not at all, headings and actions included.

Example:

    ```
    git commit

    ## Actions

How to fix it: close code with a line of backticks as long as the first, and a comment with `-->`.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.content.gfm import find_unclosed
from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import RuleContext

CODE = "COP025"
NAME = "block-is-closed"
SEVERITY = Severity.WARNING


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each block that includes the rest of its note."""
    for note in context.community.by_name.values():
        source = note.source
        for sign, span in find_unclosed(source.body, source.path, source.front_matter.body_line):
            what, end = ("a comment", "-->") if sign == "<!--" else ("a block of code", sign)
            yield Problem(NAME, span, f"{what} is never closed", f"write {end} on a line of its own where it ends")
