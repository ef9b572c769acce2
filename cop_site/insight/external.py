"""Links to other websites: their positions, their status, and the address of an archived copy."""

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
    """The state of a web address."""

    FINE = "fine"
    MOVED = "moved"
    """It redirects permanently to another address."""
    UNSURE = "unsure"
    """The website refuses requests by programs."""
    GONE = "gone"
    """The website has no such page."""
    BROKEN = "broken"
    """The website does not answer, or answers with an error."""
    SKIPPED = "skipped"
    """It was not requested, because it leads into a private network."""


DEAD = frozenset({State.GONE, State.BROKEN})


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """The result of checking a web address."""

    state: State
    message: str
    """The reason, such as `HTTP 404: page not found`."""
    moved_to: str = ""
    """The address of a permanent redirect; empty without one."""


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """A link to another website in a published note."""

    url: str
    """Percent-encoded."""
    span: Span
    day: date
    """The note's date, for which an archived copy is looked for."""

    @property
    def requested(self) -> str:
        """The address without its fragment, as it is requested."""
        return urldefrag(self.url)[0]

    @property
    def archived(self) -> str:
        """The address of the Internet Archive's copy nearest to the note's day, if there is one."""
        return f"https://web.archive.org/web/{self.day:%Y%m%d}/{self.url}"


def find_external_links(community: Community) -> tuple[ExternalLink, ...]:
    """Return every link to another website in the fields and bodies of notes that have a page, by position."""
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
    """Return an address with a scheme and percent-encoded."""
    return quote(f"https:{url}" if url.startswith("//") else url, safe=_SAFE)
