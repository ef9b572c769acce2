"""The pages and redirects of a site: the address of each, with the function that makes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import chain

from cop_site.compiler.outputs import Redirect
from cop_site.model.kinds import FOLDERS, Kind
from cop_site.pages.board import board_page
from cop_site.pages.contribute import contribute_page
from cop_site.pages.coverage import coverage_page
from cop_site.pages.coverage_year import coverage_routes
from cop_site.pages.findable import findable_notes
from cop_site.pages.glossary import glossary_page
from cop_site.pages.head import with_head
from cop_site.pages.health import health_page
from cop_site.pages.home import home_page
from cop_site.pages.list import kind_routes
from cop_site.pages.log import log_routes
from cop_site.pages.material import material_routes
from cop_site.pages.members import member_routes
from cop_site.pages.notes import note_page
from cop_site.pages.page import Page
from cop_site.pages.paths import paths_page
from cop_site.pages.plan import plan_page
from cop_site.pages.questions import question_routes
from cop_site.pages.redirect import redirect_page
from cop_site.pages.search import search_page
from cop_site.pages.site import Site
from cop_site.pages.start import start_page
from cop_site.pages.subscribe import subscribe_page
from cop_site.pages.tags import tag_routes
from cop_site.pages.who_knows import who_knows_page

Routes = dict[str, Callable[[], Page]]
Route = tuple[str, Callable[[], Page]]
Lists = dict[str, Callable[[], Iterable[Route]]]
_WITH_ROUTES = frozenset({Kind.TOPIC, Kind.COMMUNITY})
"""The kinds of notes that are found in another way than among all notes."""


def page_routes(site: Site, language: str, *, lists: bool = True) -> Routes:
    """Return the function that makes each page, by address; `language` is the code of the site's own language.

    Without `lists`, those are left out that `list_routes` finds.
    """
    return {uri: make for one in site.all for uri, make in _page_routes(one, language, lists=lists).items()}


def _page_routes(site: Site, language: str, *, lists: bool) -> Routes:
    """Return the same for the pages in one language."""
    routes: Routes = {
        "start/": partial(start_page, site),
        "topics/": partial(board_page, site),
        "coverage/": partial(coverage_page, site),
        "plan/": partial(plan_page, site),
        "paths/": partial(paths_page, site),
        "glossary/": partial(glossary_page, site),
        "who-knows-what/": partial(who_knows_page, site),
        **(dict(chain.from_iterable(find() for find in _find_lists(site).values())) if lists else {}),
        "health/": partial(health_page, site),
        "subscribe/": partial(subscribe_page, site),
        "contribute/": partial(contribute_page, site),
        "search/": partial(search_page, site, language),
        # The pages below show the bodies of notes, for which they may have to wait: another process renders them.
        "": partial(home_page, site),
    }
    pages = {site.folder + uri: with_head(site, make) for uri, make in routes.items()}
    return pages | note_routes(site, frozenset(Kind))


def note_routes(site: Site, kinds: Collection[Kind]) -> Routes:
    """Return the function that makes the page of each note of some kinds, by address, in the language of a site."""
    topics = [covered.topic for covered in site.figures.coverage.topics.values()] if Kind.TOPIC in kinds else []
    others = [note for note in findable_notes(site) if note.kind in kinds and note.kind not in _WITH_ROUTES]
    return {site.folder + note.uri: with_head(site, partial(note_page, site, note)) for note in (*topics, *others)}


def list_routes(site: Site) -> Lists:
    """Return what finds the pages of each long list, by an address below which all of them are.

    To find them takes long: the list is divided.
    """
    return {
        one.folder + uri: partial(_add_heads, one, find) for one in site.all for uri, find in _find_lists(one).items()
    }


def _add_heads(site: Site, find: Callable[[], Iterable[Route]]) -> Iterator[Route]:
    return ((site.folder + uri, with_head(site, make)) for uri, make in find())


def _find_lists(site: Site) -> Lists:
    kinds = (kind for kind in FOLDERS.values() if kind.info.lead or kind is Kind.MEETUP)
    of_kinds = {kind.info.list_uri: partial(kind_routes, site, kind) for kind in kinds}
    others = {
        "members/": member_routes,
        "tags/": tag_routes,
        "log/": log_routes,
        "questions/": question_routes,
        "topics/": material_routes,
        "coverage/": coverage_routes,
    }
    return {**of_kinds, **{uri: partial(find, site) for uri, find in others.items()}}


def redirect_routes(site: Site) -> dict[str, Callable[[], Redirect]]:
    """Return the function that makes each redirect, by the old address."""

    def make(uri: str) -> Redirect:
        return Redirect(uri, free[uri].folder + free[uri].note.uri, redirect_page(site, free[uri]))

    free = {redirect.uri: redirect for redirect in (*site.community.shown_redirects, *site.community.moved)}
    return {uri: partial(make, uri) for uri in free}
