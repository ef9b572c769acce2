"""The page contract: what every engine is handed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from cop_site.content.gfm import drop_tags

_HEADING = re.compile(r'<h([2-4])[^>]*\sid="([^"]+)"(?: lang="([^"]+)")?[^>]*>(.*?)</h\1>', re.DOTALL)
_HEADER_LINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of a page's table of contents."""

    anchor: str
    title: str
    level: int
    """2 to 4, as in the heading's element."""
    lang: str = ""
    """The language of the title, where it is not that of the site."""


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: nothing in it is a template any more."""

    uri: str
    """Its address below the site's root, such as `topics/facilitation/`; the home page is empty."""
    title: str
    """Plain text."""
    html: str
    """The fragment inside the theme, with exactly one `h1`."""
    description: str = ""
    """Plain text, for search engines and link previews."""
    source: str | None = None
    """The authored file it came from, relative to the content folder; None for a generated page."""
    wide: bool = False
    """Whether it wants the room of the table of contents for itself."""
    scripts: tuple[str, ...] = ()
    """The modules among the assets that it wants run; it can be read without them."""
    label: str = ""
    """What the navigation calls it, where that is not its title."""
    lang: str = ""
    """The language of its title and of what its note says, where it is not that of the site."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The table of contents, read from the fragment's headings."""
        return tuple(
            Section(
                unescape(anchor),
                unescape(drop_tags(_HEADER_LINK.sub("", inner))).strip(),
                int(level),
                lang or ("" if anchor.startswith("cop-") else self.lang),  # such headings are never the note's
            )
            for level, anchor, lang, inner in _HEADING.findall(self.html)
        )


def relative_uri(start: str, target: str) -> str:
    """The relative URL from the page at `start` to `target`, both below the site's root; percent-encoded.

    It always leads through the root, which is as short as need be and the same for every page of a folder.
    """
    return "../" * start.count("/") + _quote(target) or "./"


@lru_cache(maxsize=65_536)
def _quote(target: str) -> str:
    path, hash_mark, anchor = target.partition("#")
    return quote(path) + (hash_mark + quote(anchor) if hash_mark else "")
