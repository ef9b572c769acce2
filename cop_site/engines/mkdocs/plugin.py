"""Passes the outputs of the compiler to MkDocs; what a site consists of is decided in the compiler."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.config_options import RepoName
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from cop_site.compiler.compile import compile_site
from cop_site.compiler.outputs import Output
from cop_site.engines.mkdocs.files import make_file, make_navigation
from cop_site.engines.mkdocs.guard import Guard
from cop_site.engines.mkdocs.layout import prepare_layouts
from cop_site.engines.mkdocs.page import CompiledPage
from cop_site.engines.mkdocs.palette import adapt_palette
from cop_site.engines.mkdocs.policy import Policy
from cop_site.engines.mkdocs.read import read_and_log
from cop_site.engines.publish import mark_site
from cop_site.pages.context import Site
from cop_site.project.project import Project
from cop_site.search.index import SearchError, SearchIndex

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer

_LOG = logging.getLogger("mkdocs.plugins.cop")
_LAST = -100
"""The priority of what comes after the other plugins."""
_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")  # Material's own search


class CopConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs does not type these two
    """The options of the plugin."""

    root = config_options.Type(str, default="")
    """The project's directory; default: that of `mkdocs.yml`."""


class CopPlugin(BasePlugin[CopConfig]):
    """The `cop` plugin of `mkdocs.yml`."""

    loaded: Project | None = None
    """The project, if the caller of MkDocs has read it and reported its diagnostics."""
    outputs: Iterable[Output] | None = None
    """The outputs of the compiler, if the caller compiles the site and builds the search index."""
    search: SearchIndex | None = None
    """The search index, if the caller does not build it."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our theme overrides, and turn off what would load from another origin."""
        self.project = self.loaded or read_and_log(Path(self.config.root or Path(config.config_file_path).parent))
        settings = self.project.settings
        config.theme.dirs[:0] = [str(folder / "theme") for folder in self.project.template_folders]
        config.theme["font"] = False
        config.theme["palette"] = adapt_palette(config.theme.get("palette"))
        if settings.repository:
            config.repo_url = config.repo_url or settings.repository
            RepoName("repo_url").post_validation(config, "repo_name")  # type: ignore[no-untyped-call]  # as above
            config.edit_uri = config.edit_uri or f"edit/{settings.branch}/{settings.content}/"
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the files of `docs_dir`, which are for other engines, by the outputs of the compiler."""
        theme = [file for file in files if file.src_dir != config.docs_dir and not file.src_uri.startswith(_UNUSED)]
        site = self.project.site_in(str(config.theme["language"]))
        outputs = list(self.outputs or self._compile(site, config))
        config.nav = config.nav or make_navigation(outputs, site)
        return Files([*theme, *(make_file(output, config, site) for output in outputs)])

    def _compile(self, site: Site, config: MkDocsConfig) -> Iterable[Output]:
        self.search = SearchIndex(site, Path(config.site_dir, "pagefind"), str(config.theme["language"]))
        return compile_site(site, self.project.root, str(config.theme["language"]), config.site_url or "")

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """Store the navigation, which `on_env` needs."""
        self.nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Render the layout of the notes once for all of them."""
        self.project.site_in(str(config.theme["language"])).templates.share(env)
        listed = {page.url for page in self.nav.pages}
        pages = (file.page for file in files.documentation_pages())
        notes = [page for page in pages if isinstance(page, CompiledPage) and page.url not in listed]
        prepare_layouts(notes, env, lambda page: get_context(self.nav, files, config, page))
        self.policy = Policy(config, env, self.project.settings.policy)
        self.protected: set[str] = set()
        """The layouts that were looked through, and the files that have the policy."""
        self.warned: set[str] = set()
        return env

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Add the policy to a page of the theme."""
        layout = str(page.meta.get("template", page.url))
        return self._protect(output, page.file.dest_uri, page.url, layout)

    @event_priority(_LAST)
    def on_post_template(self, output: str, *, template_name: str, **_: Any) -> str:
        """Add the policy to a page that is not one of the navigation, such as `404.html`."""
        if not template_name.endswith(".html"):
            return output
        return self._protect(output, template_name, template_name, template_name)

    def _protect(self, html: str, name: str, url: str, layout: str) -> str:
        """Return a page with the policy; log, once for each layout, what is on it in vain."""
        base_url = get_relative_url(".", url)
        protected = self.policy.protect(html, base_url)
        if layout not in self.protected:
            for message in dict.fromkeys(self.policy.find_blocked(html, base_url)):
                if message not in self.warned:
                    _LOG.warning("%s", message)
                self.warned.add(message)
        self.protected |= {layout, name}
        return protected

    def on_build_error(self, error: Exception, **_: Any) -> None:  # noqa: ARG002  # MkDocs calls it so
        """Stop the process that builds the search index."""
        if self.search:
            self.search.abandon()

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the policy to the pages that the theme did not render, and wait for the search index."""
        for file in Path(config.site_dir).rglob("*.html"):
            name = file.relative_to(config.site_dir).as_posix()
            if name not in self.protected:
                file.write_text(self._protect(file.read_text("utf-8"), name, name, name), "utf-8", newline="")
        try:
            if self.search:
                self.search.finish()
        except SearchError as error:
            raise PluginError(str(error)) from None
        mark_site(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Guard the server, and watch the notes, the templates and the settings, too."""
        application = server.get_app()
        assert application  # noqa: S101  # the server has set it
        server.set_app(Guard(application, Path(server.root), server.mount_path, config.dev_addr))
        own = (self.project.root / name for name in (self.project.settings.content, "pyproject.toml"))
        for watched in filter(Path.exists, (*self.project.template_folders, *own)):
            server.watch(str(watched))
        return server
