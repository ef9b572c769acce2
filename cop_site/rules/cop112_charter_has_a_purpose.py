"""The charter says why the community exists.

What: the charter has no `purpose`.

Why: it is the first sentence that a newcomer reads, on the home page and on the page to start from. Without
it, both begin with the name and nothing else.

Example:

    name: Our community

How to fix it: write in a sentence what members can do, because there is this community, that they could not
do alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import RuleContext

CODE = "COP112"
NAME = "charter-has-a-purpose"
SEVERITY = Severity.INFO


def check(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for a charter without a purpose."""
    source = context.community.charter.source
    if source.path and not context.community.charter.fields.purpose and "purpose" not in source.front_matter.values:
        hint = "add 'purpose:' with a sentence that says why the community exists"
        yield Problem(NAME, source.span_of_key("name"), "the charter does not say why the community exists", hint)
