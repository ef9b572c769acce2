"""The page of a note of no special kind."""

from __future__ import annotations

from cop_site.model.kinds import PlainPage
from cop_site.model.note import Note
from cop_site.pages.context import Site
from cop_site.pages.note import note_page
from cop_site.pages.page import Page


def plain_page(site: Site, note: Note[PlainPage]) -> Page:
    """Return the page of one note of no special kind."""
    return note_page(site.at(note.uri), note, "plain", {})
