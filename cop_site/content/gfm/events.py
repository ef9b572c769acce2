"""Parses Markdown into the events that the other modules of this package read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import pyromark
from linkify_it import LinkifyIt
from pyromark import Options

from cop_site.content.gfm.prefilter import may_be_links
from cop_site.diagnostics import Span

GFM = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_GFM
)

FORMULAS = frozenset({"InlineMath", "DisplayMath"})
VERBATIM = FORMULAS | {"Code"}
"""Leaves whose text is shown as it is: it has no links, and nothing in it is somebody's name."""

_DOLLARS = re.compile(
    r"(\\.|(?<![A-Za-z0-9_$])(?P<formula>(?:\$\$(?!\$)(?:\\.|[^\\$]){1,4000}\$\$|\$`[^`\n]{1,4000}`\$"
    r"|\$(?![\s$])(?:\\.|[^\\$\n]|\n(?!\s*\n)){1,4000}(?<!\s)\$)(?![A-Za-z0-9_$])))|\$",
    re.DOTALL,
)
"""What stays as it is, as a group: an escape, or a formula by the rules of GitHub; or a dollar sign. No letter or digit
is beside the signs of a formula, so that prices are none.
"""
_STAND_INS = "%}{\x01\x02\x03"
"""Signs that mean nothing in Markdown, to stand for dollars; destinations of links cannot have the later ones."""
_SLUG_DROPS = re.compile(r"[^\w\- ]")
# GitHub links addresses with a scheme or `www.`, and mail addresses, but not a bare `example.org`.
_SCHEMAS = frozenset({"http:", "https:", "mailto:"})
_LONGEST_LINK = 2_000
"""Characters of the longest text that is looked at as a link where nobody has marked it as one."""
_RUN = re.compile(r"\S+")
_linkify = LinkifyIt(options={"fuzzy_link": True, "fuzzy_email": True, "fuzzy_ip": False})


class Event(NamedTuple):
    """The start or end of an element, or a leaf."""

    name: str
    """`start`, `end`, or the name of the leaf, such as `Text` or `SoftBreak`."""
    tag: str
    """The name of the element, such as `Heading`; empty for leaves."""
    data: Any
    """The data that pulldown-cmark has for the element or leaf; None if it has none."""
    start: int
    """Byte offset in the UTF-8 of the source."""
    end: int


def parse(source: str) -> Iterator[Event]:
    """Yield the events of a document; adjacent text is merged into one event."""
    for raw, at in raw_events(source):
        yield Event(*_decode(raw), at["start"], at["end"])


def walk(source: str) -> Iterator[tuple[str, str, Any]]:
    """Yield name, tag and data of each event, as `parse` does; faster, since byte offsets are left out."""
    return map(_decode, _events(source, pyromark.events))


def raw_events(source: str) -> Any:
    """Return pulldown-cmark's own events with byte ranges, for loops in which decoding them would be too slow.

    An event is a name, or a dictionary of one name and its data. The data of `Start` and `End` is a tag, which again is
    a name, or a dictionary of one name and its data.
    """
    return _events(source, pyromark.events_with_range)


def _events(source: str, read: Callable[..., Any]) -> Any:
    """Return the events of a reader; the parser gets other signs for the dollars that begin or end no formula."""
    if "$" not in source or not any(match["formula"] for match in _DOLLARS.finditer(source)):
        return read(source, options=GFM, merge_text=True)
    stand_in = next((sign for sign in _STAND_INS if sign not in source), "")
    if not stand_in:
        return read(source, options=GFM, merge_text=True)
    without = _DOLLARS.sub(lambda match: match[1] or stand_in, source)
    events = read(without, options=GFM | Options.ENABLE_MATH, merge_text=True)
    return (_replace(event, stand_in) for event in events) if stand_in in without else events


def _replace(data: Any, stand_in: str) -> Any:
    """Return the data of an event with its dollars again."""
    if isinstance(data, str):
        return data.replace(stand_in, "$")
    if isinstance(data, dict):
        return {key: _replace(value, stand_in) for key, value in data.items()}
    return type(data)(_replace(value, stand_in) for value in data) if isinstance(data, list | tuple) else data


def tag_of(data: Any) -> str:
    """Return the name of the element that a raw `Start` or `End` event is about."""
    return data if data.__class__ is str else next(iter(data))


def _decode(raw: Any) -> tuple[str, str, Any]:
    data: Any
    name, data = (raw, None) if raw.__class__ is str else next(iter(raw.items()))
    if name not in ("Start", "End"):
        return name, "", data
    tag, data = (data, None) if data.__class__ is str else next(iter(data.items()))
    return name.lower(), tag, data


class LineIndex:
    """Converts byte offsets in a body to spans in its file."""

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
        """The byte offset of each line."""
        return list(accumulate((len(line) + 1 for line in self.raw.split(b"\n")[:-1]), initial=0))

    def span(self, start: int, end: int) -> Span:
        """Return the span from byte `start` to byte `end`."""
        return Span(self._path, *self._locate(start), *self._locate(end))

    def _locate(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, offset) - 1
        start = self._starts[index]
        before = offset - start if self._is_ascii else len(self.raw[start:offset].decode("utf-8", "replace"))
        return index + self._first_line, before + 1


def split_links(text: str) -> list[tuple[str, str]]:
    """Split text into parts, each with the URL that GitHub would link it to (empty for none).

    A run of thousands of characters without a space is no link: each that begins in it would be followed to its end.
    """
    if len(text) <= _LONGEST_LINK:
        return _split_links(text)
    pieces: list[tuple[str, str]] = []
    end = 0
    for run in _RUN.finditer(text):
        if run.end() - run.start() > _LONGEST_LINK:
            pieces += [*_split_links(text[end : run.start()]), (run[0], "")]
            end = run.end()
    return [*pieces, *_split_links(text[end:])]


def _split_links(text: str) -> list[tuple[str, str]]:
    if not may_be_links(text):
        return [(text, "")] if text else []
    pieces: list[tuple[str, str]] = []
    end = 0
    for match in _linkify.match(text) or ():
        if match.schema not in _SCHEMAS and not match.raw.lower().startswith("www."):
            continue
        if match.index > end:
            pieces.append((text[end : match.index], ""))
        pieces.append((match.raw, match.url))
        end = match.last_index
    if end < len(text):
        pieces.append((text[end:], ""))
    return pieces


class Anchors:
    """Makes the ids of the headings of a page, as GitHub does."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def add(self, text: str) -> str:
        """Return the id of the next heading, which has this text."""
        slug = _SLUG_DROPS.sub("", text.lower()).replace(" ", "-")
        anchor = slug
        while anchor in self._used:
            self._used[slug] += 1
            anchor = f"{slug}-{self._used[slug]}"
        self._used[anchor] = 0
        return anchor
