"""What the body of a note says: its words, its first paragraph, and its list items under their headings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from cop_site.content.gfm.events import raw_events

_COLLECTING = frozenset({"Heading", "Item", "Paragraph"})
"""Elements whose text is wanted; that of every other belongs to what is around it."""
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
"""Elements that may begin and end within a word."""

_Piece = tuple[str, dict[str, int], bool]
"""A stretch of text, its `start` and `end` in bytes of the body's UTF-8, and whether it is code."""


@dataclass(frozen=True)
class ListItem:
    """A list item, without the items nested in it."""

    text: str
    """With one space for each line break and each run of spaces."""
    section: str
    """The text of the heading it stands under; empty before the first."""
    done: bool | None
    """Whether its task is ticked; None when it is no task."""
    start: int
    """Byte offset in the UTF-8 of the body."""
    end: int
    pieces: tuple[_Piece, ...]
    """What the text is made of, before spaces are collapsed."""

    def join_pieces(self, code: str = "") -> str:
        """Return the text before spaces are collapsed; a sign given as `code` stands for each character of code."""
        return "".join([code * len(text) if code and is_code else text for text, _, is_code in self.pieces])

    def locate(self, start: int, end: int, raw: bytes) -> tuple[int, int]:
        """Return the byte range of characters `start` to `end` of the joined pieces; `raw` is the UTF-8 of the body.

        Where markup, an escape or an entity stands among the characters, it is the range of all pieces they touch.
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
        """Where each piece begins in all of them joined."""
        return list(accumulate([len(piece[0]) for piece in self.pieces[:-1]], initial=0))


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of a body, without its markup."""

    items: tuple[ListItem, ...] = ()
    """In the order in which they begin."""
    first_paragraph: str = ""
    """The first that stands in no list."""
    words: int = 0


def read_prose(body: str) -> Prose:
    """Read the text of a body."""
    reader = _Reader()
    reader.read(body)
    return Prose(tuple(item for item in reader.items if item), reader.paragraph, reader.words)


class _Opened(NamedTuple):
    """An element whose text is being collected."""

    tag: str
    at: dict[str, int]
    pieces: list[_Piece]
    place: int
    """Which of the items it is, if it is one."""
    section: str
    ticked: list[bool]


class _Reader:
    """One walk over the events."""

    def __init__(self) -> None:
        self.items: list[ListItem | None] = []
        self.paragraph = ""
        self.words = 0
        self.section = ""
        self.open: list[_Opened] = []
        """The elements that collect text, from the outermost."""
        self.in_code = False

    def read(self, body: str) -> None:
        """Take every event; there are a hundred to a note, the most frequent first."""
        for event, at in raw_events(body):
            if event.__class__ is str:
                self._append(" ", at)  # a line break, or a rule, which stands in nothing that collects
            elif (text := event.get("Text")) is not None:
                self.words += len(text.split())
                self._append(text, at, self.in_code)
            elif tag := event.get("Start"):
                if (tag := _name_of(tag)) not in _INLINE:
                    self._append(" ", at)
                    self.in_code = tag == "CodeBlock"
                    if tag in _COLLECTING:
                        self._start(tag, at)
            elif tag := event.get("End"):
                if (tag := _name_of(tag)) not in _INLINE:
                    self.in_code = False
                    if tag in _COLLECTING:
                        self._end(self.open.pop())
                    self._append(" ", at)
            else:
                ((name, data),) = event.items()
                self._take_other(name, data, at)

    def _take_other(self, name: str, data: Any, at: dict[str, int]) -> None:
        if name == "Code":
            self.words += len(data.split())
            self._append(data, at, True)
        elif name == "TaskListMarker":
            for opened in reversed(self.open):
                if opened.tag == "Item":
                    opened.ticked.append(data)
                    break

    def _start(self, tag: str, at: dict[str, int]) -> None:
        self.open.append(_Opened(tag, at, [], len(self.items), self.section, []))
        if tag == "Item":
            self.items.append(None)

    def _end(self, opened: _Opened) -> None:
        text = " ".join("".join([piece[0] for piece in opened.pieces]).split())
        if opened.tag == "Item":
            ticked = opened.ticked[0] if opened.ticked else None
            start, end = opened.at["start"], opened.at["end"]
            self.items[opened.place] = ListItem(text, opened.section, ticked, start, end, tuple(opened.pieces))
            return
        if opened.tag == "Heading":
            self.section = text
        elif not self.paragraph and not any(other.tag == "Item" for other in self.open):
            self.paragraph = text
        if self.open:
            self.open[-1].pieces.extend(opened.pieces)

    def _append(self, text: str, at: dict[str, int], is_code: bool = False) -> None:
        if self.open:
            self.open[-1].pieces.append((text, at, is_code))


def _name_of(tag: Any) -> str:
    """The name of an element that begins or ends, which comes alone or with what there is to say of it."""
    return tag if tag.__class__ is str else next(iter(tag))
