"""Small pages at old addresses, which take readers to where a note is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.redirects import Redirect, find_redirects
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
    language: str
    """The code of the interface text's language."""


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """A whole HTML document, outside of the theme."""

    file: str
    """Its name below the site's root, such as `topics/old-name/index.html`."""
    html: str


def redirect_pages(site: Site, site_url: str) -> Iterator[RedirectPage]:
    """Make a page for each old address that is free; `site_url` may be empty, then canonical links are relative."""
    for found in find_redirects(site.community):
        if isinstance(found, Redirect):
            href = relative_uri(found.uri, found.note.uri)
            canonical = site_url.rstrip("/") + "/" + relative_uri("", found.note.uri).removeprefix("./")
            lang = site.templates.languages.tag(found.note.fields.lang)
            absolute = canonical if site_url else href
            values = RedirectValues(found.note.title, lang, href, absolute, site.wording.language)
            file = f"{found.uri}index.html" if found.uri.endswith("/") else found.uri
            yield RedirectPage(file, site.templates.fill(values))
