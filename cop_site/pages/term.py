"""The page of a term of the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.kinds import Term
from cop_site.model.note import Note
from cop_site.pages.context import PageContext, Site
from cop_site.pages.note import NotePage, fill_note
from cop_site.pages.page import Page
from cop_site.pages.views import Row

_SHOWN, _FOLDED = 10, 90
"""How many uses are shown, and how many more are folded away; a common word is used in thousands of notes."""


@dataclass(frozen=True, slots=True)
class Uses:
    """The notes that use a term, the newest first."""

    shown: tuple[Row, ...]
    """At most 10; empty when no note uses it."""
    folded: tuple[Row, ...]
    """At most 90 more, to be unfolded."""
    others: int
    """How many more there are, which are not named."""
    search: str
    """The address of the search page."""


@dataclass(frozen=True, slots=True)
class TermPage(NotePage):
    """A word and what the community means by it."""

    template: ClassVar = "term"

    aliases: tuple[str, ...]
    """Other words for it."""
    uses: Uses


def term_page(site: Site, note: Note[Term]) -> Page:
    """Return the page of one term."""
    context = site.at(note.uri)
    return fill_note(context, note, TermPage(note.fields.aliases, _uses(context, note)))


def _uses(context: PageContext, term: Note[Term]) -> Uses:
    uses = context.site.uses[term.slug]
    rows = context.rows(uses[: _SHOWN + _FOLDED])
    return Uses(rows[:_SHOWN], rows[_SHOWN:], max(0, len(uses) - len(rows)), context.href("search/"))
