"""GitHub Flavored Markdown: the structure of a note (`outline`), its text (`prose`), its HTML (`render`).

Nothing outside this package parses Markdown or lets HTML through.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cop_site.content.gfm.destinations import NamesInBody, RawText, find_destinations, find_names_in_body
    from cop_site.content.gfm.diagrams import find_undrawn
    from cop_site.content.gfm.elements import VOID
    from cop_site.content.gfm.emoji import show_emoji
    from cop_site.content.gfm.foreign import Foreign, find_code, find_dropped_html, find_foreign, is_in_code
    from cop_site.content.gfm.headings import find_possible_headings
    from cop_site.content.gfm.hidden_html import find_hidden_html
    from cop_site.content.gfm.markdown import write_markdown
    from cop_site.content.gfm.markdown_text import write_link, write_text
    from cop_site.content.gfm.outline import Heading, Link, Outline, TextRun, read_outline
    from cop_site.content.gfm.prefilter import (
        find_possible_mentions,
        may_be_too_deep,
        may_begin_with_title,
        surely_has_anchor,
        surely_has_words,
    )
    from cop_site.content.gfm.prose import ListItem, Prose, read_prose
    from cop_site.content.gfm.rendering import render
    from cop_site.content.gfm.sanitise import FOREIGN_LINK, SCHEMES, drop_tags, make_absolute, spell
    from cop_site.content.gfm.targets import find_possible_targets
    from cop_site.content.gfm.terms import Vocabulary, Word, find_marks
    from cop_site.content.gfm.unclosed import find_unclosed

__all__ = [
    "FOREIGN_LINK",
    "SCHEMES",
    "VOID",
    "Foreign",
    "Heading",
    "Link",
    "ListItem",
    "NamesInBody",
    "Outline",
    "Prose",
    "RawText",
    "TextRun",
    "Vocabulary",
    "Word",
    "drop_tags",
    "find_code",
    "find_destinations",
    "find_dropped_html",
    "find_foreign",
    "find_hidden_html",
    "find_marks",
    "find_names_in_body",
    "find_possible_headings",
    "find_possible_mentions",
    "find_possible_targets",
    "find_unclosed",
    "find_undrawn",
    "is_in_code",
    "make_absolute",
    "may_be_too_deep",
    "may_begin_with_title",
    "read_outline",
    "read_prose",
    "render",
    "show_emoji",
    "spell",
    "surely_has_anchor",
    "surely_has_words",
    "write_link",
    "write_markdown",
    "write_text",
]

_MODULES = {
    "destinations": ("NamesInBody", "RawText", "find_destinations", "find_names_in_body"),
    "diagrams": ("find_undrawn",),
    "elements": ("VOID",),
    "emoji": ("show_emoji",),
    "foreign": ("Foreign", "find_code", "find_dropped_html", "find_foreign", "is_in_code"),
    "headings": ("find_possible_headings",),
    "hidden_html": ("find_hidden_html",),
    "markdown": ("write_markdown",),
    "markdown_text": ("write_link", "write_text"),
    "outline": ("Heading", "Link", "Outline", "TextRun", "read_outline"),
    "prefilter": (
        "find_possible_mentions",
        "may_be_too_deep",
        "may_begin_with_title",
        "surely_has_anchor",
        "surely_has_words",
    ),
    "prose": ("ListItem", "Prose", "read_prose"),
    "rendering": ("render",),
    "sanitise": ("FOREIGN_LINK", "SCHEMES", "drop_tags", "make_absolute", "spell"),
    "targets": ("find_possible_targets",),
    "terms": ("Vocabulary", "Word", "find_marks"),
    "unclosed": ("find_unclosed",),
}


def __getattr__(name: str) -> Any:
    """Import what is asked for: figures need no parser of Markdown, which takes long to import."""
    for module, names in _MODULES.items():
        if name in names:
            # Kept, since functions are called for every note.
            return globals().setdefault(name, getattr(import_module(f"{__name__}.{module}"), name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
