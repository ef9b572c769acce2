"""A translation says what its original says.

What: the note that a note translates (`translation_of`) was changed after the translation was. Where the
notes are in a git repository, the original is compared with what it was when the translation was last
committed; else the latest of `updated`, `created` and the other dates of both notes decide.

Why: readers of the translation do not learn what is new, and nobody sees it by looking at either note. The
page of the translation tells them, too.

Example:

    translation_of: resources/guide      whose section "Tools" was added since

How to fix it: bring the translation up to date and commit it. Without git, set `updated` to that day.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import RuleContext

CODE = "COP502"
NAME = "translation-is-current"
SEVERITY = Severity.INFO


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each translation that is older than its original."""
    for found in context.figures.outdated.values():
        message = found.what.english.removesuffix(".")
        hint = f"bring it up to date with {found.original.source.path}, and commit it or set 'updated'"
        yield Problem(NAME, found.translation.source.span_of("translation_of"), message, hint)
