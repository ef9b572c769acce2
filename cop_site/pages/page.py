"""The page contract: the values that every engine gets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from cop_site.content.gfm import drop_tags

_HEADING = re.compile(r'<h([2-4])[^>]*\sid="([^"]+)"(?: lang="([^"]+)")?[^>]*>(.*?)</h\1>', re.DOTALL)
"""Matches `<h2 id="agenda" lang="de">Agenda</h2>`."""
_HEADER_LINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of a page's table of contents."""

    anchor: str
    title: str
    level: int
    """2 to 4, as in the heading's element."""
    lang: str = ""
    """The language of the title; empty if it is that of the site."""


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page."""

    uri: str
    """Its address relative to the site's root, such as `topics/facilitation/`; empty for the home page."""
    title: str
    """Plain text."""
    html: str
    """The fragment inside the theme, with exactly one `h1`."""
    description: str = ""
    """Plain text, for search engines and link previews."""
    source: str | None = None
    """The file of its note, relative to the content folder; None for a generated page."""
    wide: bool = False
    """Whether it also takes the space of the table of contents."""
    scripts: tuple[str, ...] = ()
    """The scripts among the assets that it loads; it can be read without them."""
    label: str = ""
    """Its name in the navigation; empty if that is its title."""
    lang: str = ""
    """The language of its title and its note; empty if it is that of the site."""
    beside: str = ""
    """The notes around it, as finished HTML; empty for pages that are not notes."""
    onward: str = ""
    """The ways to the notes before and after it, as finished HTML."""
    head: str = ""
    """What its head says to other programs, as finished HTML; empty where the address of the site is not known."""
    folder: str = ""
    """The folder of the pages in its language; empty for the first language of the site."""
    switch: str = ""
    """The links to it in the other languages of the site, as finished HTML."""

    @property
    def place(self) -> str:
        """Its address below the folder of its language: the same in all languages."""
        return self.uri.removeprefix(self.folder)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The table of contents, from the headings in the HTML."""
        return tuple(
            Section(
                unescape(anchor),
                unescape(drop_tags(_HEADER_LINK.sub("", inner))).strip(),
                int(level),
                lang or ("" if anchor.startswith("cop-") else self.lang),  # no heading of a note has such an id
            )
            for level, anchor, lang, inner in _HEADING.findall(self.html)
        )


def is_worded(uri: str) -> bool:
    """Return whether each language has its own of what is at an address: of pages and our scripts, but not of files."""
    path = uri.partition("#")[0]
    return not path or path.endswith("/") or (path.startswith("assets/cop/") and path.endswith(".js"))


def relative_uri(start: str, target: str) -> str:
    """Return the percent-encoded relative URL from the page at `start` to `target`, both relative to the site's root.

    It always goes through the root, so that it is the same for all pages of a folder.
    """
    return "../" * start.count("/") + _quote(target) or "./"


@lru_cache(maxsize=65_536)
def _quote(target: str) -> str:
    path, hash_mark, anchor = target.partition("#")
    return quote(path) + (hash_mark + quote(anchor) if hash_mark else "")
