"""Renders what surrounds a page (header, navigation, footer) once for many pages.

Material renders the same header, sidebar and footer for every page, which is most of the time that a build takes.
Notes are outside the navigation, so for them the surroundings depend only on the folder they lie in. For each folder
one note is rendered with marks in the places that differ; the result becomes a template in which only those places
are left to fill.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, TemplateError
from mkdocs.structure.toc import AnchorLink, TableOfContents

from cop_site.engines.mkdocs.page import CompiledPage

_MARK = "cop-slot-{}-cop"
_PLACES = ("title", "plain_title", "canonical_url", "edit_url", "toc_html", "scripts_html")
_SLOTS = {_MARK.format(name): f"{{{{ page.{name} }}}}" for name in _PLACES}
_SLOTS |= {
    _MARK.format("description"): "{{ page.meta.description }}",
    _MARK.format("anchor"): "{{ (page.toc | first).id }}",
    # Material looks for a heading in the content, and adds one where there is none.
    f"<h1 {_MARK.format('content')}>": "{{ page.content }}",
}
_SLOT = re.compile("|".join(_SLOTS))
_AS_WRITTEN = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
_BLANK = re.compile(r"\s*\n\s*")


def prepare_layouts(
    pages: Sequence[CompiledPage],
    environment: Environment,
    context_of: Callable[[Any], Mapping[str, Any]],
) -> dict[str, str]:
    """Have pages that share their surroundings filled into one template; return its name for each page's address.

    `context_of` gives the values that the theme's `main.html` wants for a page. A template is only used when the
    first and the last page that share it come out of it as they come out of the theme, white space aside; otherwise
    (a theme of one's own may show more of a page than we know) its pages are left to the theme.
    """
    groups: dict[str, list[CompiledPage]] = {}
    for page in pages:
        groups.setdefault(_group(page), []).append(page)
    theme = environment.loader
    assert theme is not None  # noqa: S101  # MkDocs has just made it
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
    """What the surroundings of a note depend on."""
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
    """Render one page with marks, and turn the marks into places to fill."""
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
    """Leave out the blank lines and the indentation that the theme's templates leave behind: a third of a page."""
    # Splitting by a pattern with two groups gives, in turn, text, an element that is kept as it is, and its name.
    pieces = _AS_WRITTEN.split(html)
    return "".join(piece if at % 3 == 1 else _BLANK.sub("\n", piece) for at, piece in enumerate(pieces) if at % 3 != 2)


def _literal(text: str) -> str:
    """Text that Jinja hands through as it is."""
    if not text:
        return ""
    return "{% raw %}" + text.replace("{%", "{% endraw %}{{ '{%' }}{% raw %}") + "{% endraw %}"


def _agrees(
    page: CompiledPage,
    name: str,
    environment: Environment,
    context_of: Callable[[Any], Mapping[str, Any]],
) -> bool:
    """Whether a page looks the same from the shared template as from the theme."""
    context = context_of(page)
    try:
        shared = environment.get_template(name).render(context)
    except TemplateError:
        return False
    return _squeeze(shared) == _squeeze(environment.get_template("main.html").render(context))
