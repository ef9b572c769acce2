"""Finds the destinations of links and the handles of people in a body, as raw text with spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cop_site.content.gfm.events import Event, LineIndex, parse
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
    return _Finder(body, path, first_line).find()


class _Finder:
    """Collects destinations and handles in one pass over the events."""

    def __init__(self, body: str, path: str, first_line: int) -> None:
        self.body = body
        self.raw = body.encode()
        self.lines = LineIndex(body, path, first_line)
        self.destinations: list[RawText] = []
        self.handles: list[RawText] = []
        self.leaves: list[tuple[int, int]] = []
        """The byte ranges of text, code and HTML, which hold no definitions."""
        self.open: list[int] = []
        """For each open link, the end of its content so far, in bytes."""
        self.in_code = 0
        self.html: list[tuple[str, int]] = []

    def find(self) -> NamesInBody:
        for event in parse(self.body):
            self._take(event)
        self.destinations.extend(self._find_definitions())
        return NamesInBody(
            tuple(sorted(self.destinations, key=lambda raw: raw.span)),
            tuple(sorted(self.handles, key=lambda raw: raw.span)),
        )

    def _take(self, event: Event) -> None:
        is_link = event.tag in ("Link", "Image")
        if event.name == "start":
            self.in_code += event.tag == "CodeBlock"
            if is_link:
                self.open.append(event.start + (2 if event.tag == "Image" else 1))
            return
        if event.name == "end":
            self.in_code -= event.tag == "CodeBlock"
            if event.tag == "HtmlBlock":
                self._read_html(self.html)
                self.html = []
            elif is_link:
                self._close_link(self.open.pop(), event.end)
        else:
            self.leaves.append((event.start, event.end))
            if event.name == "Text" and not self.in_code:
                self._read_handles(event)
            elif event.name == "Html":
                self.html.append((event.data, event.start))
            elif event.name == "InlineHtml":
                self._read_html([(event.data, event.start)])
        if self.open:
            self.open[-1] = max(self.open[-1], event.end)

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
        position = start = start + in_brackets
        depth = 0
        while position < limit:
            byte = raw[position : position + 1]
            if byte == b"\\":
                position += 2
                continue
            depth += (byte == b"(") - (byte == b")")
            if (byte in b">\n") if in_brackets else (byte in b" \t\n" or depth < 0):
                break
            position += 1
        return self._raw_text(start, min(position, limit))

    def _read_handles(self, event: Event) -> None:
        text = self.raw[event.start : event.end].decode("utf-8", "replace")
        for match in _HANDLE.finditer(text):
            start = event.start + len(text[: match.start(1)].encode())
            self.handles.append(self._raw_text(start, start + len(match[1].encode())))

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
