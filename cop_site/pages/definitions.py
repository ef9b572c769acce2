"""What the words of the glossary mean, for the pages they are used on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cop_site.model.kinds import Fields, Term
from cop_site.model.note import Note
from cop_site.pages.bodies import term_key
from cop_site.pages.context import PageContext
from cop_site.pages.views import shorten

_SENTENCE = re.compile(r".{20,}?[.!?]+[”’»\"')]*(?=\s+[^\sa-z])|.{5,}?[。！？]", re.DOTALL)
"""A first sentence; what is shorter, or goes on with a small letter, most likely ends in an abbreviation."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a word of a page means, in one sentence."""

    key: str
    """The term: the word in the body is described by the element with the id `cop-term-KEY`."""
    text: str
    lang: str
    """The language of the text, where it is not that of the interface text."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the marked words of a page mean, and the script that shows it."""

    script: str
    """The address of `terms.js`."""
    items: tuple[Definition, ...]
    """Empty when no term is marked."""


def find_definitions(context: PageContext, note: Note[Fields]) -> Definitions:
    """What the words mean that are marked in a note's body."""
    terms = context.site.community.terms
    marked = [terms[slug] for slug in context.site.bodies.terms_in(note)]
    items = tuple(Definition(term_key(term), define(term), context.language(term)) for term in marked)
    return Definitions(context.href("assets/cop/terms.js"), items)


def define(term: Note[Term]) -> str:
    """What a term means, short enough to be read beside it: its summary, else its first sentence."""
    if term.fields.summary:
        return shorten(term.fields.summary, 280)
    sentence = _SENTENCE.match(term.summary)
    return shorten(sentence[0] if sentence else term.summary, 280)
