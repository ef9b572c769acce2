"""Pages of MkDocs for the pages of the compiler."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from cop_site.engines.mkdocs.parts import describe, nest, render_scripts, render_toc, write_text
from cop_site.pages.page import Page


class CompiledPage(MkDocsPage):
    """A page whose HTML is finished: MkDocs reads and parses nothing."""

    fields: Mapping[str, Any] = MappingProxyType({})
    """Those of its note, for plugins."""

    def __init__(self, compiled: Page, file: File, config: MkDocsConfig, *, title: str, lang: str) -> None:
        # The theme does not escape values, so they are escaped before they reach it.
        super().__init__(write_text(title, lang), file, config)
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
        self.switch_html, self.folder = compiled.switch, compiled.folder

    @property
    def is_homepage(self) -> bool:
        """Whether it is the home page, in whatever language."""
        return not self.compiled.place if self.compiled.folder else bool(super().is_homepage)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002  # MkDocs calls it so
        """Set the metadata that the theme and plugins use; there is no Markdown that could be taken for a template.

        A page without a note is a draft for plugins, which neither announce it nor draw a card of it.
        """
        self.markdown = ""
        self.meta: dict[str, Any] = self._describe()

    def _describe(self) -> dict[str, Any]:
        return {**(self.fields or {"draft": True, "social": {"cards": False}}), **describe(self.compiled)}

    @property
    def is_changed(self) -> bool:
        """Whether a plugin has changed the metadata."""
        return self._describe() != {name: value for name, value in self.meta.items() if name != "template"}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  # MkDocs calls it so
        """Set the HTML and its table of contents."""
        self.content = self.compiled.html
        links = nest(self.compiled.sections)
        self.toc = TableOfContents(links)  # type: ignore[arg-type]  # they have what the theme asks for
        self.toc_html = render_toc(links, top=True)


def leave_one_card(html: str, page: MkDocsPage) -> str:
    """Return the HTML of a page without its own card if a plugin has added another one."""
    if html.count('property="og:image"') < 2 or not isinstance(page, CompiledPage):
        return html
    others = (line for line in page.head_html.splitlines(keepends=True) if not line.startswith("<meta "))
    return html.replace(page.head_html, "".join(others))


def make_page(
    compiled: Page, config: MkDocsConfig, *, lang: str, day: str, fields: Mapping[str, Any] = MappingProxyType({})
) -> CompiledPage:
    """Return the page of MkDocs, with its file, for a page of the compiler.

    `lang` is the language of its title, if it is not that of the site, and `day` that of its last change,
    for which MkDocs would take the clock's. `fields` are those of its note.
    """
    file = File.generated(config, name_source(compiled.uri), content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.use_directory_urls = True  # where it is does not depend on the settings: feeds and other websites name it
    file.url = file.url  # it follows from the address, not from the name of the note that is set below
    file.edit_uri = compiled.source
    if compiled.source:
        _name_note(file, compiled, Path(config.plugins["cop"].notes))  # type: ignore[attr-defined]  # ours
    page = CompiledPage(compiled, file, config, title=compiled.label or compiled.title, lang=lang)
    page.update_date, page.fields = day, fields
    return page


def _name_note(file: File, compiled: Page, folder: Path) -> None:
    """Tell plugins which note a file is made from; what it holds stays empty, since not all of a note may be shown."""
    source = compiled.source or ""
    file.src_uri, file.src_dir, file.generated_by = compiled.folder + source, str(folder), None
    file.name = PurePosixPath(source).stem
    file.abs_src_path = str(folder / source)


def name_source(uri: str) -> str:
    """Return the name of the Markdown file that MkDocs would render to a page at this address."""
    return f"{uri.rstrip('/')}/index.md".lstrip("/")


def find_uri(name: str) -> str:
    """Return the address of the page that a `nav` means by the name of a Markdown file, with or without a folder."""
    return f"{name.removesuffix('.md').removesuffix('index').rstrip('/')}/".lstrip("/")
