"""A link to a part of a note finds that part.

What: the text after `#` in a link names no heading of the note that the link leads to.

Why: readers land at the top of the page and have to search for what you meant. Most often the heading was
reworded after the link was written.

Example:

    [our sources](../about.md#sources)

How to fix it: take the anchor that the hint proposes. An anchor is the heading in lower case, with
hyphens for spaces and without punctuation.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from cop_site.content.gfm import Link
from cop_site.diagnostics import Edit, Fix, Problem, Severity
from cop_site.fixes.markdown import find_target
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.model.spelling.index import Names
from cop_site.model.spelling.typos import is_only_typo
from cop_site.rules.rule import RuleContext

CODE = "COP204"
NAME = "anchor-resolves"
SEVERITY = Severity.ERROR

_TOP = frozenset({"", "top"})
"""Anchors of every page: a browser scrolls to the top."""


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Report each link whose anchor its destination does not have."""
    headings: dict[str, Names] = {}
    for note, link, end in context.links:
        if end.note is None or end.anchor in _TOP:
            continue
        anchors = end.note.source.outline.anchors
        if end.anchor not in anchors:
            message = f"there is no heading '#{end.anchor}' in {end.name!r}"
            lower = end.anchor.lower()
            if end.name not in headings:
                headings[end.name] = Names(sorted(anchors))
            suggestion = lower if lower in anchors else headings[end.name].closest(end.anchor)
            hint = "link to the note as a whole, or add the heading"
            hint = f"did you mean {suggestion!r}? Or {hint}" if suggestion else hint
            yield Problem(NAME, link.span, message, hint, _fix(link, note, end.anchor, suggestion, headings[end.name]))


def _fix(link: Link, note: Note[Fields], anchor: str, suggestion: str, anchors: Names) -> Fix | None:
    """Return the fix that writes the suggested anchor; None if there is none."""
    source = note.source
    at = find_target(source.line_at(link.span.line), link.span, link.target) if suggestion else None
    path, sign, raw = link.target.partition("#")
    if at is None or not sign or not raw:
        return None
    sure = suggestion == anchor.lower() or is_only_typo(anchor, suggestion, anchors.list_near(anchor))
    return Fix((Edit(at, f"{path}#{quote(suggestion)}"),), sure)
