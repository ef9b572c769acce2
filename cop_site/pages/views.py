"""The small values that many templates are given: links, topics with their status, cards and rows."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from cop_site.insight.coverage import Status
from cop_site.pages.days import DayView


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead; no address means that they lead nowhere."""

    text: str
    href: str = ""
    lang: str = ""
    """The language of the words, where it is not that of the text around them."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A topic with its status."""

    text: str
    href: str
    status: Status
    lang: str = ""
    """As in a link."""


@dataclass(frozen=True, slots=True)
class Card:
    """A note as an entry of a list that is looked through."""

    kind: str
    title: str
    href: str
    day: DayView | None
    line: str
    people: tuple[Link, ...]
    topics: tuple[Chip, ...]
    flags: tuple[str, ...] = ()
    until: str = ""
    """For a planned meetup, the moment from which it is over."""
    lang: str = ""
    """As in a link, of the title and the line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A note on one line."""

    kind: str
    title: str
    href: str
    day: DayView | None
    lang: str = ""
    """As in a link, of the title."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a card says wherever it stands."""

    day: DayView | None
    line: str
    names: tuple[str, ...]
    flags: tuple[str, ...]
    until: str


def shorten(text: str, length: int = 180) -> str:
    """The beginning of a text, cut at a word."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",.;:–— ") + " …"


def host_of(url: str) -> str:
    """The site that a web address leads to, for people."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
