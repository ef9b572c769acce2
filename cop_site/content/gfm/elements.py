"""Tracks the open elements of raw HTML, and where they are nested too deep."""

from __future__ import annotations

from cop_site.content.gfm.prefilter import MAX_HTML_DEPTH
from cop_site.content.gfm.raw_html import Tag

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""Elements without an end tag."""
_OPEN_ENDED = frozenset(["a", "dd", "dt", "li", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"])
"""Elements whose end tag is optional: they end where the next one or their parent's end tag is."""


class OpenElements:
    """A stack of open elements; an end tag that does not match is ignored."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self.too_deep: tuple[int, int] | None = None
        """The byte range of the first tag that is nested too deep."""

    def take(self, tag: Tag) -> None:
        """Push or pop the element of a tag."""
        if tag.name in VOID:
            return
        if not tag.closing:
            if not (self._open and self._open[-1] == tag.name and tag.name in _OPEN_ENDED):
                self._open.append(tag.name)
            if len(self._open) > MAX_HTML_DEPTH and self.too_deep is None:
                self.too_deep = (tag.start, tag.end)
            return
        end = len(self._open)
        while end and self._open[end - 1] in _OPEN_ENDED and self._open[end - 1] != tag.name:
            end -= 1
        if end and self._open[end - 1] == tag.name:
            del self._open[end - 1 :]
