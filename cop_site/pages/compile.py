"""Compiles a community to its pages."""

from __future__ import annotations

from collections.abc import Iterator

from cop_site.model.kinds import FOLDERS, Kind
from cop_site.pages.board import board_page
from cop_site.pages.context import Site
from cop_site.pages.contribute import contribute_page
from cop_site.pages.coverage import coverage_page
from cop_site.pages.findable import findable_notes
from cop_site.pages.glossary import glossary_page
from cop_site.pages.home import home_page
from cop_site.pages.list import list_page, meetups_page
from cop_site.pages.log import log_page
from cop_site.pages.members import members_page
from cop_site.pages.notes import note_page
from cop_site.pages.page import Page
from cop_site.pages.paths import paths_page
from cop_site.pages.plan import plan_page
from cop_site.pages.search import search_page
from cop_site.pages.start import start_page
from cop_site.pages.tags import tags_page


def compile_pages(site: Site, language: str) -> Iterator[Page]:
    """Make every page of the site; the same site gives the same pages in the same order.

    `language` is the code of the site's own language.
    """
    yield start_page(site)
    yield board_page(site)
    yield coverage_page(site)
    yield plan_page(site)
    yield meetups_page(site)
    yield from (list_page(site, kind) for kind in FOLDERS.values() if kind.info.lead)
    yield members_page(site)
    yield paths_page(site)
    yield glossary_page(site)
    yield tags_page(site)
    yield log_page(site)
    yield contribute_page(site)
    yield search_page(site, language)
    # From here on pages show what notes say, which may still be on its way from another process.
    yield home_page(site)
    for covered in site.figures.coverage.topics.values():
        yield note_page(site, covered.topic)
    for note in findable_notes(site):
        if note.kind not in (Kind.TOPIC, Kind.COMMUNITY):
            yield note_page(site, note)
