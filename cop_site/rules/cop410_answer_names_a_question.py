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
from difflib import get_close_matches

from cop_site.content.wording import quote
from cop_site.diagnostics import Problem, Severity
from cop_site.insight.questions import Answer
from cop_site.rules.rule import RuleContext

CODE = "COP410"
NAME = "answer-names-a-question"
SEVERITY = Severity.WARNING

_ALIKE = 0.6
"""How much the text of a link is at least like the question that it is meant to name."""


def check(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each link to the questions of a note that seems to name one, but does not."""
    for answer in context.figures.questions.answers:
        if not answer.named:
            yield from _explain(answer)


def _explain(answer: Answer) -> Iterable[Problem]:
    meant = next(iter(get_close_matches(answer.link.text, answer.asked, n=1, cutoff=_ALIKE)), "")
    if meant or answer.link.text.endswith(("?", "？")):
        hint = f"did you mean {quote(meant)}?" if meant else f"write the words of one, such as {quote(answer.asked[0])}"
        message = f"{quote(answer.link.text)} is no question of {quote(answer.asking.title)}"
        yield Problem(NAME, answer.link.span, message, hint)
