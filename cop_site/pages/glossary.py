"""The page of all terms."""

from __future__ import annotations

from itertools import groupby

from cop_site.model.kind import Kind
from cop_site.pages.context import Site
from cop_site.pages.page import Page
from cop_site.pages.views import shorten


def glossary_page(site: Site) -> Page:
    """Return the page of all terms, by their first letter."""
    context = site.at("glossary/")
    terms = sorted(site.community.terms.values(), key=lambda term: term.title.casefold())
    letters = [
        {
            "letter": letter,
            "terms": [
                {"link": context.link(term), "line": shorten(term.summary, 260), "aliases": term.fields.aliases}
                for term in group
            ],
        }
        for letter, group in groupby(terms, key=lambda term: term.title[:1].upper())
    ]
    html = site.templates.fill("glossary", {"letters": letters, "add": context.add_note(Kind.TERM)})
    return Page("glossary/", "Glossary", html, "The words we use, and what we mean by them.")
