"""The text of a note is written in GitHub's Markdown.

What: the text holds the syntax of another tool: an admonition (`!!! note`), a content tab (`=== "tab"`),
a wiki link (`[[a page]]`), an attribute list (`{: .class }`), an include (`--8<--`), template code
(`{{ … }}`, `{% … %}`), or a callout that GitHub does not know. Code is left alone.

Why: the site shows what GitHub shows, and there all of these are plain text. Readers would see the signs.

Example:

    !!! note
        Bring your own example.

How to mend it: write it the way the hint shows. A note in a box is a quote that begins with `> [!NOTE]`;
a link to another note is `[a page](a-page.md)`.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.content.gfm import find_foreign
from cop_site.diagnostics import Problem, Severity
from cop_site.rules.rule import Given

CODE = "COP020"
NAME = "markdown-is-githubs"
SEVERITY = Severity.WARNING


def check(given: Given) -> Iterable[Problem]:
    """Report each stretch of another tool's syntax."""
    for note in given.community.by_name.values():
        source = note.source
        for found in find_foreign(source.body, source.path, source.front_matter.body_line):
            message = f"{found.what} is plain text on GitHub and here"
            yield Problem(NAME, found.span, message, found.instead)
