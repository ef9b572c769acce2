"""HTML in a note is of the kind that a page shows.

What: the text holds an HTML element that is left out of the page, such as `<script>`, `<iframe>`,
`<form>` or one that does not exist; or an attribute that would run a script, such as `onclick`.

Why: elements that run or load something in a reader's browser are removed, as on GitHub. The check tells
you, so that nothing goes missing without notice. Often it was never meant as HTML: `List<String>` without
backticks loses its second half.

Example:

    <iframe src="https://example.org/video"></iframe>

How to fix it: link to the video or form instead. What readers should see letter by letter goes in
backticks.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.content.gfm import find_dropped_html
from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import RuleContext

CODE = "COP021"
NAME = "raw-html-is-shown"
SEVERITY = Severity.WARNING


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Report each element and attribute that the page leaves out."""
    for note in context.checked:
        source = note.source
        for found in find_dropped_html(source.body, source.path, source.front_matter.body_line):
            yield Problem(NAME, found.span, f"{found.description} is left out of the page", found.hint, found.fix)
