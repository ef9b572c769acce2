"""The page of a note of no special kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.pages.context import Site
from cop_site.pages.note import NotePage, fill_note
from cop_site.pages.page import Page


@dataclass(frozen=True, slots=True)
class PlainPage(NotePage):
    """A note of no special kind, such as a code of conduct; it has only what all notes have."""

    template: ClassVar = "plain"


def plain_page(site: Site, note: Note[Fields]) -> Page:
    """Return the page of one note of no special kind."""
    return fill_note(site.at(note.uri), note, PlainPage())
