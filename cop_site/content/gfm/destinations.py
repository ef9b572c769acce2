"""Where in a body the destinations of links and the handles of people are written, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cop_site.content.gfm.events import Event, LineIndex, parse
from cop_site.content.gfm.raw_html import find_value, read_tags
from cop_site.diagnostics import Span

_BEFORE_DESTINATION = re.compile(rb"[ \t\n>]*\]\([ \t\n>]*?(?=<|[^ \t\n>])")
_DEFINITION = re.compile(
    rb"^(?:[ \t]|[>*+-]|\d{1,9}[.)])*+\[(?!\^)(?:[^\[\]\\]|\\.)++\]:[ \t]*(?:\n[ \t>]*)?", re.MULTILINE
)
_HANDLE = re.compile(r"(?<![\w@/.-])@([\w-]+)")
_HTML_TARGETS = {"a": "href", "img": "src"}


@dataclass(frozen=True, slots=True)
class Written:
    """A stretch of a body."""

    text: str
    """As written, with escapes and entities."""
    span: Span


@dataclass(frozen=True, slots=True)
class NamesInBody:
    """What a body names, where it names it."""

    destinations: tuple[Written, ...]
    """Of links and images, of definitions that reference-style links share, and in raw HTML."""
    handles: tuple[Written, ...]
    """The names after an `@`, outside of code."""


def find_names_in_body(body: str, path: str, first_line: int = 1) -> NamesInBody:
    """Find them in a body that begins on `first_line` of the file `path`."""
    return _Finder(body, path, first_line).find()


class _Finder:
    """One walk over the events."""

    def __init__(self, body: str, path: str, first_line: int) -> None:
        self.body = body
        self.raw = body.encode()
        self.lines = LineIndex(body, path, first_line)
        self.destinations: list[Written] = []
        self.handles: list[Written] = []
        self.taken: list[tuple[int, int]] = []
        """Where text, code and HTML stand: no definition is there."""
        self.open: list[int] = []
        """For each open link the end of what it holds, as far as it has been read."""
        self.in_code = 0
        self.html: list[tuple[str, int]] = []

    def find(self) -> NamesInBody:
        for event in parse(self.body):
            self._take(event)
        self.destinations.extend(self._find_definitions())
        return NamesInBody(
            tuple(sorted(self.destinations, key=lambda found: found.span)),
            tuple(sorted(self.handles, key=lambda found: found.span)),
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
            self.taken.append((event.start, event.end))
            if event.name == "Text" and not self.in_code:
                self._read_handles(event)
            elif event.name == "Html":
                self.html.append((event.data, event.start))
            elif event.name == "InlineHtml":
                self._read_html([(event.data, event.start)])
        if self.open:
            self.open[-1] = max(self.open[-1], event.end)

    def _close_link(self, inner_end: int, end: int) -> None:
        """Note the destination of an inline link; those of other links stand elsewhere or are their text."""
        before = _BEFORE_DESTINATION.match(self.raw, inner_end, end)
        if before:
            self.destinations.append(self._destination(before.end(), end))

    def _find_definitions(self) -> Iterator[Written]:
        taken = sorted(self.taken)
        at = 0
        for definition in _DEFINITION.finditer(self.raw):
            label = self.raw.index(b"[", definition.start())
            while at < len(taken) and taken[at][1] <= label:
                at += 1
            if at == len(taken) or taken[at][0] > label:
                yield self._destination(definition.end(), len(self.raw))

    def _destination(self, start: int, limit: int) -> Written:
        """The destination that begins at a byte, without its angle brackets."""
        raw = self.raw
        pointed = raw[start : start + 1] == b"<"
        position = start = start + pointed
        depth = 0
        while position < limit:
            byte = raw[position : position + 1]
            if byte == b"\\":
                position += 2
                continue
            depth += (byte == b"(") - (byte == b")")
            if (byte in b">\n") if pointed else (byte in b" \t\n" or depth < 0):
                break
            position += 1
        return self._written(start, min(position, limit))

    def _read_handles(self, event: Event) -> None:
        text = self.raw[event.start : event.end].decode("utf-8", "replace")
        for match in _HANDLE.finditer(text):
            start = event.start + len(text[: match.start(1)].encode())
            self.handles.append(self._written(start, start + len(match[1].encode())))

    def _read_html(self, pieces: list[tuple[str, int]]) -> None:
        for tag in read_tags(pieces):
            name = _HTML_TARGETS.get(tag.name)
            text = self.raw[tag.start : tag.end].decode("utf-8", "replace")
            place = find_value(text, name) if name and not tag.closing else None
            if place:
                start, end = (tag.start + len(text[:offset].encode()) for offset in place)
                self.destinations.append(self._written(start, end))

    def _written(self, start: int, end: int) -> Written:
        return Written(self.raw[start:end].decode("utf-8", "replace"), self.lines.span(start, end))
