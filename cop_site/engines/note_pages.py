"""Makes the pages of the notes in a second process, while the first one makes those that show many notes.

Without a search, nothing else needs the second process; with one, it builds the index.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property
from typing import Any

from cop_site.compiler.routes import note_routes
from cop_site.model.kinds import Kind
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.project.compiled import CompiledTemplates
from cop_site.project.parallel import is_worthwhile, start

_WITH_LISTS = frozenset({Kind.TOPIC, Kind.MEMBER})
"""The kinds of notes whose pages list others: for these, the second process would have to read the log, too."""
_FIELDS = tuple(field.name for field in fields(Page))


class NotePages:
    """The pages of notes that a second process makes."""

    def __init__(self, site: Site, compiled: CompiledTemplates) -> None:
        """Start to render the notes of a site, and to make their pages; `compiled` gets the templates of these."""
        self._site, self._compiled = site, compiled
        kinds = frozenset(Kind) - _WITH_LISTS
        self._routes = {uri: make for uri, make in note_routes(site, kinds).items() if uri}
        self._finish = start(self._make_all)
        site.bodies.expect(lambda: self._made[0])

    def find(self, uri: str) -> Page | None:
        """Return the page at an address, and add what it shows to `bodies.shown`; None if it is none of them."""
        if uri not in self._routes:
            return None
        values, shown = self._made[1][uri]
        self._site.bodies.shown.update(shown)
        return Page(*values)

    @cached_property
    def _made(self) -> tuple[dict[str, str], dict[str, tuple[tuple[Any, ...], list[str]]]]:
        """The bodies of all notes by key, and by address the values of each page with the keys of what it shows."""
        bodies, pages, codes = self._finish()
        self._compiled.add(codes)
        return bodies, pages

    def _make_all(self) -> Any:
        bodies = self._site.bodies
        rendered = bodies.render_all()
        pages = {}
        for uri, make in self._routes.items():
            bodies.shown.clear()
            page = make()
            pages[uri] = tuple(getattr(page, name) for name in _FIELDS), list(bodies.shown)
        return rendered, pages, self._compiled.new


def make_ahead(site: Site, compiled: CompiledTemplates) -> NotePages | None:
    """Start to make the pages of notes in a second process; None if there are too few of them."""
    return NotePages(site, compiled) if is_worthwhile(len(site.community.notes)) else None
