"""Definitions of the glossary's terms, for the pages that use them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cop_site.model.kinds import Fields, Term
from cop_site.model.note import Note
from cop_site.pages.bodies import term_key
from cop_site.pages.context import PageContext
from cop_site.pages.views import shorten

_SENTENCE = re.compile(r".{20,}?[.!?؟۔]+[”’»\"')]*(?=\s+[^\sa-z])|.{5,}?[。！？]", re.DOTALL)
"""Matches a first sentence; a shorter one, or one before a lower-case letter, probably ends with an abbreviation."""


@dataclass(frozen=True, slots=True)
class Definition:
    """The definition of a word on a page, in one sentence."""

    key: str
    """The term: its words in the body are described by the element with the id `cop-term-KEY`."""
    text: str
    lang: str
    """The language of the text; empty if it is that of the interface text."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """The definitions of the marked words of a page, and the script that shows them."""

    script: str
    """The address of `terms.js`."""
    items: tuple[Definition, ...]
    """Empty when no term is marked."""


def find_definitions(context: PageContext, note: Note[Fields]) -> Definitions:
    """Return the definitions of the words that are marked in a note's body."""
    terms = context.site.community.terms
    marked = [terms[slug] for slug in context.site.bodies.terms_in(note)]
    items = tuple(
        Definition(term_key(term), context.site.community.hide_handles(define(term)), context.language(term))
        for term in marked
    )
    return Definitions(context.href("assets/cop/terms.js"), items)


def define(term: Note[Term]) -> str:
    """Return a short definition of a term: its summary, or its first sentence."""
    if term.fields.summary:
        return shorten(term.fields.summary, 280)
    sentence = _SENTENCE.match(term.summary)
    return shorten(sentence[0] if sentence else term.summary, 280)
