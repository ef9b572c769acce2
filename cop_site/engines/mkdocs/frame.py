"""Puts one page at a time into the theme, without building the site around it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import _build_template, _populate_page, get_context
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.utils import get_build_timestamp

from cop_site.compiler.routes import page_routes
from cop_site.engines.mkdocs.beside import name_pages
from cop_site.engines.mkdocs.configure import configure, listen
from cop_site.engines.mkdocs.files import make_file
from cop_site.engines.mkdocs.page import CompiledPage, find_uri
from cop_site.model.sections import NAVIGATION, SECTION_URIS
from cop_site.pages.footer import fill_footer
from cop_site.pages.home import name_home
from cop_site.pages.labels import label_section
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.project.project import Project


class Frame:
    """MkDocs with its theme: renders the page that it is given as a build of the whole site would."""

    def __init__(self, project: Project, unused: Path) -> None:
        """Configure MkDocs as for a build into the folder `unused`, to which nothing is written.

        Raises BuildFailedError if `mkdocs.yml` or a template of the theme is invalid.
        """
        config, plugin = configure(project, unused)
        self.language = str(config.theme["language"])
        """The code of the site's own language."""
        self.url = config.site_url or ""
        """The site's web address; empty if `mkdocs.yml` does not set it."""
        self._named = frozenset(map(find_uri, name_pages(config.nav)))
        site = project.site_in(self.language, self.url)
        plugin.outputs = self._known = self._find_listed(site)
        self._feet = _fill_footers(site)
        with listen():
            config.plugins.on_startup(command="build", dirty=False)
            self._config = config.plugins.on_config(config)
            self._config.plugins.on_pre_build(config=config)
            files, environment = get_files(config), config.theme.get_env()
            files.add_files_from_theme(environment, config)
            self._files = config.plugins.on_files(files, config=config)
            set_exclusions(self._files, config)
            self._nav = config.plugins.on_nav(get_navigation(self._files, config), config=config, files=self._files)
            self._environment = config.plugins.on_env(environment, config=config, files=self._files)
        self._plugin = plugin
        pages = (page for nav in (self._nav, *plugin.further.navigations) for page in nav.pages)
        self._listed = {page.compiled.uri: page for page in pages if isinstance(page, CompiledPage)}

    @property
    def mount(self) -> str:
        """The path of the site on its host, with a slash at both ends."""
        return f"/{urlsplit(self.url).path.strip('/')}/".replace("//", "/")

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The folder of the theme's templates that `mkdocs.yml` adds, if it does."""
        own = self._config.theme.custom_dir
        return (Path(own),) if own else ()

    def fits(self, site: Site) -> bool:
        """Return whether a later state of the notes has the same navigation and the same foot of each page."""
        return self._find_listed(site) == self._known and _fill_footers(site) == self._feet

    @property
    def theme_files(self) -> Mapping[str, Path]:
        """The files of the theme, by their address."""
        files = (file for file in self._files if not file.is_documentation_page() and file.abs_src_path)
        return {file.dest_uri: Path(file.abs_src_path or "") for file in files}

    def render(self, output: Page, site: Site) -> bytes:
        """Return a page in the theme; raise BuildFailedError if a template fails."""
        with listen():
            page, plugins = self._prepare(output, site), self._config.plugins
            page.active = True  # the navigation shows where the reader is
            try:
                template = self._environment.get_template(page.meta.get("template", "main.html"))
                context = get_context(self._nav, self._files, self._config, page)
                context = plugins.on_page_context(context, page=page, config=self._config, nav=self._nav)
                html = plugins.on_post_page(template.render(context), page=page, config=self._config)
            finally:
                page.active = False
        return html.encode("utf-8", errors="xmlcharrefreplace")

    def _prepare(self, output: Page, site: Site) -> CompiledPage:
        """Return the page of MkDocs with its content, its place in the navigation or its layout."""
        if page := self._listed.get(output.uri):
            page.show(output)
        else:
            made = make_file(output, self._config, site).page
            assert isinstance(made, CompiledPage)  # noqa: S101  # as it is for every page
            page = made
        _populate_page(page, self._config, self._files)
        if output.uri not in self._listed:
            self._plugin.layouts.place(page)
            self._plugin.layouts.apply(page)
        return page

    def render_template(self, name: str, pages: Iterable[Page], site: Site) -> bytes:
        """Return a document that the theme makes of all pages, such as `404.html` or `sitemap.xml.gz`."""
        files = Files([make_file(page, self._config, site) for page in pages])
        with listen():
            template = self._environment.get_template(name.removesuffix(".gz"))
            text = _build_template(name.removesuffix(".gz"), template, files, self._config, self._nav).encode()
        return _compress(text, name, files) if name.endswith(".gz") else text

    @property
    def templates(self) -> frozenset[str]:
        """The names of the documents that the theme makes."""
        names: set[str] = self._config.theme.static_templates
        return frozenset(names | {f"{name}.gz" for name in names if name == "sitemap.xml"})

    def protect(self, html: str, name: str) -> bytes:
        """Return an HTML document that the theme has not rendered, with the policy; `name` is its file in the site."""
        return self._plugin.protection.add(html, name, name, name).encode()

    def _find_listed(self, site: Site) -> list[Page]:
        """Return the pages in the navigation, of which only those with a title of their own are made."""
        if not self._named:
            return [_name_page(uri, one) for one in site.all for _, uris in NAVIGATION for uri in uris]
        routes = page_routes(site, self.language, lists=False)
        found = [
            (one, uri) for one in site.all for uri in dict.fromkeys((*sorted(SECTION_URIS), *_place_all(routes, one)))
        ]
        return [_name_page(uri, one, routes.get(one.folder + uri)) for one, uri in found if uri in self._named]


def _place_all(uris: Iterable[str], site: Site) -> Iterator[str]:
    """Yield the addresses of pages in one language, below its folder."""
    return (uri.removeprefix(site.folder) for uri in uris if uri.startswith(site.folder))


def _fill_footers(site: Site) -> list[str]:
    return [fill_footer(one, "") for one in site.all]


def _name_page(uri: str, site: Site, make: Callable[[], Page] | None = None) -> Page:
    """Return a page without its content, which the navigation does not show."""
    if uri and uri not in SECTION_URIS and make:
        return replace(make(), html="", description="")
    page = Page(uri, label_section(uri, site.wording), "") if uri else name_home(site)
    return replace(page, uri=site.folder + uri, folder=site.folder)


def _compress(content: bytes, name: str, files: Files) -> bytes:
    """Return a document compressed as MkDocs does it."""
    packed = BytesIO()
    day = get_build_timestamp(pages=[file.page for file in files.documentation_pages() if file.page is not None])
    with gzip.GzipFile(fileobj=packed, filename=name, mode="wb", mtime=day) as file:
        file.write(content)
    return packed.getvalue()
