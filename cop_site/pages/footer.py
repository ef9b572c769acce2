"""What stands at the foot of every page: whom to ask, the pages outside the menus, the day, and what programs read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.kinds import Fields, Kind
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, view_day
from cop_site.pages.labels import label_section
from cop_site.pages.reports import find_reports, is_report
from cop_site.pages.site import Site
from cop_site.pages.start import find_code_of_conduct
from cop_site.pages.subscribe import URI
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Link

_PAGES = 12
"""The plain pages that are linked, those at the top of the content folder first; more would be no footer."""


@dataclass(frozen=True, slots=True)
class Footer(PageValues):
    """The foot of a page."""

    template: ClassVar = "footer"

    contact: str
    """A contact: a web address, or `mailto:` and a mail address; may be empty."""
    pages: tuple[Link, ...]
    """The code of conduct first, then the latest report of a year and the other pages that are in no menu."""
    licence: str
    """Under what others may use the notes, in the words of the charter; may be empty."""
    subscribe: Link
    """The page on calendars, feeds and what programs read."""
    day: DayView
    """The day that the site was built for."""


def fill_footer(site: Site, uri: str) -> str:
    """Return the foot of the page at an address, as HTML; it is the same for all pages of a folder."""
    context = PageContext(site, uri)
    subscribe = Link(label_section(URI, site.wording), context.href(URI))
    charter, day = site.community.charter.fields, view_day(site.community.as_of, site.wording)
    return site.templates.fill(Footer(charter.contact or "", tuple(_pages(context)), charter.licence, subscribe, day))


def _pages(context: PageContext) -> Iterator[Link]:
    code = find_code_of_conduct(context)
    if code:
        yield code
    found = [n for n in context.site.community.of(Kind.PAGE) if n.has_page and not is_report(n)]
    found.sort(key=lambda note: bool(note.source.folder))
    others = (context.link(note) for note in (*_choose_report(context.site), *found))
    yield from [link for link in others if not code or link.href != code.href][:_PAGES]


def _choose_report(site: Site) -> list[Note[Fields]]:
    """Return the report of the latest year that has one, which leads to the others; else any there is."""
    return sorted(find_reports(site), key=lambda note: not note.slug.isdecimal())[:1]
