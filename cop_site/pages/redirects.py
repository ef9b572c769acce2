"""Small pages at old addresses, which take readers to where a note is now."""

from __future__ import annotations

from dataclasses import dataclass

from cop_site.model.redirects import Redirect
from cop_site.pages.page import relative_uri
from cop_site.pages.site import Site


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """A whole HTML document, outside of the theme."""

    file: str
    """Its name below the site's root, such as `topics/old-name/index.html`."""
    html: str


def redirect_page(site: Site, found: Redirect, site_url: str, language: str) -> RedirectPage:
    """Return the page at an old address; `site_url` may be empty, then the canonical link is relative."""
    href = relative_uri(found.uri, found.note.uri)
    canonical = site_url.rstrip("/") + "/" + relative_uri("", found.note.uri).removeprefix("./")
    values = {
        "title": found.note.title,
        "href": href,
        "canonical": canonical if site_url else href,
        "language": language,
    }
    file = f"{found.uri}index.html" if found.uri.endswith("/") else found.uri
    return RedirectPage(file, site.templates.fill("redirect", values))
