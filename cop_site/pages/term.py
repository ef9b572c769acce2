"""The page of a term of the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.kinds import Term
from cop_site.model.note import Note
from cop_site.pages.collapse import Collapsed, collapse
from cop_site.pages.context import PageContext
from cop_site.pages.note import NotePage, fill_note
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.views import Row

_VISIBLE, _MAX_ROWS = 10, 100
"""Limits on the list of uses: a common word is used in thousands of notes."""


@dataclass(frozen=True, slots=True)
class Uses:
    """The notes that use a term, the newest first."""

    rows: Collapsed[Row]
    """At most 10 that are always visible, and at most 90 more."""
    others: int
    """How many more there are, which are not listed."""
    search: str
    """The address of the search page."""


@dataclass(frozen=True, slots=True)
class TermPage(NotePage):
    """A term of the glossary."""

    template: ClassVar = "term"

    aliases: tuple[str, ...]
    """Its other names."""
    uses: Uses


def term_page(site: Site, note: Note[Term]) -> Page:
    """Return the page of one term."""
    context = PageContext(site, note.uri)
    return fill_note(context, note, TermPage(note.fields.aliases, _uses(context, note)))


def _uses(context: PageContext, term: Note[Term]) -> Uses:
    uses = context.site.uses[term.slug]
    rows = collapse(context.rows(uses[:_MAX_ROWS]), _VISIBLE)
    return Uses(rows, max(0, len(uses) - _MAX_ROWS), context.href("search/"))
