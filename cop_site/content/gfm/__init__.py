"""GitHub Flavored Markdown: how a note is built (`outline`), what it says (`prose`), what a reader sees (`render`).

Nothing outside this package parses Markdown or lets HTML through.
"""

from cop_site.content.gfm.foreign import Foreign, find_dropped_html, find_foreign
from cop_site.content.gfm.glance import find_possible_targets, may_be_too_deep, may_begin_with_title, surely_has_anchor
from cop_site.content.gfm.mending import find_target
from cop_site.content.gfm.outline import Heading, Link, Outline, read_outline
from cop_site.content.gfm.places import Written, WrittenNames, find_written_names
from cop_site.content.gfm.prose import ListItem, Prose, read_prose
from cop_site.content.gfm.render import render
from cop_site.content.gfm.terms import Vocabulary, Word, find_marks
from cop_site.content.gfm.unclosed import find_unclosed

__all__ = [
    "Foreign",
    "Heading",
    "Link",
    "ListItem",
    "Outline",
    "Prose",
    "Vocabulary",
    "Word",
    "Written",
    "WrittenNames",
    "find_dropped_html",
    "find_foreign",
    "find_marks",
    "find_possible_targets",
    "find_target",
    "find_unclosed",
    "find_written_names",
    "may_be_too_deep",
    "may_begin_with_title",
    "read_outline",
    "read_prose",
    "render",
    "surely_has_anchor",
]
