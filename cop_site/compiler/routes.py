"""The pages and redirects of a site: the address of each, with the function that makes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from cop_site.compiler.outputs import Redirect
from cop_site.model.kinds import Kind
from cop_site.pages.board import board_page
from cop_site.pages.context import Site
from cop_site.pages.contribute import contribute_page
from cop_site.pages.coverage import coverage_page
from cop_site.pages.findable import findable_notes
from cop_site.pages.glossary import glossary_page
from cop_site.pages.home import home_page
from cop_site.pages.list import list_routes
from cop_site.pages.log import log_routes
from cop_site.pages.members import member_routes
from cop_site.pages.notes import note_page
from cop_site.pages.page import Page
from cop_site.pages.paths import paths_page
from cop_site.pages.plan import plan_page
from cop_site.pages.redirect import redirect_page
from cop_site.pages.search import search_page
from cop_site.pages.start import start_page
from cop_site.pages.tags import tag_routes
from cop_site.pages.who_knows import who_knows_page


def page_routes(site: Site, language: str) -> dict[str, Callable[[], Page]]:
    """Return the function that makes each page, by address; `language` is the code of the site's own language."""
    topics = [covered.topic for covered in site.figures.coverage.topics.values()]
    others = [note for note in findable_notes(site) if note.kind not in (Kind.TOPIC, Kind.COMMUNITY)]
    return {
        "start/": partial(start_page, site),
        "topics/": partial(board_page, site),
        "coverage/": partial(coverage_page, site),
        "plan/": partial(plan_page, site),
        **dict(list_routes(site)),
        **dict(member_routes(site)),
        "paths/": partial(paths_page, site),
        "glossary/": partial(glossary_page, site),
        **dict(tag_routes(site)),
        **dict(log_routes(site)),
        "who-knows-what/": partial(who_knows_page, site),
        "contribute/": partial(contribute_page, site),
        "search/": partial(search_page, site, language),
        # The pages below show the bodies of notes, for which they may have to wait: another process renders them.
        "": partial(home_page, site),
        **{note.uri: partial(note_page, site, note) for note in (*topics, *others)},
    }


def redirect_routes(site: Site, url: str) -> dict[str, Callable[[], Redirect]]:
    """Return the function that makes each redirect, by the old address; `url` is the site's."""

    def make(uri: str) -> Redirect:
        return Redirect(uri, free[uri].note.uri, redirect_page(site, free[uri], url))

    free = {redirect.uri: redirect for redirect in site.community.redirects}
    return {uri: partial(make, uri) for uri in free}
