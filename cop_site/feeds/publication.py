"""What feeds and calendars are written from: a community, and what only a site knows of its notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from cop_site.content.control_characters import CONTROL
from cop_site.content.gfm import make_absolute
from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.wording.catalogue import Wording

_UNWRITABLE = re.compile(CONTROL.pattern + r"|[\r\ud800-\udfff]")
"""Characters that XML or UTF-8 does not have, and the one that some programs take for the end of a line."""

_MINTED = 2026
"""The year from which addresses of sites name what is there. It is a part of each name, so it never changes."""


@dataclass(frozen=True)
class Publication:
    """A community as it is published."""

    community: Community
    wording: Wording
    language: str
    """The code of the site's own language."""
    url: str
    """The site's web address with a slash at its end; empty if it is not known."""
    address: Callable[[str], str]
    """Returns the absolute address of a page or a file; empty if that of the site is not known."""
    summary: Callable[[Note[Fields], int], str]
    """Returns the beginning of a note's summary, without the handles of people who are not to be named."""
    body: Callable[[Note[Fields]], str]
    """Returns the text of a note as sanitised HTML."""

    @property
    def name(self) -> str:
        """What the community is called."""
        return self.plain(self.community.charter.title)

    def plain(self, text: str) -> str:
        """Return a text without what XML cannot have, and without the handles of people who are not to be named."""
        return _UNWRITABLE.sub("", self.community.hide_handles(text))

    def people(self, names: Iterable[str]) -> dict[str, str]:
        """Return the names of those people who may be named, each once, with the address of each page there is."""
        people = {person.key: person for person in map(self.community.person, names) if person.is_named}
        return {self.plain(str(person.name)): person.uri for person in people.values()}

    def identify(self, note: Note[Fields]) -> str:
        """Return a UUID that a note keeps when it is renamed: it is made of its first address and the site's."""
        return str(uuid5(NAMESPACE_URL, f"{self.url or self.community.charter.title} {self.first_address(note)}"))

    def tag(self, path: str) -> str:
        """Return the tag URI (RFC 4151) of what has or had an address, relative to the site's root."""
        parts = urlsplit(self.url)
        return f"tag:{parts.hostname},{_MINTED}:{parts.path}{quote(path)}"

    def html(self, note: Note[Fields]) -> str:
        """Return the text of a note for readers elsewhere: sanitised, and with absolute addresses."""
        body = self.body(note)  # asked for each time, which is how a build knows where it is shown
        if note.key not in self._absolute:
            self._absolute[note.key] = _UNWRITABLE.sub("", make_absolute(body, self.address(note.uri)))
        return self._absolute[note.key]

    @cached_property
    def _absolute(self) -> dict[str, str]:
        return {}

    def first_address(self, note: Note[Fields]) -> str:
        """Return the first address that a note has had."""
        return self._first_addresses.get(note.key, note.uri)

    @cached_property
    def _first_addresses(self) -> dict[str, str]:
        """The first address of each note that has had others, by its key."""
        first: dict[str, str] = {}
        for redirect in self.community.shown_redirects:
            first.setdefault(redirect.note.key, redirect.uri)
        return first
