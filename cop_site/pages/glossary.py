"""The page of all terms."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from cop_site.model.kinds import Kind, Term
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.labels import label_section
from cop_site.pages.letters import first_letter, fold_letters
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Introduction, Link


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term of the glossary."""

    link: Link
    line: str
    """Its definition, in at most 260 characters, or 160 on the page for newcomers."""
    aliases: tuple[str, ...]
    """Its other names."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms that start with a letter."""

    letter: str
    """In upper case; `#` for terms that begin with none."""
    anchor: str
    """The id of its heading."""
    terms: tuple[TermEntry, ...]


@dataclass(frozen=True, slots=True)
class GlossaryPage(PageValues):
    """All terms of the glossary."""

    template: ClassVar = "glossary"

    introduction: Introduction | None
    """What the community wrote above it; None if nothing."""
    letters: tuple[Letter, ...]
    """Empty while there are no terms."""
    add: str
    """The address to add a term."""


def glossary_page(site: Site) -> Page:
    """Return the page of all terms, by their first letter."""
    context = PageContext(site, "glossary/")
    terms = sorted(site.community.terms.values(), key=lambda term: (first_letter(term.title), fold_letters(term.title)))
    letters = tuple(
        Letter(
            letter,
            f"letter-{letter.lower() if letter.isalpha() else 'other'}",
            tuple(view_term(context, term) for term in group),
        )
        for letter, group in groupby(terms, key=lambda term: first_letter(term.title))
    )
    html = site.templates.fill(GlossaryPage(context.introduction("glossary"), letters, context.add_note(Kind.TERM)))
    gettext = site.wording.gettext
    return Page(
        "glossary/",
        label_section("glossary/", site.wording),
        html,
        gettext("The words we use, and what we mean by them."),
    )


def view_term(context: PageContext, term: Note[Term], length: int = 260) -> TermEntry:
    """Return a term as an entry of a list, with a line of at most `length` characters."""
    return TermEntry(context.link(term), context.site.brief(term, length), term.fields.aliases)
