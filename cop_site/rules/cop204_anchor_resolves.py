"""A link to a part of a note finds that part.

What: the text after `#` in a link names no heading of the note that the link leads to.

Why: readers land at the top of the page and have to search for what you meant. Most often the heading was
reworded after the link was written.

Example:

    [our sources](../about.md#sources)

How to mend it: take the anchor that the hint proposes. An anchor is the heading in lower case, with
hyphens for spaces and without punctuation.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.model.links import find_destination
from cop_site.model.similar import did_you_mean
from cop_site.rules.rule import Given

CODE = "COP204"
NAME = "anchor-resolves"
SEVERITY = Severity.ERROR

_EVERYWHERE = frozenset({"", "top"})
"""Anchors that every page has: a browser goes to its top."""


def check(given: Given) -> Iterable[Problem]:
    """Report each link to a note whose anchor is not in that note."""
    for note in given.community.by_name.values():
        for link in note.source.outline.links:
            end = find_destination(link.target, note.source.name, given.community)
            if end.note is None or end.anchor in _EVERYWHERE:
                continue
            anchors = end.note.source.outline.anchors
            if end.anchor not in anchors:
                message = f"there is no heading '#{end.anchor}' in {end.name!r}"
                lower = end.anchor.lower()
                hint = f"did you mean {lower!r}?" if lower in anchors else did_you_mean(end.anchor, sorted(anchors))
                yield Problem(NAME, link.span, message, hint or "link to the note as a whole, or add the heading")
