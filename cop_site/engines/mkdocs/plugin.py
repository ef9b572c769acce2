"""Passes the outputs of the compiler to MkDocs; what a site consists of is decided in the compiler."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from cop_site.compiler.compile import compile_site
from cop_site.compiler.outputs import Output
from cop_site.engines.mkdocs.files import replace_files
from cop_site.engines.mkdocs.further_languages import FurtherLanguages
from cop_site.engines.mkdocs.guard import guard_server
from cop_site.engines.mkdocs.layout import share_layouts
from cop_site.engines.mkdocs.options import CopConfig
from cop_site.engines.mkdocs.page import CompiledPage, leave_one_card
from cop_site.engines.mkdocs.protection import Protection
from cop_site.engines.mkdocs.read import read_and_log
from cop_site.engines.mkdocs.support import arrange_plugins
from cop_site.engines.mkdocs.theme import adapt_theme, is_usual, share_with_theme
from cop_site.engines.publish import mark_site
from cop_site.project.project import Project
from cop_site.search.index import SearchError
from cop_site.search.prerender import Beside

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer

_FIRST, _LAST = 100, -100
"""The priority of what comes before the other plugins, and after them."""


class CopPlugin(BasePlugin[CopConfig]):  # type: ignore[no-untyped-call]  # MkDocs does not type it
    """The `cop` plugin of `mkdocs.yml`."""

    loaded: Project | None = None
    """The project, if the caller of MkDocs has read it and reported its diagnostics."""
    outputs: Iterable[Output] | None = None
    """The outputs of the compiler, if the caller compiles the site and builds the search index."""
    search: Beside | None = None
    """The search index, if the caller does not build it."""

    @event_priority(_FIRST)
    def on_config(self, config: MkDocsConfig) -> None:
        """Read the project, unless the caller has, and adapt the theme."""
        self.project = self.loaded or read_and_log(Path(self.config.root or Path(config.config_file_path).parent))
        self.notes = self.project.root.resolve() / self.project.settings.content
        arrange_plugins(config)
        adapt_theme(config, self.project)

    @event_priority(_FIRST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the files of `docs_dir`, but for those that are named, by the outputs of the compiler."""
        language = str(config.theme["language"])
        site = self.site = self.project.site_in(language, config.site_url or "")
        self.search = None if self.outputs else Beside(site, Path(config.site_dir, "pagefind"), language)
        self.own_nav = config.nav
        return replace_files(files, self.outputs or compile_site(site, self.project.root, language), config, site)

    @event_priority(_LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Store the navigation, which `on_env` needs, and make those in further languages."""
        self.nav, self.further = nav, FurtherLanguages(self.site, files, config, self.own_nav)

    @event_priority(_FIRST)
    def on_page_context(self, context: Any, *, page: Page, **_: Any) -> Any:
        """Let the theme speak the language of a page."""
        return self.further.adapt(context, page)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Have the notes share their layouts, and make the policy of the pages."""
        self.framed: list[CompiledPage] = []
        """The pages that were put into a layout."""
        share_with_theme(self.site, env, config, self.project.compiled if is_usual(config) else None)
        self.layouts = share_layouts(self.nav, files, config, env, self.further)
        self.protection = Protection(config, env, self.project.settings.policy)

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Add the policy to a page of the theme."""
        if isinstance(page, CompiledPage) and "template" in page.meta:
            self.framed.append(page)
        output = leave_one_card(output, page)
        return self.protection.add(output, page.file.dest_uri, page.url, str(page.meta.get("template", page.url)))

    @event_priority(_LAST)
    def on_post_template(self, output: str, *, template_name: str, **_: Any) -> str:
        """Add the policy to a page that MkDocs makes alone, such as `404.html`, and the languages to the site map."""
        if template_name == "sitemap.xml":
            return self.further.add_alternates(output)
        return self.protection.add(output, *[template_name] * 3) if template_name.endswith(".html") else output

    def on_build_error(self, error: Exception, **_: Any) -> None:  # noqa: ARG002  # MkDocs calls it so
        """Stop the process that builds the search index."""
        if self.search:
            self.search.abandon()

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the policy to the pages that the theme did not render, and wait for the search index."""
        self.protection.add_to_others(Path(config.site_dir))
        try:
            if self.search:
                self.search.finish()
        except SearchError as error:
            raise PluginError(str(error)) from None
        mark_site(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> None:
        """Guard the server, and watch the notes, the templates and the settings, too."""
        guard_server(server, config.dev_addr, self.project.watched)
