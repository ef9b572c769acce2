"""The generated pages that show many notes, and the navigation."""

from __future__ import annotations

from typing import NamedTuple

from cop_site.model.kinds import Kind

MENUS = ("Home", "Start here", "Topics", "Notes", "Community")
"""The menus of the navigation, in their order."""


class Section(NamedTuple):
    """A generated page that shows many notes."""

    uri: str
    menu: str = ""
    """One of `MENUS`; empty for a page outside the navigation."""
    order: int = 0
    """The sort key in the menu."""


SECTIONS = (
    Section("", "Home"),
    Section("start/", "Start here", 10),
    Section("coverage/", "Topics", 20),
    Section("plan/", "Topics", 30),
    Section("tags/", "Topics", 40),
    Section("log/", "Notes", 90),
    Section("questions/", "Notes", 95),
    Section("who-knows-what/", "Community", 15),
    Section("health/", "Community", 20),
    Section("subscribe/", "Community", 85),
    Section("contribute/", "Community", 90),
    Section("search/"),
    *(Section(kind.info.list_uri, kind.info.menu, kind.info.menu_order) for kind in Kind if kind.info.list_uri),
)
"""The pages about the whole community, then the list of each kind of note."""

SECTION_URIS = frozenset(section.uri for section in SECTIONS if section.uri)
"""Addresses that notes must not have; the home page belongs to the charter."""

SITE_FILES = ("404.html", "community.json", "llms.txt", "meetups.ics", "notes.json", "sitemap.xml", "sitemap.xml.gz")
"""Addresses of files that the site makes itself, beside those in folders of its own."""

NAVIGATION = tuple(
    (menu, tuple(section.uri for section in sorted(SECTIONS, key=lambda one: one.order) if section.menu == menu))
    for menu in MENUS
)
"""Menus and the addresses of their pages. Notes are not in it, so that the size of a page does not depend on the
number of notes."""
