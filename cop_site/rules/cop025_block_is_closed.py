"""A block of code or a comment ends where its author meant it to.

What: three backticks, `<!--`, or the `%%` of Obsidian's remarks begin something that is never closed, so that
it goes on to the end of the note.

Why: everything below is shown as code, or not at all, headings and actions included.

Example:

    ```
    git commit

    ## Actions

How to fix it: close code with a line of backticks as long as the first, a comment with `-->`,
and a remark with `%%`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from cop_site.content.gfm import find_unclosed
from cop_site.content.load import Source
from cop_site.content.remarks import find_open_remark
from cop_site.diagnostics import Problem, Severity, Span
from cop_site.rules.rule import RuleContext

CODE = "COP025"
NAME = "block-is-closed"
SEVERITY = Severity.WARNING


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Report each block that includes the rest of its note."""
    for note in context.checked:
        source = note.source
        if not source.recall(NAME, partial(_has_any, source)):
            continue
        if (start := find_open_remark(source.front_matter.body)) is not None:
            yield Problem(NAME, _span_of(source, start), "a remark is never closed", "write %% where it ends")
        for sign, span in find_unclosed(source.body, source.path, source.front_matter.body_line):
            what, end = ("a comment", "-->") if sign == "<!--" else ("a block of code", sign)
            yield Problem(NAME, span, f"{what} is never closed", f"write {end} on a line of its own where it ends")


def _has_any(source: Source) -> bool:
    return find_open_remark(source.front_matter.body) is not None or any(find_unclosed(source.body, source.path, 1))


def _span_of(source: Source, start: int) -> Span:
    before = source.front_matter.body[:start]
    line, column = source.front_matter.body_line + before.count("\n"), start - before.rfind("\n")
    return Span(source.path, line, column, line, column + 2)
