"""Renders the layout of a page (header, navigation, footer) once for many pages.

Material renders the same header, sidebar and footer for every page, which takes most of the time of a build. Notes are
outside the navigation, so their layout depends only on their folder. For each folder, one note is rendered with marks
where pages differ; the result becomes a template in which these marks are variables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, TemplateError
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.toc import AnchorLink, TableOfContents

from cop_site.engines.mkdocs.page import CompiledPage

_MARK = "cop-slot-{}-cop"
_FIELDS = ("title", "plain_title", "canonical_url", "edit_url", "toc_html", "scripts_html")
_SLOTS = {_MARK.format(name): f"{{{{ page.{name} }}}}" for name in _FIELDS}
_SLOTS |= {
    _MARK.format("description"): "{{ page.meta.description }}",
    _MARK.format("anchor"): "{{ (page.toc | first).id }}",
    # Material looks for a heading in the content, and adds one where there is none.
    f"<h1 {_MARK.format('content')}>": "{{ page.content }}",
}
_SLOT = re.compile("|".join(_SLOTS))
_PREFORMATTED = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
_BLANK = re.compile(r"\s*\n\s*")


def share_layouts(nav: Navigation, files: Files, config: MkDocsConfig, environment: Environment) -> None:
    """Make templates for the pages that are not in the navigation, which have their layouts in common."""
    listed = {page.url for page in nav.pages}
    pages = (file.page for file in files.documentation_pages())
    notes = [page for page in pages if isinstance(page, CompiledPage) and page.url not in listed]
    prepare_layouts(notes, environment, lambda page: get_context(nav, files, config, page))


def prepare_layouts(
    pages: Sequence[CompiledPage],
    environment: Environment,
    context_of: Callable[[Any], Mapping[str, Any]],
) -> dict[str, str]:
    """Make a template for pages with the same layout; return its name for each page's address.

    `context_of` returns the variables of the theme's `main.html` for a page. A template is only used if the first and
    the last of its pages look the same as from the theme, white space aside. Otherwise the theme renders them: a custom
    theme may show values of a page that are not known here.
    """
    groups: dict[str, list[CompiledPage]] = {}
    for page in pages:
        groups.setdefault(_group(page), []).append(page)
    theme = environment.loader
    assert theme is not None  # noqa: S101  # MkDocs has just set it
    templates: dict[str, str] = {}
    environment.loader = ChoiceLoader([DictLoader(templates), theme])
    names: dict[str, str] = {}
    for name, members in groups.items():
        templates[name] = _make_template(members[0], environment, context_of)
        if all(_agrees(page, name, environment, context_of) for page in (members[0], *members[1:][-1:])):
            names |= {page.url: name for page in members}
    for page in pages:
        if page.url in names:
            page.meta["template"] = names[page.url]
    return names


def _group(page: CompiledPage) -> str:
    """Return a template name that is the same for pages with the same layout."""
    folder = page.url.rstrip("/").rpartition("/")[0]
    parts = (
        folder.replace("/", "-"),
        page.url.count("/"),
        bool(page.meta.get("description")),
        bool(page.edit_url),
        bool(page.toc_html),
        *page.meta.get("hide", ()),
    )
    return f"cop-layout-{'-'.join(str(part) for part in parts)}.html"


def _make_template(page: CompiledPage, environment: Environment, context_of: Callable[[Any], Mapping[str, Any]]) -> str:
    """Return a template: one page rendered with marks, which are replaced by variables."""
    model = copy(page)
    model.title = _MARK.format("title")
    model.plain_title = _MARK.format("plain_title")
    model.canonical_url = page.canonical_url and _MARK.format("canonical_url")
    model.edit_url = page.edit_url and _MARK.format("edit_url")
    model.content = f"<h1 {_MARK.format('content')}>"
    model.scripts_html = _MARK.format("scripts_html")
    model.toc_html = page.toc_html and _MARK.format("toc_html")
    model.meta = {**page.meta}
    if page.meta.get("description"):
        model.meta["description"] = _MARK.format("description")
    model.toc = TableOfContents([AnchorLink("", _MARK.format("anchor"), 2)] if page.toc_html else [])
    html = environment.get_template("main.html").render({**context_of(page), "page": model})
    html = _squeeze(html)
    pieces = _SLOT.split(html)
    slots = _SLOT.findall(html)
    filled = [_SLOTS[slot] for slot in slots] + [""]
    return "".join(_literal(piece) + slot for piece, slot in zip(pieces, filled, strict=True))


def _squeeze(html: str) -> str:
    """Remove blank lines and indentation, which are a third of a page from the theme's templates."""
    # Splitting by a pattern with two groups returns, in turn, text, a preformatted element, and its name.
    pieces = _PREFORMATTED.split(html)
    return "".join(piece if at % 3 == 1 else _BLANK.sub("\n", piece) for at, piece in enumerate(pieces) if at % 3 != 2)


def _literal(text: str) -> str:
    """Return a template that renders to this text."""
    return "{% raw %}" + text.replace("{%", "{% endraw %}{{ '{%' }}{% raw %}") + "{% endraw %}"


def _agrees(
    page: CompiledPage,
    name: str,
    environment: Environment,
    context_of: Callable[[Any], Mapping[str, Any]],
) -> bool:
    """Return whether a page looks the same from the shared template as from the theme."""
    context = context_of(page)
    try:
        shared = environment.get_template(name).render(context)
    except TemplateError:
        return False
    return _squeeze(shared) == _squeeze(environment.get_template("main.html").render(context))
