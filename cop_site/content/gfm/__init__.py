"""GitHub Flavored Markdown: what a note says (`outline`) and what a reader sees of it (`render`).

Nothing outside this package parses Markdown or lets HTML through.
"""

from cop_site.content.gfm.foreign import Foreign, find_dropped_html, find_foreign
from cop_site.content.gfm.glance import may_be_too_deep, may_begin_with_title
from cop_site.content.gfm.mending import find_target
from cop_site.content.gfm.outline import Heading, Link, ListItem, Outline, read_outline
from cop_site.content.gfm.places import Written, WrittenNames, find_written_names
from cop_site.content.gfm.render import render
from cop_site.content.gfm.terms import Vocabulary, Word, find_marks

__all__ = [
    "Foreign",
    "Heading",
    "Link",
    "ListItem",
    "Outline",
    "Vocabulary",
    "Word",
    "Written",
    "WrittenNames",
    "find_dropped_html",
    "find_foreign",
    "find_marks",
    "find_target",
    "find_written_names",
    "may_be_too_deep",
    "may_begin_with_title",
    "read_outline",
    "render",
]
