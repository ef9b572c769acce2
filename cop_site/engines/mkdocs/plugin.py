"""Hands the compiled pages to MkDocs; nothing about communities is decided here."""

from __future__ import annotations

import json
import logging
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from cop_site.diagnostics import Severity
from cop_site.engines.mkdocs.layout import prepare_layouts
from cop_site.engines.mkdocs.page import CompiledPage, mark_language
from cop_site.engines.mkdocs.picture import kind_of_file
from cop_site.engines.publish import mark_site
from cop_site.feeds.community import describe_community
from cop_site.feeds.schemas import describe_kinds
from cop_site.model.sections import NAVIGATION
from cop_site.pages.common_words import find_common_words
from cop_site.pages.compile import compile_pages
from cop_site.pages.context import Site
from cop_site.pages.findable import search_entries
from cop_site.pages.labels import label_menu
from cop_site.pages.page import Page
from cop_site.pages.redirect import redirect_pages
from cop_site.project.open import read_project
from cop_site.project.project import TEMPLATES, Project
from cop_site.reporters import render_line
from cop_site.search.index import SearchError, SearchIndex
from cop_site.search.prerender import Prerender
from cop_site.settings import SettingsError, load_settings
from cop_site.wording.scripts import word_scripts

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.cop")

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.DEBUG}
_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""Files of Material's own search, which Pagefind takes the place of."""


class CopConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs types all but this
    """The plugin's options."""

    root = config_options.Type(str, default="")
    """The project's directory; else that of `mkdocs.yml`."""


class CopPlugin(BasePlugin[CopConfig]):  # type: ignore[no-untyped-call]  # as above
    """The `cop` plugin of `mkdocs.yml`."""

    project: Project | None = None
    """The project, where whoever runs MkDocs has read it and reported its diagnostics already."""
    search: SearchIndex | Prerender | None = None
    """What builds the search index, where whoever runs MkDocs has begun with it already."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """In this hook we add our theme overrides, and keep out what would load from another origin."""
        self.root = Path(self.config.root or Path(config.config_file_path).parent)
        try:
            settings = load_settings(self.root)
        except SettingsError as error:
            raise PluginError(str(error)) from None
        if Path(config.docs_dir).resolve() != (self.root / settings.content).resolve():
            raise PluginError(f"docs_dir in mkdocs.yml has to be {settings.content!r}, the folder of the notes")
        own = [str(self.root / settings.templates / "theme")] if settings.templates else []
        config.theme.dirs[:0] = [*own, str(TEMPLATES / "theme")]
        config.theme["font"] = False
        if settings.repository:
            config.repo_url = config.repo_url or settings.repository
            config.edit_uri = config.edit_uri or f"edit/{settings.branch}/{settings.content}/"
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """In this hook we put the compiled pages in the place of the Markdown files."""
        project = self.project or self._read()
        theme = [file for file in files if file.src_dir != config.docs_dir and not file.src_uri.startswith(_UNUSED)]
        language = str(config.theme["language"])
        self.site = site = project.site_in(language)
        if not self.search:
            output = Path(config.site_dir) / "pagefind"
            self.search = SearchIndex(search_entries(site, language), output, language)
        menus = [(label_menu(menu, site.wording), uris) for menu, uris in NAVIGATION]
        ours = site.templates.languages.differ()
        pages = list(compile_pages(site, language))
        if config.nav is None:
            titles = {page.uri: page.title for page in pages}
            config.nav = [_nav_section(mark_language(title, ours), uris, titles) for title, uris in menus]
        moved = redirect_pages(site, config.site_url or "")
        redirects = [File.generated(config, page.file, content=page.html) for page in moved]
        words = {"notes": len(project.community.notes), "shares": find_common_words(site)}
        common = File.generated(config, "assets/cop/common-words.json", content=json.dumps(words, ensure_ascii=False))
        found = [*_assets(project, site, config), *_feeds(project, config), common, *redirects]
        return Files([*theme, *found, *(_page_file(page, config, menus[0][0], ours) for page in pages)])

    def _read(self) -> Project:
        project = read_project(self.root, date.today())  # the day of whoever builds
        for diagnostic in project.diagnostics:
            log.log(_LEVELS[diagnostic.severity], "%s", render_line(diagnostic))
        return project

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """In this hook we keep the navigation, which the theme wants for every page."""
        self.nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """In this hook we render what surrounds the notes once for all of them."""
        self.site.templates.share(env)
        pages = [file.page for file in files.documentation_pages() if isinstance(file.page, CompiledPage)]
        listed = {page.url for page in self.nav.pages}
        notes = [page for page in pages if page.url not in listed]
        names = prepare_layouts(
            notes,
            env,
            lambda page: get_context(self.nav, files, config, page),
        )
        for page in notes:
            if page.url in names:
                page.meta["template"] = names[page.url]
        return env

    def on_build_error(self, error: Exception, **_: Any) -> None:  # noqa: ARG002  # MkDocs calls it so
        """In this hook we stop what runs beside the build."""
        if self.search:
            self.search.abandon()
            self.search = None

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """In this hook we wait for the search index."""
        try:
            if self.search:
                self.search.finish()
                self.search = None
        except SearchError as error:
            raise PluginError(str(error)) from None
        mark_site(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """In this hook we watch what else the site is made from."""
        own = load_settings(self.root).templates
        for watched in (TEMPLATES, self.root / "pyproject.toml", *([self.root / own] if own else [])):
            if watched.exists():
                server.watch(str(watched))
        return server


def _nav_section(title: str, uris: tuple[str, ...], titles: dict[str, str]) -> dict[str, Any]:
    if len(uris) == 1:
        return {title: _source_name(uris[0])}
    return {title: [{titles[uri]: _source_name(uri)} for uri in uris]}


def _source_name(uri: str) -> str:
    """The Markdown file that MkDocs would make a page at this address from."""
    return f"{uri.rstrip('/')}/index.md".lstrip("/")


def _page_file(page: Page, config: MkDocsConfig, home: str, ours: str) -> File:
    file = File.generated(config, _source_name(page.uri), content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = page.source
    lang = page.lang if page.uri and page.source else ours
    file.page = CompiledPage(page, file, config, title=page.title if page.uri else home, lang=lang)
    return file


def _feeds(project: Project, config: MkDocsConfig) -> list[File]:
    """What programs read."""
    documents = {f"schema/{kind}.json": schema for kind, schema in describe_kinds(project.community).items()}
    documents["community.json"] = describe_community(project.figures)
    return [
        File.generated(config, uri, content=json.dumps(document, ensure_ascii=False, indent=1))
        for uri, document in documents.items()
    ]


def _without_remarks(script: str) -> str:
    """A script without the lines that only people read, a fifth of what a browser would load."""
    return "".join(line for line in script.splitlines(keepends=True) if not line.lstrip().startswith("//"))


def _assets(project: Project, site: Site, config: MkDocsConfig) -> list[File]:
    scripts = word_scripts(TEMPLATES / "assets", site.wording)
    ours = [
        File.generated(config, f"assets/cop/{found.name}", content=_without_remarks(scripts[found.name]))
        if found.suffix == ".js" and folder == TEMPLATES
        else File.generated(config, f"assets/cop/{found.name}", abs_src_path=str(found))
        for folder in reversed(project.template_folders)
        for found in sorted((folder / "assets").glob("*"))
    ]
    theirs = [
        kind_of_file(asset.name).generated(config, asset.name, abs_src_path=str(project.root / asset.path))
        for asset in project.assets
    ]
    return [*{file.src_uri: file for file in (*ours, *theirs)}.values()]
