"""The page of a note of no special kind, and of any kind that has a template but no page module."""

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


@dataclass(frozen=True, slots=True)
class FieldsPage(NotePage):
    """A note whose kind names a template and has no values of its own: the template is given the fields as they are."""

    template: ClassVar = ""

    fields: Fields


def plain_page(site: Site, note: Note[Fields]) -> Page:
    """Return the page of one note of no special kind."""
    return fill_note(site.at(note.uri), note, PlainPage())


def fields_page(site: Site, note: Note[Fields]) -> Page:
    """Return the page of a note of a kind that has no page module, made with the template that its kind names."""
    return fill_note(site.at(note.uri), note, FieldsPage(note.fields), template=note.kind.info.template)
