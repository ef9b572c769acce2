"""Pages of MkDocs for the pages of the compiler."""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from cop_site.engines.mkdocs.parts import describe, mark_language, nest, render_scripts, render_toc
from cop_site.pages.page import Page


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
        self.scripts_html = render_scripts(compiled)
        self.beside_html, self.onward_html, self.head_html = compiled.beside, compiled.onward, compiled.head

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002  # MkDocs calls it so
        """Set the metadata that the theme uses."""
        self.markdown = ""
        self.meta: dict[str, Any] = describe(self.compiled)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  # MkDocs calls it so
        """Set the HTML and its table of contents."""
        self.content = self.compiled.html
        links = nest(self.compiled.sections)
        self.toc = TableOfContents(links)  # type: ignore[arg-type]  # they have what the theme asks for
        self.toc_html = render_toc(links, top=True)


def make_page(compiled: Page, config: MkDocsConfig, *, lang: str, day: str) -> CompiledPage:
    """Return the page of MkDocs, with its file, for a page of the compiler.

    `lang` is the language of its title, if it is not that of the site, and `day` that of its last change,
    for which MkDocs would take the clock's.
    """
    file = File.generated(config, name_source(compiled.uri), content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = compiled.source
    page = CompiledPage(compiled, file, config, title=compiled.label or compiled.title, lang=lang)
    page.update_date = day
    return page


def name_source(uri: str) -> str:
    """Return the name of the Markdown file that MkDocs would render to a page at this address."""
    return f"{uri.rstrip('/')}/index.md".lstrip("/")
