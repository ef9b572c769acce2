"""The page on how to hear of what is new, and what other programs can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.kinds import FOLDERS, Kind
from cop_site.model.subscriptions import ALL_MEETUPS, ATOM, DECISIONS, JSON, QUESTIONS, feed_uri, series_of, series_uri
from cop_site.pages.context import PageContext
from cop_site.pages.labels import label_section
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Link

URI = "subscribe/"
_MOST_SERIES = 50
"""Series whose calendar is listed, those with the latest meetups first."""


@dataclass(frozen=True, slots=True)
class CalendarView:
    """A calendar that programs subscribe to."""

    title: str
    """The name of a series; empty for all meetups."""
    file: str
    """The address of the calendar as a file."""
    subscribe: str
    """The address with which a program subscribes to it; empty where that of the site is not known."""


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed of a page, in its two forms."""

    page: Link
    atom: str
    json: str


@dataclass(frozen=True, slots=True)
class SubscribePage(PageValues):
    """How to hear of what is new."""

    template: ClassVar = "subscribe"

    calendars: tuple[CalendarView, ...]
    """That of all meetups first, then those of the series."""
    feeds: tuple[FeedView, ...]
    """That of everything first; empty where the address of the site is not known."""
    board: str
    """The address of the list of topics."""
    community: str
    """The address of `community.json`."""
    notes: str
    """The address of `notes.json`."""
    overview: str
    """The address of `llms.txt`."""


def subscribe_page(site: Site) -> Page:
    """Return the page on how to hear of what is new."""
    context = PageContext(site, URI)
    values = SubscribePage(
        tuple(_find_calendars(context)),
        tuple(_find_feeds(context)),
        context.href("topics/"),
        *map(context.href, ("community.json", "notes.json", "llms.txt")),
    )
    title = label_section(URI, site.wording)
    gettext = site.wording.gettext
    description = gettext("Meetups in your own calendar, what is new in a feed reader, and data to use elsewhere.")
    return Page(URI, title, site.templates.fill(values), description)


def link_webcal(site: Site, uri: str) -> str:
    """Return the address with which programs subscribe to a calendar; empty where that of the site is not known."""
    scheme, separator, rest = site.address(uri).partition("://")
    return f"webcal://{rest}" if separator and scheme in ("http", "https") else ""


def _find_calendars(context: PageContext) -> Iterator[CalendarView]:
    series = sorted(series_of(context.site.community).items(), key=lambda one: one[1][-1].fields.date, reverse=True)
    named = [(context.site.show(name), series_uri(name)) for name, _ in series[:_MOST_SERIES]]
    for title, uri in (("", ALL_MEETUPS), *named):
        yield CalendarView(title, context.href(uri), link_webcal(context.site, uri))


def _find_feeds(context: PageContext) -> Iterator[FeedView]:
    site = context.site
    lists = [kind.info.list_uri for kind in FOLDERS.values() if kind is not Kind.MEMBER]
    for uri in ("", *lists, DECISIONS, QUESTIONS):
        if uri in site.feeds:
            label = label_section(uri, site.wording) if uri else site.wording.gettext("Everything")
            yield FeedView(Link(label, context.href(uri)), *(context.href(feed_uri(uri, n)) for n in (ATOM, JSON)))


def list_pages(site: Site) -> list[tuple[str, str, str]]:
    """Return the title, the address and a description of the pages that tell most about the community."""
    gettext = site.wording.gettext
    what = {
        "start/": gettext("for newcomers"),
        "coverage/": gettext("which topics are covered, and what is left out"),
        "plan/": gettext("what the next meetups could be about"),
        "log/": gettext("what was decided, and what is still to be done"),
        "meetups/": gettext("all meetups"),
        "glossary/": gettext("what words mean here"),
        "notes.json": gettext("all notes, with their addresses"),
    }
    titles = {uri: label_section(uri, site.wording) if uri.endswith("/") else uri for uri in what}
    return [(titles[uri], uri, text) for uri, text in what.items()]
