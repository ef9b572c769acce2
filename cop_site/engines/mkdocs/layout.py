"""Renders the layout of a page (header, navigation, footer) once for many pages.

Material renders the same header, sidebar and footer for every page, which takes most of the time of a build. Notes are
outside the navigation, so their layout depends only on their folder at the top. For each, one is rendered with marks
where pages differ; the result becomes a template in which these marks are variables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import replace
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, TemplateError
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.toc import AnchorLink, TableOfContents

from cop_site.engines.mkdocs.fields import FIELDS
from cop_site.engines.mkdocs.further_languages import FurtherLanguages
from cop_site.engines.mkdocs.page import CompiledPage, make_page
from cop_site.engines.mkdocs.parts import name_layout
from cop_site.model.sections import SECTION_URIS

_MARK = "cop-slot-{}-cop"
_FIELDS = (
    "title",
    "plain_title",
    "canonical_url",
    "edit_url",
    "toc_html",
    "scripts_html",
    "beside_html",
    "onward_html",
    "head_html",
    "switch_html",
)
_SLOTS = {_MARK.format(name): f"{{{{ page.{name} }}}}" for name in _FIELDS}
_SLOTS |= {
    _MARK.format("description"): "{{ page.meta.description }}",
    _MARK.format("anchor"): "{{ (page.toc | first).id }}",
    # Material looks for a heading in the content, and adds one where there is none.
    f"<h1 {_MARK.format('content')}>": "{{ page.content }}",
}
_SLOT = re.compile("|".join(_SLOTS))
_PREFORMATTED = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
_SLASH = re.compile("/")
_BLANK = re.compile(r"\s*\n\s*")


def share_layouts(
    nav: Navigation, files: Files, config: MkDocsConfig, environment: Environment, further: FurtherLanguages
) -> Layouts:
    """Have the pages that are not in the navigation share their layouts, and return those."""
    navigated = [page for one in (nav, *further.navigations) for page in one.pages]
    listed = [page.url for page in navigated]
    menus = {page.url: page.parent for page in navigated if page.parent}
    pages = files.documentation_pages()  # which looks at all files each time

    def context_of(page: Any) -> Any:
        return further.adapt(get_context(nav, pages, config, page), page)

    layouts = Layouts(environment, config, context_of, listed, menus)
    for file in pages:
        if isinstance(file.page, CompiledPage) and file.page.url not in listed:
            layouts.place(file.page)
            layouts.apply(file.page)
    return layouts


class Layouts:
    """The layouts of pages outside the navigation; each is made when the first of its pages comes."""

    def __init__(
        self,
        environment: Environment,
        config: MkDocsConfig,
        context_of: Callable[[Any], Mapping[str, Any]],
        listed: Iterable[str],
        menus: Mapping[str, Section],
    ) -> None:
        """Add the layouts to the templates of `environment`.

        `context_of` returns the variables of the theme's `main.html` for a page; `listed` are the addresses in the
        navigation, and `menus` has the menu of each that is in one.
        """
        theme = environment.loader
        assert theme is not None  # noqa: S101  # MkDocs has just set it
        self.templates: dict[str, str] = {}
        """The template of each layout, by name."""
        self._environment, self._config, self._context_of = environment, config, context_of
        own = config.plugins.get("cop")
        others = (
            method for method in config.plugins.events["page_context"] if getattr(method, "__self__", None) is not own
        )
        self._shares = not any(others)  # what they do may be another thing for each page
        environment.loader = ChoiceLoader([DictLoader(self.templates), theme])
        self._menus = menus
        self._usable: dict[str, bool] = {}
        above = {uri[: end.end()] for uri in listed for end in _SLASH.finditer(uri)}
        self._linked = above | SECTION_URIS
        """Pages to which every page has a link, or to one below: theirs is another one."""

    def place(self, page: CompiledPage) -> None:
        """Give a page its place in the navigation: in the menu of the list that it is from."""
        below = page.url.removeprefix(page.folder)
        page.parent = self._menus.get(f"{page.folder}{below.partition('/')[0]}/")

    def apply(self, page: CompiledPage) -> bool:
        """Have the layout of a page rendered from its template, and return whether that gives the page of the theme.

        A template is only used if its first page, and one of the same layout that differs from it in everything else,
        look the same as from the theme, white space aside. Otherwise the theme renders them: a custom theme may show
        values of a page that are not known here. So what is used does not depend on which notes there are.
        """
        if (
            page.url in self._linked
            or page.url.removeprefix(page.folder) in SECTION_URIS
            or not self._shares
            or page.is_changed
        ):
            return False
        name = name_layout(page.url, page)
        if name not in self._usable:
            page.active = True  # so the menu of its list is, too
            self.templates[name] = _make_template(page, self._environment, self._context_of)
            pages = (page, _make_other(page, self._config))
            self._usable[name] = all(_agrees(one, name, self._environment, self._context_of) for one in pages)
            page.active = False
        if self._usable[name]:
            page.meta["template"] = name
        return self._usable[name]


def _make_other(page: CompiledPage, config: MkDocsConfig) -> CompiledPage:
    """Return a page with the same layout, of which all else is different."""
    compiled = page.compiled
    top, *others = compiled.place.rstrip("/").split("/")
    uri = compiled.folder + ("/".join([top, *("cop-other" for _ in others), ""]) if others else "cop-other/")
    heading = '<h2 id="cop-&quot;other&quot;" lang="de">Other &amp; <em>more</em></h2>' if page.toc_html else ""
    other = replace(
        compiled,
        uri=uri,
        title=f"Other & <more> than {compiled.title}",
        html=f'<h1 id="cop-other">Other</h1>\n<p>More than this</p>\n{heading}',
        description=compiled.description and f"Other & <more> than {compiled.description}",
        source=compiled.source and f"cop-other-{compiled.source}",
        scripts=() if compiled.scripts else ("cop-other.js",),
        beside=f"<p>Other</p>{compiled.beside}",
        onward=f"<p>Other</p>{compiled.onward}",
        head=f'<meta name="other" content="Other">{compiled.head}',
        switch=f"<p>Other</p>{compiled.switch}",
        lang="" if compiled.lang else "de",
    )
    fields = {name: name for name in FIELDS if name not in page.meta}  # no layout is used that shows one of them
    made = make_page(other, config, lang=other.lang, day="1970-01-01", fields=fields)
    made.read_source(config)
    made.render(config, Files([]))
    made.parent = page.parent
    return made


def _make_template(page: CompiledPage, environment: Environment, context_of: Callable[[Any], Mapping[str, Any]]) -> str:
    """Return a template: one page rendered with marks, which are replaced by variables."""
    model = copy(page)
    model.title = _MARK.format("title")
    model.plain_title = _MARK.format("plain_title")
    model.canonical_url = page.canonical_url and _MARK.format("canonical_url")
    model.edit_url = page.edit_url and _MARK.format("edit_url")
    model.content = f"<h1 {_MARK.format('content')}>"
    model.scripts_html = _MARK.format("scripts_html")
    model.head_html, model.switch_html = _MARK.format("head_html"), _MARK.format("switch_html")
    model.beside_html, model.onward_html = _MARK.format("beside_html"), _MARK.format("onward_html")
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
