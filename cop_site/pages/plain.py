"""The pages of notes whose kind has no module here: of no special kind, and of kinds that have only a template."""

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
class KindPage(NotePage):
    """A note of a kind whose `KindInfo` names the template."""

    template: ClassVar = ""

    fields: Fields
    """What its front matter says."""


def plain_page(site: Site, note: Note[Fields]) -> Page:
    """Return the page of one note, made with the template of its kind if it has one."""
    values = KindPage(note.fields) if note.kind.info.template else PlainPage()
    return fill_note(site.at(note.uri), note, values)
