"""The community says what it is about, in `index.md`.

What: the content folder has no `index.md`.

Why: it is the home page. It tells a newcomer what the community is for, when it meets and how to join,
and the site takes its name and time zone from there.

Example:

    ---
    name: Practice Garden
    purpose: We learn from each other how to run a community.
    ---

How to mend it: run `cop new community` and fill in what it asks for.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import Given

CODE = "COP019"
NAME = "charter-exists"
SEVERITY = Severity.ERROR


def check(given: Given) -> Iterable[Problem]:
    """Report what reading found."""
    return given.found(NAME)
