"""Compiles a community to its pages."""

from __future__ import annotations

from collections.abc import Iterator

from cop_site.pages.board import board_page, topic_pages
from cop_site.pages.coverage import coverage_page
from cop_site.pages.lists import list_pages
from cop_site.pages.notes import note_pages
from cop_site.pages.page import Page
from cop_site.pages.plan import plan_page
from cop_site.pages.search import search_page
from cop_site.pages.services import contribute_page, log_page
from cop_site.pages.site import Site
from cop_site.pages.welcome import home_page, start_page


def compile_pages(site: Site, language: str) -> Iterator[Page]:
    """Make every page of the site; the same site gives the same pages in the same order.

    `language` is the code of the site's own language.
    """
    yield start_page(site)
    yield board_page(site)
    yield coverage_page(site)
    yield plan_page(site)
    yield from list_pages(site)
    yield log_page(site)
    yield contribute_page(site)
    yield search_page(site, language)
    # From here on pages show what notes say, which may still be on its way from another process.
    yield home_page(site)
    yield from topic_pages(site)
    yield from note_pages(site)
