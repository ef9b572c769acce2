"""The stream of Markdown events that the outline and the page are both read from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import pyromark
from linkify_it import LinkifyIt
from pyromark import Options

from cop_site.content.gfm.prefilter import is_like_links
from cop_site.diagnostics import Span

GFM = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_GFM
)

_SLUG_DROPS = re.compile(r"[^\w\- ]")
# GitHub links what carries a scheme or `www.`, and mail addresses; a bare `example.org` stays text.
_SCHEMAS = frozenset({"http:", "https:", "mailto:"})
_linkify = LinkifyIt(options={"fuzzy_link": True, "fuzzy_email": True, "fuzzy_ip": False})


class Event(NamedTuple):
    """One step through a Markdown document."""

    name: str
    """`start`, `end`, or the leaf's own name, such as `Text` or `SoftBreak`."""
    tag: str
    """For `start` and `end` the element, such as `Heading`; empty for leaves."""
    data: Any
    """What pulldown-cmark says of the element or the leaf; None where it says nothing."""
    start: int
    """Byte offset in the UTF-8 of the source."""
    end: int


def parse(source: str) -> Iterator[Event]:
    """Walk through a document; adjacent stretches of text come as one event."""
    raw: Any
    data: Any
    for raw, place in raw_events(source):
        # An event is a name, or a name with what it says; so is the tag that begins or ends.
        name, data = (raw, None) if raw.__class__ is str else next(iter(raw.items()))
        if name in ("Start", "End"):
            tag, data = (data, None) if data.__class__ is str else next(iter(data.items()))
            yield Event(name.lower(), tag, data, place["start"], place["end"])
        else:
            yield Event(name, "", data, place["start"], place["end"])


def raw_events(source: str) -> Any:
    """The steps of `parse` as pulldown-cmark says them, each with its place, for whoever has no time for more."""
    return pyromark.events_with_range(source, options=GFM, merge_text=True)


def walk(source: str) -> Iterator[tuple[str, str, Any]]:
    """Walk through a document as `parse` does, without their positions: name, tag and data of each event."""
    raw: Any
    data: Any
    for raw in pyromark.events(source, options=GFM, merge_text=True):
        name, data = (raw, None) if raw.__class__ is str else next(iter(raw.items()))
        if name in ("Start", "End"):
            tag, data = (data, None) if data.__class__ is str else next(iter(data.items()))
            yield name.lower(), tag, data
        else:
            yield name, "", data


class LineIndex:
    """Turns byte offsets of one body into spans of its file."""

    def __init__(self, source: str, path: str, first_line: int) -> None:
        self._source = source
        self._path = path
        self._first_line = first_line
        self._is_ascii = source.isascii()

    @cached_property
    def raw(self) -> bytes:
        """The UTF-8 of the body."""
        return self._source.encode()

    @cached_property
    def _starts(self) -> list[int]:
        """The offset of each line."""
        return list(accumulate((len(line) + 1 for line in self.raw.split(b"\n")[:-1]), initial=0))

    def span(self, start: int, end: int) -> Span:
        """The span from byte `start` to byte `end`."""
        return Span(self._path, *self._place(start), *self._place(end))

    def _place(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, offset) - 1
        start = self._starts[index]
        before = offset - start if self._is_ascii else len(self.raw[start:offset].decode("utf-8", "replace"))
        return index + self._first_line, before + 1


def split_links(text: str) -> list[tuple[str, str]]:
    """Split text into stretches and the URL each links to (empty for none), as GitHub's autolinks do."""
    if not is_like_links(text):
        return [(text, "")]
    pieces: list[tuple[str, str]] = []
    done = 0
    for match in _linkify.match(text) or ():
        if match.schema not in _SCHEMAS and not match.raw.lower().startswith("www."):
            continue
        if match.index > done:
            pieces.append((text[done : match.index], ""))
        pieces.append((match.raw, match.url))
        done = match.last_index
    if done < len(text):
        pieces.append((text[done:], ""))
    return pieces


class Anchors:
    """Gives each heading of a page its id, the way GitHub does."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def add(self, text: str) -> str:
        """The id of the next heading with this text."""
        slug = _SLUG_DROPS.sub("", text.lower()).replace(" ", "-")
        anchor = slug
        while anchor in self._used:
            self._used[slug] += 1
            anchor = f"{slug}-{self._used[slug]}"
        self._used[anchor] = 0
        return anchor
