"""What the body of a note says: its words, its first paragraph, and its list items under their headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from cop_site.content.gfm.events import placeless_events

_COLLECTING = frozenset({"Heading", "Item", "Paragraph"})
"""Elements whose text is wanted; that of every other belongs to what is around it."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """A list item, without the items nested in it."""

    text: str
    section: str
    """The text of the heading it stands under; empty before the first."""
    done: bool | None
    """Whether its task is ticked; None when it is no task."""


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
    pieces: list[str]
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

    def read(self, body: str) -> None:
        """Take every event; there are a hundred to a note, the most frequent first."""
        for event in placeless_events(body):
            if event.__class__ is str:
                self._append(" ")  # a line break, or a rule, which stands in nothing that collects
            elif (text := event.get("Text")) is not None:
                self.words += len(text.split())
                self._append(text)
            elif tag := event.get("Start"):
                if (tag := _name_of(tag)) in _COLLECTING:
                    self._start(tag)
            elif tag := event.get("End"):
                if _name_of(tag) in _COLLECTING:
                    self._end(self.open.pop())
            else:
                ((name, data),) = event.items()
                self._take_other(name, data)

    def _take_other(self, name: str, data: Any) -> None:
        if name == "Code":
            self.words += len(data.split())
            self._append(data)
        elif name == "TaskListMarker":
            for opened in reversed(self.open):
                if opened.tag == "Item":
                    opened.ticked.append(data)
                    break

    def _start(self, tag: str) -> None:
        self.open.append(_Opened(tag, [], len(self.items), self.section, []))
        if tag == "Item":
            self.items.append(None)

    def _end(self, opened: _Opened) -> None:
        written = "".join(opened.pieces)
        text = " ".join(written.split())
        if opened.tag == "Item":
            ticked = opened.ticked[0] if opened.ticked else None
            self.items[opened.place] = ListItem(text, opened.section, ticked)
            return
        if opened.tag == "Heading":
            self.section = text
        elif not self.paragraph and not any(other.tag == "Item" for other in self.open):
            self.paragraph = text
        self._append(f"{written} ")

    def _append(self, text: str) -> None:
        if self.open:
            self.open[-1].pieces.append(text)


def _name_of(tag: Any) -> str:
    """The name of an element that begins or ends, which comes alone or with what there is to say of it."""
    return tag if tag.__class__ is str else next(iter(tag))
