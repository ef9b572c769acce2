"""A compiled page in the shape that MkDocs expects."""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from cop_site.content.gfm import drop_tags
from cop_site.pages.page import Page, Section, relative_uri


class CompiledPage(MkDocsPage):
    """Hands over what is already there: nothing is read, nothing is parsed."""

    def __init__(self, compiled: Page, file: File, config: MkDocsConfig, *, title: str, lang: str) -> None:
        # The theme does not escape what it prints, so everything is escaped on its way to the theme.
        super().__init__(mark_language(title, lang), file, config)
        self.compiled = compiled
        self.plain_title = escape(title)
        """The title where no element may be, as in the head of a page."""
        self.toc_html = ""
        """The table of contents as the theme shows it."""
        self.scripts_html = "".join(
            f'<script type="module" src="{relative_uri(compiled.uri, f"assets/cop/{name}")}"></script>'
            for name in compiled.scripts
        )
        """What runs the page's own scripts."""

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002  # MkDocs calls it so
        """Set the metadata that the theme asks for."""
        self.markdown = ""
        hidden = ["toc"] if self.compiled.wide else []
        self.meta: dict[str, Any] = {"hide": hidden if self.compiled.uri else ["toc", "navigation"]}
        if self.compiled.description:
            self.meta["description"] = escape(self.compiled.description)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  # MkDocs calls it so
        """Set the finished fragment and its table of contents."""
        self.content = self.compiled.html
        links = _nest(self.compiled.sections)
        self.toc = TableOfContents(links)
        self.toc_html = _render_toc(links, top=True)


def mark_language(text: str, lang: str) -> str:
    """Return a text as HTML, in an element that tells its language, if one is given."""
    return f'<span lang="{escape(lang)}">{escape(text)}</span>' if lang else escape(text)


def _nest(sections: tuple[Section, ...]) -> list[AnchorLink]:
    """Put each section under the one above it with a lower level."""
    top: list[AnchorLink] = []
    open_links: list[AnchorLink] = []
    for section in sections:
        link = AnchorLink(mark_language(section.title, section.lang), escape(section.anchor), section.level)
        while open_links and open_links[-1].level >= section.level:
            open_links.pop()
        (open_links[-1].children if open_links else top).append(link)
        open_links.append(link)
    return top


def _render_toc(links: list[AnchorLink], *, top: bool = False) -> str:
    """A list of links in the theme's classes; their titles are escaped already."""
    if not links:
        return ""
    items = []
    for link in links:
        below = _render_toc(link.children)
        label = drop_tags(link.title)
        nested = f'<nav class="md-nav" aria-label="{label}">{below}</nav>' if below else ""
        items.append(
            f'<li class="md-nav__item"><a href="{link.url}" class="md-nav__link">'
            f'<span class="md-ellipsis">{link.title}</span></a>{nested}</li>'
        )
    attributes = ' data-md-component="toc" data-md-scrollfix' if top else ""
    return f'<ul class="md-nav__list"{attributes}>{"".join(items)}</ul>'
