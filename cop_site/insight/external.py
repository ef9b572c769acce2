"""Links to other websites: where they stand, what became of them, and where an old copy would be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import quote, urldefrag

from cop_site.diagnostics import Span
from cop_site.model.community import Community
from cop_site.model.explain import value_at
from cop_site.model.kinds import Fields
from cop_site.model.note import Note

_WEB = re.compile(r"(?:https?:)?//[^\s/]", re.IGNORECASE)
_SAFE = "/%:=&?~#+!$,;'@()*"
_NOT_FOLLOWED = frozenset({"extra", "redirect_from"})


class State(StrEnum):
    """What became of a web address."""

    FINE = "fine"
    MOVED = "moved"
    """It leads to another address for good."""
    UNSURE = "unsure"
    """The website does not tell programs."""
    GONE = "gone"
    """The website says that there is nothing any more."""
    BROKEN = "broken"
    """The website does not answer, or with an error of its own."""
    SKIPPED = "skipped"
    """It was not asked, because it leads into a private network."""


DEAD = frozenset({State.GONE, State.BROKEN})


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """What was learnt of a web address."""

    state: State
    said: str
    """In a few words."""
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """A link to another website in a published note."""

    url: str
    """In the characters that an address may have."""
    span: Span
    day: date
    """The day for which the note stands."""

    @property
    def asked(self) -> str:
        """The address without the part after `#`, which no website is told."""
        return urldefrag(self.url)[0]

    @property
    def archived(self) -> str:
        """Where the Internet Archive has the copy that is nearest to the note's day, if it has one."""
        return f"https://web.archive.org/web/{self.day:%Y%m%d}/{self.url}"


def find_external_links(community: Community) -> tuple[ExternalLink, ...]:
    """Every link to another website, in the fields and texts of notes that have a page, by place."""
    links: list[ExternalLink] = []
    for note in community.by_name.values():
        if not note.has_page:
            continue
        day = _day_of(note, community.as_of)
        links.extend(ExternalLink(_tidy(url), span, day) for url, span in _find(note) if _WEB.match(url))
    return tuple(sorted(links, key=lambda link: (link.span, link.url)))


def _find(note: Note[Fields]) -> Iterator[tuple[str, Span]]:
    front_matter = note.source.front_matter
    for at in front_matter.positions:
        value = value_at(front_matter.values, at) if at and at[0] not in _NOT_FOLLOWED else None
        if isinstance(value, str) and not re.search(r"\s", value):
            yield value, note.source.span_of(*at)
    for link in note.source.outline.links:
        yield link.target, link.span


def _day_of(note: Note[Fields], as_of: date) -> date:
    fields = note.fields
    days = (note.date, getattr(fields, "added", None), getattr(fields, "reviewed", None))
    return next((day for day in days if isinstance(day, date)), as_of)


def _tidy(url: str) -> str:
    """An address with everything spelt out that is no plain character of one."""
    return quote(f"https:{url}" if url.startswith("//") else url, safe=_SAFE)
