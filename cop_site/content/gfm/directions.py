"""Which way the parts of a body run: as its language does, unless all letters of a part run the other way."""

from __future__ import annotations

import re

from cop_site.wording.direction import Direction, base_direction, runs_both_ways

DIRECTED = frozenset({"Paragraph", "Item", "TableCell"})
"""What has a direction of its own, beside headings."""
_TAG = re.compile(r"<[^>]*>|&#?\w+;")


class Directions:
    """The directions of the parts of one body."""

    def __init__(self, own: Direction, body: str) -> None:
        """Take the direction of the language, and the Markdown."""
        self._own = own
        self._is_mixed = runs_both_ways(body, own)
        self._opened: list[int] = []
        """Where in the output the tag of each open part is."""

    def attribute(self, html: str) -> str:
        """Return the attribute of an element that holds this, or an empty text."""
        found = base_direction(_TAG.sub("", html), self._own) if self._is_mixed else self._own
        return "" if found == self._own else f' dir="{found}"'

    def open(self, out: list[str]) -> None:
        """Remember where a part begins, whose tag is written next."""
        self._opened.append(len(out))

    def close(self, out: list[str]) -> None:
        """Write the direction of the last part that is open into its tag."""
        at = self._opened.pop()
        if attribute := self.attribute("".join(out[at + 1 :])):
            out[at] = f"{out[at][:-1]}{attribute}>"
