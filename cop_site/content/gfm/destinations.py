"""Finds the destinations of links and the handles of people in a body, as raw text with spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cop_site.content.gfm.events import LineIndex, raw_events, tag_of
from cop_site.content.gfm.raw_html import TARGETS, find_value, read_tags
from cop_site.diagnostics import Span
from cop_site.wording.marks import MARKS
from cop_site.wording.note_words import UNSPACED

_BEFORE_DESTINATION = re.compile(rb"[ \t\n>]*\]\([ \t\n>]*?(?=<|[^ \t\n>])")
"""The `](` of an inline link, which may go on in the next line of a quote."""
_DEFINITION = re.compile(
    rb"^(?:[ \t]|[>*+-]|\d{1,9}[.)])*+\[(?!\^)(?:[^\[\]\\]|\\.)++\]:[ \t]*(?:\n[ \t>]*)?", re.MULTILINE
)
"""The `[label]:` of a definition, in lists and quotes, too."""
_SIGNS = re.compile(rb"\\.|[ \t\n()]", re.DOTALL)
"""What may end a destination: with its escapes, in which nothing does."""
_SIGNS_IN_BRACKETS = re.compile(rb"\\.|[\n>]", re.DOTALL)
_HANDLE = re.compile(rf"(?<![^\W{UNSPACED}])(?<![@/.-])@([A-Za-z0-9_-]+(?=[{UNSPACED}])|[\w{MARKS}-]+)")


@dataclass(frozen=True, slots=True)
class RawText:
    """A part of a body."""

    text: str
    """With its escapes and entities."""
    span: Span


@dataclass(frozen=True, slots=True)
class NamesInBody:
    """The names of notes, files and people in a body, in their order."""

    destinations: tuple[RawText, ...]
    """Of links and images, of link reference definitions, and in raw HTML."""
    handles: tuple[RawText, ...]
    """The names after an `@`, outside of code."""


def find_names_in_body(body: str, path: str, first_line: int = 1) -> NamesInBody:
    """Return the destinations and handles in a body that begins on `first_line` of the file `path`."""
    finder = _Finder(body, path, first_line, has_handles="@" in body)
    return NamesInBody(finder.find(), tuple(sorted(finder.handles, key=lambda raw: raw.span)))


def find_destinations(body: str, path: str, first_line: int = 1) -> tuple[RawText, ...]:
    """Return the destinations alone, as `find_names_in_body` does."""
    return _Finder(body, path, first_line, has_handles=False).find()


class _Finder:
    """Collects destinations and handles in one pass over the events."""

    def __init__(self, body: str, path: str, first_line: int, *, has_handles: bool) -> None:
        self.body = body
        self.raw = body.encode()
        self.has_handles = has_handles
        self.has_definitions = b"]:" in self.raw
        self.lines = LineIndex(body, path, first_line)
        self.destinations: list[RawText] = []
        self.handles: list[RawText] = []
        self.leaves: list[tuple[int, int]] = []
        """The byte ranges of text, code and HTML, which hold no definitions."""
        self.open: list[int] = []
        """For each open link, the end of its content so far, in bytes."""
        self.in_code = 0
        self.html: list[tuple[str, int]] = []

    def find(self) -> tuple[RawText, ...]:
        """Return the destinations, and collect the handles if there are any."""
        is_text_read = self.has_handles or self.has_definitions
        for event, at in raw_events(self.body):
            if not is_text_read and not self.open and (event.__class__ is str or "Text" in event):
                continue
            name, data = (event, None) if event.__class__ is str else next(iter(event.items()))
            self._take(name, data, at["start"], at["end"])
        if self.has_definitions:
            self.destinations.extend(self._find_definitions())
        return tuple(sorted(self.destinations, key=lambda raw: raw.span))

    def _take(self, name: str, data: Any, start: int, end: int) -> None:
        if name == "Start":
            tag = tag_of(data)
            self.in_code += tag == "CodeBlock"
            if tag in ("Link", "Image"):
                self.open.append(start + (2 if tag == "Image" else 1))
            return
        if name == "End":
            tag = tag_of(data)
            self.in_code -= tag == "CodeBlock"
            if tag == "HtmlBlock":
                self._read_html(self.html)
                self.html = []
            elif tag in ("Link", "Image"):
                self._close_link(self.open.pop(), end)
        else:
            self.leaves.append((start, end))
            if name == "Text" and self.has_handles and not self.in_code:
                self._read_handles(start, end)
            elif name == "Html":
                self.html.append((data, start))
            elif name == "InlineHtml":
                self._read_html([(data, start)])
        if self.open:
            self.open[-1] = max(self.open[-1], end)

    def _close_link(self, inner_end: int, end: int) -> None:
        """Add the destination of an inline link; other links have a definition, or are their own destination."""
        before = _BEFORE_DESTINATION.match(self.raw, inner_end, end)
        if before:
            self.destinations.append(self._destination(before.end(), end))

    def _find_definitions(self) -> Iterator[RawText]:
        leaves = sorted(self.leaves)
        at = 0
        for definition in _DEFINITION.finditer(self.raw):
            label = self.raw.index(b"[", definition.start())
            while at < len(leaves) and leaves[at][1] <= label:
                at += 1
            if at == len(leaves) or leaves[at][0] > label:
                yield self._destination(definition.end(), len(self.raw))

    def _destination(self, start: int, limit: int) -> RawText:
        """Return the destination that begins at a byte offset, without its angle brackets."""
        raw = self.raw
        in_brackets = raw[start : start + 1] == b"<"
        start += in_brackets
        depth = 0
        for sign in (_SIGNS_IN_BRACKETS if in_brackets else _SIGNS).finditer(raw, start, limit):
            depth += (sign[0] == b"(") - (sign[0] == b")")
            if sign[0] in b" \t\n" or sign[0] == b">" or depth < 0:
                return self._raw_text(start, sign.start())
        return self._raw_text(start, limit)

    def _read_handles(self, start: int, end: int) -> None:
        if self.raw.find(b"@", start, end) < 0:
            return
        text = self.raw[start:end].decode("utf-8", "replace")
        for match in _HANDLE.finditer(text):
            at = start + len(text[: match.start(1)].encode())
            self.handles.append(self._raw_text(at, at + len(match[1].encode())))

    def _read_html(self, pieces: list[tuple[str, int]]) -> None:
        for tag in read_tags(pieces):
            name = TARGETS.get(tag.name)
            text = self.raw[tag.start : tag.end].decode("utf-8", "replace")
            value = find_value(text, name) if name and not tag.closing else None
            if value:
                start, end = (tag.start + len(text[:offset].encode()) for offset in value)
                self.destinations.append(self._raw_text(start, end))

    def _raw_text(self, start: int, end: int) -> RawText:
        return RawText(self.raw[start:end].decode("utf-8", "replace"), self.lines.span(start, end))
