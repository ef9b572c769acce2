"""GitHub Flavored Markdown: what a note says (`outline`) and what a reader sees of it (`render`).

Nothing outside this package parses Markdown or lets HTML through.
"""

from cop_site.content.gfm.foreign import Foreign, find_dropped_html, find_foreign
from cop_site.content.gfm.outline import Heading, Link, ListItem, Outline, read_outline
from cop_site.content.gfm.render import Rendered, TocEntry, render

__all__ = [
    "Foreign",
    "Heading",
    "Link",
    "ListItem",
    "Outline",
    "Rendered",
    "TocEntry",
    "find_dropped_html",
    "find_foreign",
    "read_outline",
    "render",
]
