"""Which pages and redirects a site has: the address of each, with the function that makes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from cop_site.compiler.outputs import Redirect
from cop_site.model.kind import Kind
from cop_site.model.redirects import Conflict, find_redirects
from cop_site.pages.board import board_page, topic_page
from cop_site.pages.coverage import coverage_page
from cop_site.pages.findable import findable_notes
from cop_site.pages.lists import list_routes
from cop_site.pages.notes import note_page
from cop_site.pages.page import Page
from cop_site.pages.plan import plan_page
from cop_site.pages.redirects import redirect_page
from cop_site.pages.search import search_page
from cop_site.pages.services import contribute_page, log_page
from cop_site.pages.site import Site
from cop_site.pages.welcome import home_page, start_page

NAVIGATION: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Home", ("",)),
    ("Start here", ("start/", "paths/", "glossary/")),
    ("Topics", ("topics/", "coverage/", "plan/", "tags/")),
    ("Notes", ("meetups/", "resources/", "practices/", "testimonials/", "log/")),
    ("Community", ("members/", "contribute/")),
)
"""The short navigation: sections and the addresses of their pages. Notes stay outside it, so that a page weighs the
same whether a community has ten notes or ten thousand."""


def page_routes(site: Site, language: str) -> dict[str, Callable[[], Page]]:
    """Return what makes each page, by address; `language` is the code of the site's own language."""
    covered = site.figures.coverage.topics.values()
    others = [note for note in findable_notes(site) if note.kind is not Kind.TOPIC]
    return {
        "start/": partial(start_page, site),
        "topics/": partial(board_page, site),
        "coverage/": partial(coverage_page, site),
        "plan/": partial(plan_page, site),
        **list_routes(site),
        "log/": partial(log_page, site),
        "contribute/": partial(contribute_page, site),
        "search/": partial(search_page, site, language),
        # From here on pages show what notes say, which may still be on its way from another process.
        "": partial(home_page, site),
        **{topic.topic.uri: partial(topic_page, site, topic) for topic in covered},
        **{note.uri: partial(note_page, site, note) for note in others},
    }


def redirect_routes(site: Site, url: str, language: str) -> dict[str, Callable[[], Redirect]]:
    """Return what makes the redirect at each old address that is free; `url` is the site's, if it is known."""

    def make(uri: str) -> Redirect:
        return Redirect(uri, free[uri].note.uri, redirect_page(site, free[uri], url, language))

    free = {found.uri: found for found in find_redirects(site.community) if not isinstance(found, Conflict)}
    return {uri: partial(make, uri) for uri in free}
