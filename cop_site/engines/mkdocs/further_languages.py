"""The theme around pages in the further languages of a site: its own words, the navigation and the footer."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping, Sequence
from copy import copy
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, get_navigation

from cop_site.engines.mkdocs.files import choose_navigation
from cop_site.pages.footer import fill_footer
from cop_site.pages.languages import X_DEFAULT
from cop_site.pages.site import Site
from cop_site.wording.language_tag import primary_language

_ENGLISH = "en"
_LOCATION = re.compile(r"<loc>([^<]*)</loc>")


class _Language(NamedTuple):
    """What templates of the theme are given in one language in place of what they have in the first."""

    navigation: Navigation
    values: Mapping[str, Any]


class FurtherLanguages:
    """The further languages of a site, if it has any."""

    def __init__(self, site: Site, files: Files, config: MkDocsConfig, nav: Any) -> None:
        """Make the navigation of each; that of the first has been made, from `nav`."""
        self._site = site
        self._known = {one.folder: _speak(one, files, config, nav) for one in site.others}

    @property
    def navigations(self) -> Sequence[Navigation]:
        """The navigation in each of them."""
        return [one.navigation for one in self._known.values()]

    def adapt(self, context: Any, page: Any) -> Any:
        """Return the variables of a template for a page in the language of that."""
        language = self._known.get(getattr(page, "folder", ""))
        return {**context, **language.values} if language else context

    def add_alternates(self, sitemap: str) -> str:
        """Return a site map that says of each page where it is in other languages."""
        known, url = set(_LOCATION.findall(sitemap)), escape(self._site.url)

        def add(found: re.Match[str]) -> str:
            below = found[1].removeprefix(url)
            place = below.removeprefix(self._site.find_folder(below))
            all_of_it = {one.language: f"{url}{one.folder}{place}" for one in self._site.all}
            if not known.issuperset(all_of_it.values()):
                return found[0]  # a page of docs_dir
            links = {**all_of_it, X_DEFAULT: all_of_it[self._site.language]}.items()
            return found[0] + "".join(
                f'<xhtml:link rel="alternate" hreflang="{tag}" href="{address}"/>' for tag, address in links
            )

        head = '<urlset xmlns:xhtml="http://www.w3.org/1999/xhtml"'
        return _LOCATION.sub(add, sitemap).replace("<urlset", head, 1) if self._known else sitemap


def _speak(site: Site, files: Files, config: MkDocsConfig, nav: Any) -> _Language:
    own = copy(config)
    own.data["theme"] = ChainMap({"language": find_theme_language(site.language, config)}, config.theme)
    own.data["nav"], first = nav, site.all[0].community.charter.title
    if config.site_name == escape(first):  # the name of the community, which may have another one in this language
        own.data["site_name"] = escape(site.community.charter.title)
    own.data["nav"] = choose_navigation(own, files, site)
    navigation, environment = get_navigation(files, own), Environment()  # noqa: S701  # nothing is rendered with it
    site.templates.share(environment)
    footer = {"footer_of": lambda url: fill_footer(site, url.removeprefix("./").removeprefix(site.folder))}
    names = {"folder": site.folder, "config": own, "nav": navigation}
    return _Language(navigation, {**environment.globals, **footer, **names})


def find_theme_language(language: str, config: MkDocsConfig) -> str:
    """Return the name that the theme has for a language: that itself, or without its region; English if it has none."""
    files = (file for folder in config.theme.dirs for file in Path(folder, "partials", "languages").glob("*.html"))
    names = {file.stem.casefold(): file.stem for file in files}
    wanted = language.casefold()
    return names.get(wanted) or names.get(primary_language(wanted), _ENGLISH)
