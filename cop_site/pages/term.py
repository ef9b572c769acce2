"""The page of a term of the glossary."""

from __future__ import annotations

from typing import Any

from cop_site.model.kinds import Term
from cop_site.model.note import Note
from cop_site.pages.context import PageContext, Site
from cop_site.pages.note import note_page
from cop_site.pages.page import Page

_SHOWN, _FOLDED = 10, 90
"""How many uses are shown, and how many more are folded away; a common word is used in thousands of notes."""


def term_page(site: Site, note: Note[Term]) -> Page:
    """Return the page of one term."""
    context = site.at(note.uri)
    return note_page(context, note, "term", {"aliases": note.fields.aliases, "uses": _uses(context, note)})


def _uses(context: PageContext, term: Note[Term]) -> dict[str, Any]:
    """The notes that use a term."""
    uses = context.site.uses[term.slug]
    rows = context.rows(uses[: _SHOWN + _FOLDED])
    return {
        "shown": rows[:_SHOWN],
        "folded": rows[_SHOWN:],
        "others": max(0, len(uses) - len(rows)),
        "search": context.href("search/"),
    }
