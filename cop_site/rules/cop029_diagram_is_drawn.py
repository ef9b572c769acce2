"""A diagram in Mermaid can be drawn.

What: a fence named `mermaid` holds what cannot be drawn: it is not Mermaid, or it is larger than a page can
show. This is only looked at where the extra `diagrams` is installed, which draws them.

Why: readers see its source instead of a drawing. On GitHub, they may see an error.

Example:

    ```mermaid
    flowchart LR
      A[Question --> B[Answer]
    ```

How to fix it: the message says what is wrong with it. Here, the bracket of the first label is not closed.
A large diagram becomes readable as several small ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from cop_site.content.gfm import find_undrawn
from cop_site.diagnostics import Problem, Severity, Span
from cop_site.rules.rule import RuleContext

CODE = "COP029"
NAME = "diagram-is-drawn"
SEVERITY = Severity.WARNING


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Report each diagram that is shown as its source."""
    for note in context.checked:
        source = note.source
        for reason, line in source.recall(NAME, partial(find_undrawn, source.body)):
            at = source.front_matter.body_line + line
            message = f"the diagram is not drawn: {reason}"
            hint = "correct it as GitHub's preview shows it; until then, readers see its source"
            yield Problem(NAME, Span(source.path, at, 1, at, 2), message, hint)
