"""The page that searches all notes, with what they can be filtered by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from cop_site.model.kinds import FOLDERS, Fields, Kind
from cop_site.model.note import Note
from cop_site.pages.context import Site
from cop_site.pages.findable import find_facets, find_language, findable_notes
from cop_site.pages.labels import label_kind, label_kinds, name_levels
from cop_site.pages.page import Page
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Link

F = TypeVar("F", bound=Fields)

_AUTHORED = ("topic", "person")
"""The filters whose options are titles of notes."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value to filter by."""

    value: str
    """A slug or code, as in the search page's address."""
    label: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What notes can be filtered by."""

    name: str
    """Such as `topic`, as in the search page's address."""
    label: str
    authored: bool
    """Whether contributors wrote the labels of its options."""
    options: tuple[Option, ...]
    """At least two."""


@dataclass(frozen=True, slots=True)
class SearchPage(PageValues):
    """The search, and other ways for those who find nothing."""

    template: ClassVar = "search"

    filters: tuple[Filter, ...]
    """Only those where there is a choice."""
    lists: tuple[Link, ...]
    """The lists of each kind of note, and the page of all tags."""
    topics: tuple[Link, ...]
    """All topics by title."""


def search_page(site: Site, language: str) -> Page:
    """Everything, by kind, topic, year, level, person and language, with other ways for those who find nothing."""
    context = site.at("search/")
    lists = (Link(label_kinds(kind, site.wording), context.href(kind.info.list_uri)) for kind in FOLDERS.values())
    values = SearchPage(
        filters=_filters(site, language),
        lists=(*lists, Link(site.wording.gettext("Tags"), context.href("tags/"))),
        topics=tuple(context.link(topic) for topic in _by_title(site.community.topics).values()),
    )
    title, lead = site.wording.pgettext("heading", "Search"), site.wording.gettext("Search every note.")
    return Page("search/", title, site.templates.fill(values), lead, wide=True)


def _filters(site: Site, language: str) -> tuple[Filter, ...]:
    """What can be ticked: only values that notes have, and only where there is a choice."""
    found: dict[str, set[str]] = {}
    language = find_language(site, language)
    for note in findable_notes(site):
        for name, value in find_facets(note, site, language).items():
            found.setdefault(name, set()).add(value)
    found["year"] = {month[:4] for month in found.get("month", ())}
    years = {year: year for year in sorted(found["year"], reverse=True)}
    gettext, levels = site.wording.gettext, name_levels(site.wording)
    languages = {code: code for code in sorted(found.get("language", ()))}
    groups = (
        ("kind", gettext("Kind"), {kind.value: label_kind(kind, site.wording) for kind in Kind}),
        ("topic", gettext("Topic"), {slug: note.title for slug, note in _by_title(site.community.topics).items()}),
        ("year", gettext("Year"), years),
        ("level", gettext("Level"), levels),
        ("person", gettext("Person"), {slug: note.title for slug, note in _by_title(site.community.members).items()}),
        ("language", gettext("Language"), languages),
    )
    return tuple(
        Filter(name, label, name in _AUTHORED, options)
        for name, label, labels in groups
        if len(options := tuple(Option(v, labels[v]) for v in labels if v in found.get(name, ()))) > 1
    )


def _by_title(notes: Mapping[str, Note[F]]) -> dict[str, Note[F]]:
    return dict(sorted(notes.items(), key=lambda item: (item[1].title.casefold(), item[0])))
