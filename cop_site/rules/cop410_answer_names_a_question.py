"""A link that answers a question names one that is asked there.

What: a link leads to the heading of the questions of a note. Its text is a question, or nearly one of those
that stand there, but it is none of them.

Why: a question counts as answered by a link with its words. This one answers nothing, so that the question is
listed as open, although somebody has found out.

Example:

    [How long is a pause](../meetups/2026-04-08-handling-silence.md#questions)? Ten seconds.

How to fix it: copy the words of the question into the text of the link, as the hint shows them.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.content.wording import quote
from cop_site.diagnostics import Problem, Severity
from cop_site.insight.questions import Answer
from cop_site.rules.rule import RuleContext

CODE = "COP410"
NAME = "answer-names-a-question"
SEVERITY = Severity.WARNING


def check(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each link to the questions of a note that seems to name one, but does not."""
    for answer in context.figures.questions.answers:
        if not answer.question:
            yield from _explain(answer)


def _explain(answer: Answer) -> Iterable[Problem]:
    meant = answer.asked.names.closest(answer.link.text)
    if meant or answer.link.text.endswith(("?", "？")):
        first = answer.asked.questions[0][0]
        hint = f"did you mean {quote(meant)}?" if meant else f"write the words of one, such as {quote(first)}"
        message = f"{quote(answer.link.text)} is no question of {quote(answer.asked.note.title)}"
        yield Problem(NAME, answer.link.span, message, hint)
