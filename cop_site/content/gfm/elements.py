"""Which elements of raw HTML are open, and where they are nested too deep."""

from __future__ import annotations

from cop_site.content.gfm.prefilter import MAX_HTML_DEPTH
from cop_site.content.gfm.raw_html import Tag

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""Elements that have no end."""
_REPLACING = frozenset(["a", "dd", "dt", "li", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"])
"""Elements that end where the next of their kind begins, or with what is around them."""


class OpenElements:
    """Keeps count of the open elements; where an end does not fit, they are taken to be still open."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self.too_deep: tuple[int, int] | None = None
        """Where the first tag begins and ends that is nested too deep; None while there is none."""

    def take(self, tag: Tag) -> None:
        """Open or close an element."""
        if tag.name in VOID:
            return
        if not tag.closing:
            if not (self._open and self._open[-1] == tag.name and tag.name in _REPLACING):
                self._open.append(tag.name)
            if len(self._open) > MAX_HTML_DEPTH and self.too_deep is None:
                self.too_deep = (tag.start, tag.end)
            return
        end = len(self._open)
        while end and self._open[end - 1] in _REPLACING and self._open[end - 1] != tag.name:
            end -= 1
        if end and self._open[end - 1] == tag.name:
            del self._open[end - 1 :]
