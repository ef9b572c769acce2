"""An old address leads to one note.

What: an item of `redirect_from` is the address of a note, a file or a page that is there now, or another
note has it already, or it is not an address below the site's root.

Why: readers who follow an old link are taken to the note that has it in `redirect_from`. Where something
else is at that address, or two notes want it, the target is unclear, and no redirect is made.

Example:

    redirect_from: [https://example.org/topics/old-name/]

How to fix it: write only the part after the site's own address, `topics/old-name/`. Delete an item that is
another note's address now.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.model.redirects import Conflict, find_redirects
from cop_site.rules.rule import RuleContext

CODE = "COP210"
NAME = "redirect-is-free"
SEVERITY = Severity.ERROR
FOLLOWS_REFERENCES = True


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each old address that cannot redirect to its note."""
    for redirect in find_redirects(context.community):
        if isinstance(redirect, Conflict):
            yield Problem(NAME, redirect.span, redirect.message, redirect.hint)
