"""The pages of notes whose kind has no module here: plain notes, and kinds with only a template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.note import NotePage, fill_note
from cop_site.pages.page import Page
from cop_site.pages.reports import find_reports, is_report
from cop_site.pages.site import Site
from cop_site.pages.views import Link

_MOST = 100


@dataclass(frozen=True, slots=True)
class PlainPage(NotePage):
    """A note without a special kind, such as a code of conduct; it has only the values of all notes."""

    template: ClassVar = "plain"

    reports: tuple[Link, ...] = ()
    """The other reports, for the page of one: at most a hundred, the latest first."""


@dataclass(frozen=True, slots=True)
class KindPage(NotePage):
    """A note of a kind whose `KindInfo` sets the template."""

    template: ClassVar = ""

    fields: Fields
    """Its front matter."""


def plain_page(site: Site, note: Note[Fields]) -> Page:
    """Return the page of one note, made with the template of its kind if it has one."""
    context = PageContext(site, note.uri)
    values = KindPage(note.fields) if note.kind.info.template else PlainPage(_find_others(context, note))
    return fill_note(context, note, values)


def _find_others(context: PageContext, note: Note[Fields]) -> tuple[Link, ...]:
    reports = find_reports(context.site) if is_report(note) else []
    return tuple(context.link(report) for report in [one for one in reports if one is not note][:_MOST])
