"""The pages that the site makes of many notes: their addresses, and the navigation that leads to them."""

from __future__ import annotations

from typing import NamedTuple

from cop_site.model.kinds import Kind

MENUS = ("Home", "Start here", "Topics", "Notes", "Community")
"""The menus of the navigation, in their order."""


class Section(NamedTuple):
    """A page that the site makes of many notes."""

    uri: str
    menu: str = ""
    """One of `MENUS`; empty for a page outside the navigation."""
    order: int = 0
    """Its place in the menu, the lowest first."""


SECTIONS = (
    Section("", "Home"),
    Section("start/", "Start here", 10),
    Section("coverage/", "Topics", 20),
    Section("plan/", "Topics", 30),
    Section("tags/", "Topics", 40),
    Section("log/", "Notes", 90),
    Section("contribute/", "Community", 90),
    Section("search/"),
    *(Section(kind.info.list_uri, kind.info.menu, kind.info.menu_order) for kind in Kind if kind.info.list_uri),
)
"""Those of the whole community, then the list of each kind of note."""

SECTION_URIS = frozenset(section.uri for section in SECTIONS if section.uri)
"""Addresses that no note may have, but for the home page, whose note is the charter."""

NAVIGATION = tuple(
    (menu, tuple(section.uri for section in sorted(SECTIONS, key=lambda one: one.order) if section.menu == menu))
    for menu in MENUS
)
"""The short navigation: menus and the addresses of their pages. Notes stay outside it, so that a page weighs the
same whether a community has ten notes or ten thousand."""
