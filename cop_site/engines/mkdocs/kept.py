"""Puts a page into a layout that an earlier build has kept, without MkDocs."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from jinja2 import Environment

from cop_site.engines.last_build import Layout, Place
from cop_site.engines.mkdocs.parts import (
    TocLink,
    describe,
    name_layout,
    nest,
    render_scripts,
    render_toc,
    write_text,
)
from cop_site.engines.mkdocs.policy import Policy
from cop_site.pages.page import Page
from cop_site.settings import PolicySources


@dataclass
class _Parts:
    """What a layout is given of a page, as in `CompiledPage`."""

    title: str
    plain_title: str
    content: str
    meta: dict[str, Any]
    toc: list[TocLink]
    toc_html: str
    scripts_html: str
    canonical_url: str | None
    edit_url: str | None
    beside_html: str
    onward_html: str
    head_html: str
    switch_html: str
    folder: str


def frame(page: Page, place: Place, layouts: dict[str, Layout], added: PolicySources) -> bytes | None:
    """Return the page of a note in its layout, with its policy; None if no page with such a layout was kept."""
    toc = nest(page.sections)
    title = write_text(page.title, page.lang), escape(page.title)
    html, scripts = render_toc(toc, top=True), render_scripts(page)
    around = (page.beside, page.onward, page.head, page.switch, page.folder)
    parts = _Parts(*title, page.html, describe(page), toc, html, scripts, place.canonical_url, place.edit_url, *around)
    if not (layout := layouts.get(name_layout(place.url, parts))):
        return None
    framed = Environment().from_string(layout.template).render(page=parts)  # noqa: S701  # the values are HTML
    return Policy(lambda _: layout.inline, added).protect(framed, layout.base_url).encode("utf-8", "xmlcharrefreplace")
