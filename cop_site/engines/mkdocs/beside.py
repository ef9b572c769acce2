"""What a site has of `docs_dir`, beside the notes: what `mkdocs.yml` names, since anything else may lie there, too."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from cop_site.engines.mkdocs.page import find_uri

_NAVIGATION = {"literate-nav": "SUMMARY.md", "awesome-nav": ".nav.yml"}
"""The files of plugins that say what the navigation is, which are not pages themselves."""

_PAGE = re.compile(r"[\w./-]+\.md")
"""Matches the name of a page, wherever it is written."""


def find_beside(files: Files, config: MkDocsConfig, notes: Path) -> Iterator[File]:
    """Yield the files of `docs_dir` that a site has; none if the folder of the notes is there, or around or in it."""
    docs = Path(config.docs_dir).resolve()
    if docs.is_relative_to(notes.resolve()) or notes.resolve().is_relative_to(docs):
        return
    blogs = tuple(f"{blog.strip('/')}/" for blog in _find_blogs(config))
    named = {*_name_files(config), *name_pages(config.nav), *_name_in_navigation(files, config)}
    for file in files:
        if file.src_dir != config.docs_dir:
            continue
        if file.src_uri.rpartition("/")[2] in _find_navigation(config):
            file.inclusion = InclusionLevel.EXCLUDED
            yield file
        elif file.src_uri in named or file.src_uri.startswith(blogs):
            yield file


def name_pages(nav: Any) -> Iterator[str]:
    """Yield the names of the files in the `nav` of a `mkdocs.yml`."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from name_pages(item)


def resolve_names(nav: Any, names: dict[str, str]) -> Any:
    """Return a `nav` in which each file has the name it has here; `names` has them by the addresses of their pages."""
    if isinstance(nav, list):
        return [resolve_names(item, names) for item in nav]
    if isinstance(nav, dict):
        return {title: resolve_names(item, names) for title, item in nav.items()}
    return names.get(find_uri(nav), nav) if isinstance(nav, str) and nav.endswith(".md") else nav


def has_own_navigation(files: Files, config: MkDocsConfig) -> bool:
    """Return whether a plugin reads the navigation from a file that is there."""
    return any(name in files.src_uris for name in _find_navigation(config))


def _find_navigation(config: MkDocsConfig) -> list[str]:
    options = ("nav_file", "filename")
    plugins = [(config.plugins[name].config, usual) for name, usual in _NAVIGATION.items() if name in config.plugins]
    return [next((str(own[option]) for option in options if own.get(option)), usual) for own, usual in plugins]


def _name_in_navigation(files: Files, config: MkDocsConfig) -> Iterator[str]:
    """Yield the names of the pages to which such files lead."""
    for file in files:
        folder, _, name = file.src_uri.rpartition("/")
        if file.src_dir == config.docs_dir and name in _find_navigation(config):
            yield from (posixpath.join(folder, page) for page in _PAGE.findall(file.content_string))


def _find_blogs(config: MkDocsConfig) -> Iterator[str]:
    for name, plugin in config.plugins.items():
        if name.partition(" ")[0].removeprefix("material/") == "blog":
            yield plugin.config["blog_dir"]


def _name_files(config: MkDocsConfig) -> Iterator[str]:
    yield from map(str, (*config.extra_css, *config.extra_javascript))
    yield from (str(config.theme[name]) for name in ("logo", "favicon") if config.theme.get(name))
