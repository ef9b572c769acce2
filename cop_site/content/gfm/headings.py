"""Finds what the headings of a body may be without parsing the whole of it."""

from __future__ import annotations

import re

from cop_site.content.gfm.prefilter import MARKED

# `\n` is found much faster than `^` with re.MULTILINE, or than what must stand before it.
_HEADED = re.compile(r"\n(?:[ \t\v\f>*+\-\d.)]|\[\^[^\]\n]+\]:)*#{1,6}([^\n]*)")
"""A line that may be a heading, and its text."""
_UNDERLINE = re.compile(r"\n(?<=[^\n]\n)[ \t\v\f>]*(?:=+|-+)[ \t\v\f]*$", re.MULTILINE)
"""A line that may make a heading of the one before it."""


def find_possible_headings(body: str) -> list[str] | None:
    """Return a superset of the texts of headings; None if the whole body has to be parsed for them.

    Headings with markup are parsed alone, which is enough for those without formulas and references: none goes on in
    the next line.
    """
    if _UNDERLINE.search(body):
        return None
    found = _HEADED.findall(f"\n{body}")
    marked = "\n".join(f"# {text}" for text in found if MARKED.search(text))
    possible = [" ".join(text.split()) for text in found if not MARKED.search(text)]
    if marked:
        from cop_site.content.gfm.outline import read_outline  # noqa: PLC0415  # most notes need no parser

        alone = [heading.text for heading in read_outline(marked, "").headings]
        if "$" in marked or any("[" in text for text in alone):
            return None
        possible += alone
    return possible
