"""Values that many templates share: links, topics with their status, cards and rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from cop_site.insight.coverage import Status
from cop_site.model.kinds import slugify
from cop_site.pages.days import DayView
from cop_site.wording.letters import cut

_SENTENCE = re.compile(r"(?<=\w\w)[.!?…؟۔]+[”’»\")\]]*(?=\s+[^\Wa-z]|\s+[“‘«\"(])|[。！？]")
"""The end of a sentence: what follows begins like one, and what comes before is no initial."""


def make_anchor(title: str) -> str:
    """Return the id of a section with a title; signs without a word, such as an emoji, are their own."""
    return slugify(title) or "-".join(title.split())


def talk_anchor(number: int) -> str:
    """Return the id of a talk on the page of its meetup; the first has the number 1."""
    return f"cop-talk-{number}"


@dataclass(frozen=True, slots=True)
class Link:
    """A text and an address."""

    text: str
    href: str = ""
    """May be empty, for example for a person without a page."""
    lang: str = ""
    """The language of the text; empty if it is that of the text around it."""
    outside: bool = False
    """Whether a contributor gave the address, which leads to another website."""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Somebody who speaks, with what the note says of them."""

    person: Link
    said: str
    """Their role, organisation and pronouns; may be empty."""
    links: tuple[Link, ...]
    """Where else to find them."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """The text above a list, or above a part of it."""

    body: Markup
    """Sanitised."""
    lang: str
    """The language of the text; empty if it is that of the interface text."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A topic with its status."""

    text: str
    """The topic's title."""
    href: str
    status: Status | None
    """None for all others together."""
    lang: str = ""
    """As in a link."""
    colour: str = ""
    """The class that has the colour of the topic's area; empty without a status."""


@dataclass(frozen=True, slots=True)
class Card:
    """A note as an entry of a list of cards."""

    kind: str
    """The label of its kind, such as `Meetup`."""
    title: str
    href: str
    day: DayView | None
    """Its date; None when it has none."""
    line: str
    """Its summary, in at most 180 characters; may be empty."""
    people: tuple[Link, ...]
    """Those who led or wrote it."""
    topics: tuple[Chip, ...]
    flags: tuple[str, ...] = ()
    """`cancelled` or `planned`, and `overdue` or `superseded`, if it is."""
    until: str = ""
    """The end of a planned meetup, in ISO 8601 with an offset; empty for other notes."""
    lang: str = ""
    """As in a link, of the title and the line."""
    talks: tuple[Link, ...] = ()
    """On the page of a topic, the talks on it."""
    facts: tuple[str, ...] = ()
    """What one chooses it by, such as how long it takes and who came."""
    facets: str = ""
    """What it can be filtered by in a list, such as `topic/silence level/foundation`; empty elsewhere."""


@dataclass(frozen=True, slots=True)
class Row:
    """A note on one line."""

    kind: str
    """The label of its kind, such as `Meetup`."""
    title: str
    href: str
    day: DayView | None
    """Its date; None when it has none."""
    lang: str = ""
    """As in a link, of the title."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """The values of a card that are the same on all pages."""

    day: DayView | None
    line: str
    names: tuple[str, ...]
    flags: tuple[str, ...]
    until: str
    facts: tuple[str, ...]


def shorten(text: str, length: int = 180) -> str:
    """Return the first sentences of a text, as many as `length` allows; if the first is too long, its first words."""
    whole = first_sentences(text, length)
    if whole or not text:
        return whole
    first = cut(text, length)
    end = first.rfind(" ")
    if end > length // 2:
        return first[:end].rstrip(",.;:–— ،؛") + " …"
    return f"{first.rstrip('、，：；')}…"  # a text without spaces


def first_sentences(text: str, length: int) -> str:
    """Return the first sentences of a text, as many as `length` allows; empty if they would say next to nothing."""
    if len(text) <= length:
        return text
    ends = [end for match in _SENTENCE.finditer(text, 0, length + 1) if (end := match.end()) <= length]
    return text[: ends[-1]] if ends and ends[-1] >= length // 4 else ""


def host_of(url: str) -> str:
    """Return the host of a web address without `www.`."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
