"""Finds the raw HTML that a browser does not show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, pairwise

from cop_site.content.gfm.elements import VOID
from cop_site.content.gfm.foreign import find_html_tags, may_have_tags
from cop_site.content.gfm.raw_html import Tag

_SIGNS = ("hidden", "display", "visibility", "d-none", "<template", "<dialog")
"""One of them is in every element that is hidden: looking for those, one by one, is much faster."""
_STYLE = re.compile(r"(?:\A|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_CLASSES = frozenset({"hidden", "is-hidden", "d-none"})
"""What frameworks call a class that hides."""
_WIDE = re.compile(r"d-(?!none\Z)|\w+:")
"""Classes beside those that show an element again on a wide screen."""


def find_hidden_html(body: str) -> list[tuple[int, int]]:
    """Return where each hidden element begins and ends, in characters; they may lie within one another.

    An element that nothing closes ends with the one around it, or with the text; a paragraph ends at a blank line.
    """
    if not may_have_tags(body) or not any(map(body.lower().__contains__, _SIGNS)):
        return []
    raw = body.encode()
    found = list(_find_elements(raw, find_html_tags(body)))
    places = sorted({0, *chain.from_iterable(found)})
    lengths = (len(raw[start:end].decode()) for start, end in pairwise(places))
    characters = dict(zip(places, accumulate(lengths, initial=0), strict=True))
    return [(characters[start], characters[end]) for start, end in found]


def _find_elements(raw: bytes, tags: Iterable[Tag]) -> Iterator[tuple[int, int]]:
    opened: list[Tag] = []
    names: Counter[str] = Counter()
    for tag in tags:
        if tag.name in VOID:
            if _hides(tag):
                yield tag.start, tag.end
        elif not tag.closing:
            opened.append(tag)
            names[tag.name] += 1
        elif names[tag.name]:
            while (last := opened.pop()).name != tag.name:
                names[last.name] -= 1
                if _hides(last):
                    yield last.start, tag.start
            names[tag.name] -= 1
            if _hides(last):
                yield last.start, tag.end
    for tag in filter(_hides, opened):
        blank = raw.find(b"\n\n", tag.end) if tag.name == "p" else -1  # the next paragraph ends it
        yield tag.start, blank if blank >= 0 else len(raw)


def _hides(tag: Tag) -> bool:
    """Return whether a browser does not show an element; `hidden="false"` hides as well."""
    attributes = dict(tag.attributes)
    classes = attributes.get("class", "").lower().split()
    return (
        "hidden" in attributes
        or tag.name == "template"
        or (tag.name == "dialog" and "open" not in attributes)
        or bool(_STYLE.search(attributes.get("style", "")))
        or (not _CLASSES.isdisjoint(classes) and not any(map(_WIDE.match, classes)))
    )
