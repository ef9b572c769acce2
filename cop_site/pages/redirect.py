"""The page at an old address, which takes readers to where a note is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.redirects import Redirect
from cop_site.pages.context import Site
from cop_site.pages.page import relative_uri
from cop_site.pages.templates import PageValues


@dataclass(frozen=True, slots=True)
class RedirectValues(PageValues):
    """What takes readers from an old address to a note. The template is a whole document, outside of the theme."""

    template: ClassVar = "redirect"

    title: str
    """The note's title."""
    lang: str
    """The language of the title, where it is not that of the interface text."""
    href: str
    """The note's address."""
    canonical: str
    """The note's absolute address; the same as `href` when the site's own address is not known."""


def redirect_page(site: Site, found: Redirect, site_url: str) -> str:
    """Return the page at an old address: a whole HTML document, outside of the theme.

    `site_url` may be empty, then the canonical link is relative.
    """
    href = relative_uri(found.uri, found.note.uri)
    canonical = site_url.rstrip("/") + "/" + relative_uri("", found.note.uri).removeprefix("./")
    lang = site.templates.languages.tag(found.note.fields.lang)
    absolute = canonical if site_url else href
    return site.templates.fill(RedirectValues(found.note.title, lang, href, absolute))
