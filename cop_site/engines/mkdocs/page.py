"""Pages of MkDocs for the pages of the compiler."""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from cop_site.content.gfm import drop_tags
from cop_site.pages.page import Page, Section, relative_uri


class CompiledPage(MkDocsPage):
    """A page whose HTML is finished: MkDocs reads and parses nothing."""

    def __init__(self, compiled: Page, file: File, config: MkDocsConfig, *, title: str, lang: str) -> None:
        # The theme does not escape values, so they are escaped before they reach it.
        super().__init__(mark_language(title, lang), file, config)
        self.show(compiled)
        self.plain_title = escape(title)
        """The title without elements, for the head of a page."""
        self.toc_html = ""
        """The table of contents as HTML of the theme."""

    def show(self, compiled: Page) -> None:
        """Set what the compiler has made; its title, label and source must be those that the page was made with."""
        self.compiled = compiled
        self.scripts_html = "".join(
            f'<script type="module" src="{relative_uri(compiled.uri, f"assets/cop/{name}")}"></script>'
            for name in compiled.scripts
        )
        """The `script` elements of the page's own scripts."""

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002  # MkDocs calls it so
        """Set the metadata that the theme uses."""
        self.markdown = ""
        hidden = ["toc"] if self.compiled.wide else []
        self.meta: dict[str, Any] = {"hide": hidden if self.compiled.uri else ["toc", "navigation"]}
        if self.compiled.description:
            self.meta["description"] = escape(self.compiled.description)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  # MkDocs calls it so
        """Set the HTML and its table of contents."""
        self.content = self.compiled.html
        links = _nest(self.compiled.sections)
        self.toc = TableOfContents(links)
        self.toc_html = _render_toc(links, top=True)


def make_page(compiled: Page, config: MkDocsConfig, *, lang: str, day: str) -> CompiledPage:
    """Return the page of MkDocs, with its file, for a page of the compiler.

    `lang` is the language of its title, if it is not that of the site, and `day` the one that the site is built for:
    MkDocs would take that of the clock.
    """
    file = File.generated(config, name_source(compiled.uri), content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = compiled.source
    page = CompiledPage(compiled, file, config, title=compiled.label or compiled.title, lang=lang)
    page.update_date = day
    return page


def name_source(uri: str) -> str:
    """Return the name of the Markdown file that MkDocs would render to a page at this address."""
    return f"{uri.rstrip('/')}/index.md".lstrip("/")


def mark_language(text: str, lang: str) -> str:
    """Return a text as HTML, in an element with its language if `lang` is not empty."""
    return f'<span lang="{escape(lang)}">{escape(text)}</span>' if lang else escape(text)


def _nest(sections: tuple[Section, ...]) -> list[AnchorLink]:
    """Return the sections as a tree by their heading levels."""
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
    """Return links as a list in the theme's classes; their titles are escaped already."""
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
