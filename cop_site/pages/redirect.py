"""The page at an old address of a note, which redirects to the new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.redirects import Redirect
from cop_site.pages.page import relative_uri
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues


@dataclass(frozen=True, slots=True)
class RedirectValues(PageValues):
    """A redirect to a note. The template is a whole HTML document, without the theme."""

    template: ClassVar = "redirect"

    title: str
    """The note's title."""
    lang: str
    """The language of the title; empty if it is that of the interface text."""
    href: str
    """The note's address."""
    canonical: str
    """The note's absolute address; the same as `href` if `site_url` is not set."""


def redirect_page(site: Site, redirect: Redirect) -> str:
    """Return a redirect as a whole HTML document; its canonical link is absolute if the site's address is known."""
    site = site.in_folder(redirect.folder)
    href = relative_uri(redirect.uri, redirect.folder + redirect.note.uri)
    canonical = site.address(redirect.note.uri) or href
    lang = site.templates.languages.tag(redirect.note.fields.lang)
    return site.templates.fill(RedirectValues(redirect.note.title, lang, href, canonical))
