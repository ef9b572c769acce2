"""What the head of a page says to other programs: its feeds, its card, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from cop_site.charts.preview import HEIGHT, WIDTH
from cop_site.feeds.entries import find_days
from cop_site.feeds.structured import Described, describe_note, describe_site, describe_way, write_structured_data
from cop_site.model.kinds import Fields
from cop_site.model.labels import label_kinds
from cop_site.model.note import Note
from cop_site.model.subscriptions import ATOM, JSON, feed_uri, twin_uri
from cop_site.pages.context import PageContext
from cop_site.pages.languages import add_languages, name_languages
from cop_site.pages.page import Page
from cop_site.pages.preview import describe_picture, preview_uri
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Link

_TYPES = {ATOM: "application/atom+xml", JSON: "application/feed+json"}


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that is found from a page."""

    title: str
    href: str
    type: str
    """Its media type."""


@dataclass(frozen=True, slots=True)
class Head(PageValues):
    """The card of a page, and what it is."""

    template: ClassVar = "head"

    feeds: tuple[FeedLink, ...]
    """Those of the whole site, and those of the page itself."""
    languages: tuple[Link, ...]
    """The page in each language of the site, and its translations: the language and the absolute address of each."""
    title: str
    description: str
    """May be empty."""
    url: str
    """The absolute address of the page."""
    site: str
    """What the community is called."""
    type: str
    """`article` for a note, else `website`."""
    published: str
    """The day it was written, in ISO 8601; empty where that is not known."""
    updated: str
    """The day it was last changed; empty where that is not known."""
    picture: str
    """The absolute address of its preview picture."""
    picture_text: str
    """What the picture shows, in words."""
    width: int
    """Of the picture, in pixels."""
    height: int
    data: Markup
    """What it is, as JSON-LD."""


def add_head(site: Site, page: Page) -> Page:
    """Return a page with its head; without the address of the site, it has none."""
    if not site.url:
        return page
    note = site.notes_by_uri.get(page.uri)
    days = find_days(note, site.community.as_of) if note else None
    published, updated = (day.isoformat() for day in days) if days else ("", "")
    values = Head(
        tuple(_find_feeds(site, page)),
        (*name_languages(site, page.uri), *(_find_languages(site, note) if note else ())),
        site.publication.plain(page.title),
        site.publication.plain(page.description),
        site.address(page.uri),
        site.publication.name,
        "article" if note else "website",
        published,
        updated,
        site.address(preview_uri(site, page.uri)),
        describe_picture(site, page.uri),
        WIDTH,
        HEIGHT,
        Markup(write_structured_data(_describe(site, page, note))),  # noqa: S704  # no element ends in it
    )
    return replace(page, head=site.templates.fill(values))


def with_head(site: Site, make: Callable[[], Page]) -> Callable[[], Page]:
    """Return what makes a page with its head, and where the site has it in several languages, with links to these."""
    if len(site.all) > 1:
        return lambda: add_languages(site, add_head(site, make()))
    return lambda: add_head(site, make())


def _find_feeds(site: Site, page: Page) -> Iterator[FeedLink]:
    context, name = PageContext(site, page.uri), site.publication.name
    for uri in dict.fromkeys(("", page.uri)):
        title = f"{name} – {site.publication.plain(page.title)}" if uri else name
        for file, type_ in _TYPES.items():
            if uri in site.feeds:
                yield FeedLink(title, context.href(feed_uri(uri, file)), type_)
    if page.uri in site.twins:
        yield FeedLink(site.publication.plain(page.title), context.href(twin_uri(page.uri)), "text/markdown")


def _find_languages(site: Site, note: Note[Fields]) -> Iterator[Link]:
    """Yield the address of a note and of each translation; the first, where several are in one language."""
    others = site.community.translations.get(note.key, ())
    found: dict[str, Link] = {}
    for one in (note, *others) if others else ():
        language = one.fields.lang or site.templates.languages.site
        found.setdefault(language.casefold(), Link("", site.address(one.uri), language))
    return iter(found.values()) if len(found) > 1 else iter(())


def _describe(site: Site, page: Page, note: Note[Fields] | None) -> Iterator[Described]:
    publication = site.publication
    if not page.uri:
        yield from describe_site(publication)
        return
    if note:
        yield describe_note(note, publication)
    above = [Link(label_kinds(note.kind, site.wording), note.kind.info.list_uri)] if note else []
    steps = [Link(publication.name, ""), *(link for link in above if link.href), Link(page.title, page.uri)]
    yield describe_way([(step.text, step.href) for step in steps], publication)
