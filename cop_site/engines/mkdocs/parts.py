"""What the theme is given of a page, as it is written in HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any, Protocol

from cop_site.content.gfm import drop_tags
from cop_site.pages.page import Page, Section, relative_uri
from cop_site.wording.languages import mark_language


@dataclass
class TocLink:
    """An entry of a table of contents, with the attributes that the theme knows."""

    title: str
    """As HTML."""
    id: str
    level: int
    children: list[TocLink] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address on the page."""
        return f"#{self.id}"


class Parts(Protocol):
    """What the theme is given."""

    meta: dict[str, Any]
    edit_url: str | None
    toc_html: str
    folder: str


def name_layout(url: str, page: Parts) -> str:
    """Return a template name that is the same for pages with the same layout: in the same menu, and as deep."""
    language, url = page.folder.rstrip("/"), url.removeprefix(page.folder)
    parts = (
        *([language] if language else ()),
        url.partition("/")[0] if url.count("/") > 1 else "",
        url.count("/"),
        bool(page.meta.get("description")),
        bool(page.edit_url),
        bool(page.toc_html),
        *page.meta.get("hide", ()),
    )
    return f"cop-layout-{'-'.join(str(part) for part in parts)}.html"


def write_text(text: str, lang: str) -> str:
    """Return a text as HTML, in an element with its language if `lang` is not empty."""
    return f"<span{mark_language(lang)}>{escape(text)}</span>" if lang else escape(text)


def describe(page: Page) -> dict[str, Any]:
    """Return the metadata of a page."""
    hidden = ["toc"] if page.wide else []
    description = {"description": escape(page.description)} if page.description else {}
    return {"hide": hidden if page.place else ["toc", "navigation"], **description}


def render_scripts(page: Page) -> str:
    """Return the `script` elements of a page's own scripts."""
    addresses = (relative_uri(page.uri, f"{page.folder}assets/cop/{name}") for name in page.scripts)
    return "".join(f'<script type="module" src="{address}"></script>' for address in addresses)


def nest(sections: Iterable[Section]) -> list[TocLink]:
    """Return the sections as a tree by their heading levels."""
    top: list[TocLink] = []
    open_links: list[TocLink] = []
    for section in sections:
        link = TocLink(write_text(section.title, section.lang), escape(section.anchor), section.level)
        while open_links and open_links[-1].level >= section.level:
            open_links.pop()
        (open_links[-1].children if open_links else top).append(link)
        open_links.append(link)
    return top


def render_toc(links: list[TocLink], *, top: bool = False) -> str:
    """Return links as a list in the theme's classes; their titles are escaped already."""
    if not links:
        return ""
    items = []
    for link in links:
        below = render_toc(link.children)
        label = drop_tags(link.title)
        nested = f'<nav class="md-nav" aria-label="{label}">{below}</nav>' if below else ""
        items.append(
            f'<li class="md-nav__item"><a href="{link.url}" class="md-nav__link">'
            f'<span class="md-ellipsis">{link.title}</span></a>{nested}</li>'
        )
    attributes = ' data-md-component="toc" data-md-scrollfix' if top else ""
    return f'<ul class="md-nav__list"{attributes}>{"".join(items)}</ul>'
