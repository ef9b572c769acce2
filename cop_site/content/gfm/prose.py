"""Reads the text of a body: the number of words, the first paragraph, and the list items below each heading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from cop_site.content.gfm.events import VERBATIM, raw_events, tag_of

_COLLECTING = frozenset({"Heading", "Item", "Paragraph"})
"""Elements whose text is collected; the text of others belongs to the element around them."""
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
"""Elements that can begin and end within a word."""

_Piece = tuple[str, dict[str, int], bool, bool]
"""A stretch of text, its `start` and `end` in bytes of the body's UTF-8, and whether it is code or struck through."""


@dataclass(frozen=True)
class ListItem:
    """A list item, without the items nested in it."""

    text: str
    """With white space collapsed."""
    sections: tuple[str, ...]
    """The texts of the headings it stands under, the nearest first; empty before the first."""
    done: bool | None
    """Whether it is a completed task; None if it is not a task."""
    start: int
    """Byte offset in the UTF-8 of the body."""
    end: int
    pieces: tuple[_Piece, ...]
    """What the text is made of, before spaces are collapsed."""
    targets: tuple[str, ...] = ()
    """The targets of its links, as written."""

    @property
    def is_struck(self) -> bool:
        """Whether all of its text is struck through."""
        return all(struck for text, _, _, struck in self.pieces if text.strip())

    def join_pieces(self, code: str = "") -> str:
        """Return the text before spaces are collapsed; a sign given as `code` stands for each character of code."""
        return "".join([code * len(text) if code and is_code else text for text, _, is_code, _ in self.pieces])

    def locate(self, start: int, end: int, raw: bytes) -> tuple[int, int]:
        """Return the byte range of characters `start` to `end` of the joined pieces; `raw` is the UTF-8 of the body.

        If there is markup, an escape or an entity among them, it is the range of all pieces that they touch.
        """
        first = bisect_right(self._offsets, start) - 1
        touched = self.pieces[first : bisect_left(self._offsets, end)]
        text = "".join([piece[0] for piece in touched])
        start, end = start - self._offsets[first], end - self._offsets[first]
        wanted = text[start:end]
        begin, until = touched[0][1]["start"], touched[-1][1]["end"]
        parts = raw[begin:until].decode().split(wanted)
        if len(parts) - 1 != text.count(wanted):
            return begin, until
        begin += len(wanted.join(parts[: text.count(wanted, 0, start) + 1]).encode())
        return begin, begin + len(wanted.encode())

    @cached_property
    def _offsets(self) -> list[int]:
        """The offset of each piece in the joined pieces."""
        return list(accumulate([len(piece[0]) for piece in self.pieces[:-1]], initial=0))


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of a body, without its markup."""

    items: tuple[ListItem, ...] = ()
    """In the order of their first bytes."""
    first_paragraph: str = ""
    """The first paragraph outside of lists that does not end with a colon: such a one leads to something else."""
    words: int = 0


def read_prose(body: str) -> Prose:
    """Return the text of a body."""
    reader = _Reader()
    reader.read(body)
    return Prose(tuple(item for item in reader.items if item), reader.paragraph, reader.words)


class _Opened(NamedTuple):
    """An element whose text is being collected."""

    tag: str
    at: dict[str, int]
    pieces: list[_Piece]
    number: int
    """Its index among the items, if it is a list item."""
    sections: tuple[str, ...]
    ticked: list[bool]
    targets: list[str]


class _Reader:
    """Collects the text in one pass over the events."""

    def __init__(self) -> None:
        self.items: list[ListItem | None] = []
        self.paragraph = ""
        self.words = 0
        self.headings: list[tuple[str, str]] = []
        """The level and text of each heading that what comes next stands under, the outermost first."""
        self.open: list[_Opened] = []
        """The open elements that collect text, the outermost first."""
        self.in_code = False
        self.in_struck = False

    def read(self, body: str) -> None:
        """Read all events, the most frequent kinds first, since a note has about a hundred."""
        for event, at in raw_events(body):
            if event.__class__ is str:
                self._append(" ", at)  # a line break, or a rule, which is never inside of a collecting element
            elif (text := event.get("Text")) is not None:
                self.words += len(text.split())
                self._append(text, at, self.in_code)
            elif tag := event.get("Start"):
                if (name := tag_of(tag)) not in _INLINE:
                    self._append(" ", at)
                    self.in_code = name == "CodeBlock"
                    if name in _COLLECTING:
                        self._start(name, at, tag)
                else:
                    self._start_inline(name, tag)
            elif tag := event.get("End"):
                self._take_end(tag_of(tag), at)
            else:
                ((name, data),) = event.items()
                self._take_other(name, data, at)

    def _take_end(self, name: str, at: dict[str, int]) -> None:
        if name not in _INLINE:
            self.in_code = False
            if name in _COLLECTING:
                self._end(self.open.pop())
            self._append(" ", at)
        elif name == "Strikethrough":
            self.in_struck = False

    def _start_inline(self, name: str, tag: Any) -> None:
        if name == "Strikethrough":
            self.in_struck = True
        elif name == "Link" and self.open:
            self.open[-1].targets.append(tag["Link"]["dest_url"])

    def _take_other(self, name: str, data: Any, at: dict[str, int]) -> None:
        if name in VERBATIM:
            self.words += len(data.split())
            self._append(data, at, True)
        elif name == "TaskListMarker":
            for opened in reversed(self.open):
                if opened.tag == "Item":
                    opened.ticked.append(data)
                    break

    def _start(self, name: str, at: dict[str, int], tag: Any) -> None:
        if name == "Heading":
            level = tag["Heading"]["level"]
            self.headings = [heading for heading in self.headings if heading[0] < level]
            self.headings.append((level, ""))
        sections = tuple(text for _, text in reversed(self.headings))
        self.open.append(_Opened(name, at, [], len(self.items), sections, [], []))
        if name == "Item":
            self.items.append(None)

    def _end(self, opened: _Opened) -> None:
        text = " ".join("".join([piece[0] for piece in opened.pieces]).split())
        if opened.tag == "Item":
            ticked = opened.ticked[0] if opened.ticked else None
            start, end = opened.at["start"], opened.at["end"]
            self.items[opened.number] = ListItem(
                text, opened.sections, ticked, start, end, tuple(opened.pieces), tuple(opened.targets)
            )
            return
        if opened.tag == "Heading":
            self.headings[-1] = (self.headings[-1][0], text)
        elif not self.paragraph and not text.endswith((":", "：")) and all(o.tag != "Item" for o in self.open):
            self.paragraph = text
        if self.open:
            self.open[-1].pieces.extend(opened.pieces)
            self.open[-1].targets.extend(opened.targets)

    def _append(self, text: str, at: dict[str, int], is_code: bool = False) -> None:
        if self.open:
            self.open[-1].pieces.append((text, at, is_code, self.in_struck))
