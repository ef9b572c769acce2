"""Reads the tags of raw HTML as a browser does, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

_START = re.compile(r"<!--|<(/?)([a-zA-Z][^\s/>]*+)")
_ATTRIBUTES = re.compile(
    r"(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|(?=>)))?+)*+"
)
_ATTRIBUTE = re.compile(r"([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)|(?=>)))?+")
TARGETS = {"a": "href", "img": "src"}
"""The attribute of an element that holds its destination."""
_RAW_TEXT = frozenset(
    ["iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"]
)
"""Elements in which a browser recognises only their own end tag."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or closing tag."""

    name: str
    """In lower case."""
    closing: bool
    attributes: tuple[tuple[str, str], ...]
    """Names in lower case, and unescaped values."""
    start: int
    """Byte offset in the UTF-8 of the source."""
    end: int


def read_tags(pieces: Sequence[tuple[str, int]]) -> Iterator[Tag]:
    """Yield the tags of a piece of HTML, given as texts with their byte offsets.

    As in a browser, text after a tag or comment that never ends is ignored.
    """
    text = "".join(piece for piece, _ in pieces)
    offsets = _Offsets(pieces)
    position = 0
    while match := _START.search(text, position):
        if not match[2]:
            position = text.find("-->", match.end())
            if position < 0:
                return
            continue
        attributes = _ATTRIBUTES.match(text, match.end())
        end = attributes.end() if attributes else match.end()
        if text[end : end + 1] != ">":
            return
        name = match[2].lower()
        pairs = tuple(_read_attributes(text[match.end() : end]))
        yield Tag(name, bool(match[1]), pairs, offsets.at(match.start()), offsets.at(end) + 1)
        position = end + 1
        if name in _RAW_TEXT and not match[1]:
            closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, position)
            if not closing:
                return
            position = closing.start()


def _read_attributes(text: str) -> Iterator[tuple[str, str]]:
    for name, *values in _ATTRIBUTE.findall(text):
        yield name.lower(), unescape(next((value for value in values if value), ""))


def find_value(tag: str, name: str) -> tuple[int, int] | None:
    """Return start and end of the value of an attribute in the text of an opening tag; None if it has none."""
    opening = _START.match(tag)
    for match in _ATTRIBUTE.finditer(tag, opening.end() if opening else 0):
        if match[1].lower() == name:
            return next((match.span(group) for group in (2, 3, 4) if match[group]), None)
    return None


class _Offsets:
    """Converts increasing positions in the joined text to byte offsets in the source."""

    def __init__(self, pieces: Sequence[tuple[str, int]]) -> None:
        self._pieces = pieces
        self._index = self._begin = self._within = self._bytes = 0

    def at(self, position: int) -> int:
        while self._index + 1 < len(self._pieces) and position - self._begin >= len(self._pieces[self._index][0]):
            self._begin += len(self._pieces[self._index][0])
            self._index += 1
            self._within = self._bytes = 0
        text, start = self._pieces[self._index]
        within = position - self._begin
        self._bytes += len(text[self._within : within].encode())
        self._within = within
        return start + self._bytes
