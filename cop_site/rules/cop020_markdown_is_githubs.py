"""The text of a note is written in GitHub's Markdown.

What: the text holds the syntax of another tool: an admonition (`!!! note`), a content tab (`=== "tab"`),
a wiki link (`[[a page]]`), an attribute list (`{: .class }`), an include (`--8<--`), template code
(`{{ … }}`, `{% … %}`), a container (`:::info`), `[TOC]`, `==highlighted==`, `++inserted++`, `H~2~O`, the
name of a block (`^block`), a `#tag` beside wiki links, or a callout that GitHub does not know. Code is left
alone.

Why: the site shows what GitHub shows, and there all of these are plain text. Readers would see the signs.

Example:

    !!! note
        Bring your own example.

How to fix it: write it the way the hint shows. A note in a box is a quote that begins with `> [!NOTE]`;
a link to another note is `[a page](a-page.md)`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import partial
from urllib.parse import quote

from cop_site.content.gfm import Foreign, find_foreign
from cop_site.content.load import Source
from cop_site.diagnostics import Edit, Fix, Problem, Severity
from cop_site.model.community import Community
from cop_site.model.links import RESOLVED, find_destination
from cop_site.rules.rule import RuleContext

CODE = "COP020"
NAME = "markdown-is-githubs"
SEVERITY = Severity.WARNING


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Report each use of another tool's syntax."""
    for note in context.checked:
        source = note.source
        if not source.recall(NAME, partial(_has_any, source)):
            continue
        for found in find_foreign(source.body, source.path, source.front_matter.body_line):
            message = f"{found.description} is plain text on GitHub and here"
            fix, hint = found.fix, found.hint
            if found.page:
                fix = _fix_link(found, source.name, context.community)
                hint = f"write {fix.edits[0].text}" if fix else hint
            if found.target and fix:
                destination = find_destination(found.target, source.name, context.community)
                fix = fix._replace(safe=destination.kind in RESOLVED)
            yield Problem(NAME, found.span, message, hint, fix)


def _has_any(source: Source) -> bool:
    return bool(find_foreign(source.body, source.path))


def _fix_link(found: Foreign, origin: str, community: Community) -> Fix | None:
    """Return the fix that replaces a wiki link by a relative link; None if it does not name exactly one note."""
    name = community.page_named(found.page.removesuffix(".md"))
    if not name:
        return None
    target = quote(posixpath.relpath(name, posixpath.dirname(origin) or "."), safe="/")
    return Fix((Edit(found.span, f"[{found.text or found.page}]({target})"),), safe=True)
