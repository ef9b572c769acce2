"""Small pages at old addresses, which take readers to where a note is now."""

from __future__ import annotations

from cop_site.model.redirects import Redirect
from cop_site.pages.page import relative_uri
from cop_site.pages.site import Site


def redirect_page(site: Site, found: Redirect, site_url: str, language: str) -> str:
    """Return the page at an old address: a whole HTML document, outside of the theme.

    `site_url` may be empty, then the canonical link is relative.
    """
    href = relative_uri(found.uri, found.note.uri)
    canonical = site_url.rstrip("/") + "/" + relative_uri("", found.note.uri).removeprefix("./")
    values = {
        "title": found.note.title,
        "href": href,
        "canonical": canonical if site_url else href,
        "language": language,
    }
    return site.templates.fill("redirect", values)
