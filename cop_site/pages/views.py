"""The small values that many templates are given: links, topics with their status, cards and rows."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from cop_site.insight.coverage import Status
from cop_site.model.kinds import slugify
from cop_site.pages.days import DayView


def make_anchor(title: str) -> str:
    """Return the id of a section with a title; signs without a word, such as an emoji, are their own."""
    return slugify(title) or "-".join(title.split())


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    text: str
    href: str = ""
    """May be empty: somebody who has no page, for example."""
    lang: str = ""
    """The language of the words, where it is not that of the text around them."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A topic with its status."""

    text: str
    """The topic's title."""
    href: str
    status: Status
    lang: str = ""
    """As in a link."""


@dataclass(frozen=True, slots=True)
class Card:
    """A note as an entry of a list that is looked through."""

    kind: str
    """What its kind is called, such as `Meetup`."""
    title: str
    href: str
    day: DayView | None
    """The day it is about; None when it is about none."""
    line: str
    """What it says, in at most 180 characters; may be empty."""
    people: tuple[Link, ...]
    """Who led or wrote it."""
    topics: tuple[Chip, ...]
    flags: tuple[str, ...] = ()
    """`cancelled` or `planned`, and `overdue` or `superseded`, as far as they are true of it."""
    until: str = ""
    """For a planned meetup, the moment from which it is over, in ISO 8601 with an offset; empty for all else."""
    lang: str = ""
    """As in a link, of the title and the line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A note on one line."""

    kind: str
    """What its kind is called, such as `Meetup`."""
    title: str
    href: str
    day: DayView | None
    """The day it is about; None when it is about none."""
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
