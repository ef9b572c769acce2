"""The same page in the languages of a site: its address, and the links from one to the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from cop_site.pages.page import Page, relative_uri
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Link
from cop_site.wording.formats import name_in_itself

SCRIPTS = ("languages.js",)
"""The script of every page of a site in several languages, which no other site has."""
X_DEFAULT = "x-default"
"""What search engines call the language for readers of all others: here it is the first."""


@dataclass(frozen=True, slots=True)
class Languages(PageValues):
    """The links from a page to itself in other languages."""

    template: ClassVar = "languages"

    links: tuple[Link, ...]
    """Each is named in its own language, which is its `lang`."""


def add_languages(site: Site, page: Page) -> Page:
    """Return a page at its address in the language of the site, with links to it in the others."""
    here, others = site.folder + page.uri, [one for one in site.all if one is not site]
    links = [
        Link(name_in_itself(one.language), relative_uri(here, one.folder + page.uri), one.language) for one in others
    ]
    switch = site.templates.fill(Languages(tuple(links)))
    return replace(page, uri=here, folder=site.folder, scripts=(*page.scripts, *SCRIPTS), switch=switch)


def link_homes(site: Site) -> list[Link]:
    """Return a link to the home page in each of the other languages, for a page that may stand at any address."""
    return [Link(name_in_itself(one.language), one.address(""), one.language) for one in site.others if site.url]


def name_languages(site: Site, uri: str) -> Iterator[Link]:
    """Yield the absolute address of a page in each language of a site, and at last for all other readers."""
    if len(site.all) > 1:
        yield from (Link("", one.address(uri), one.language) for one in site.all)
        yield Link("", site.all[0].address(uri), X_DEFAULT)
