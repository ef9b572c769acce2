"""The search page, with filters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from cop_site.model.kinds import FOLDERS, Fields, Kind
from cop_site.model.labels import label_kind, label_kinds
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.findable import find_facets, find_language, findable_notes
from cop_site.pages.labels import label_section, name_levels
from cop_site.pages.letters import fold_letters
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Link

F = TypeVar("F", bound=Fields)

_AUTHORED = ("topic", "person")
"""Filters whose options are titles of notes."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a filter."""

    value: str
    """A slug or code, as in the search page's address."""
    label: str
    count: int
    """The number of notes that have it."""
    lang: str | None = None
    """The language of a topic's title, as in a link; None for other labels."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter."""

    name: str
    """Such as `topic`, as in the search page's address."""
    label: str
    authored: bool
    """Whether its options are titles of notes, not interface text."""
    options: tuple[Option, ...]
    """At least two."""


@dataclass(frozen=True, slots=True)
class SearchPage(PageValues):
    """The search, with links to lists and topics for searches without results."""

    template: ClassVar = "search"

    filters: tuple[Filter, ...]
    """Only filters with at least two options."""
    lists: tuple[Link, ...]
    """The lists of each kind of note, and the page of all tags."""
    topics: tuple[Link, ...]
    """All topics by title."""
    script: str
    """The address of the script of the page."""


def search_page(site: Site, language: str) -> Page:
    """Return the search page."""
    context = PageContext(site, "search/")
    lists = (Link(label_kinds(kind, site.wording), context.href(kind.info.list_uri)) for kind in FOLDERS.values())
    values = SearchPage(
        filters=_filters(site, language),
        lists=(*lists, Link(label_section("tags/", site.wording), context.href("tags/"))),
        topics=tuple(context.link(topic) for topic in _by_title(site.community.topics).values()),
        script=context.href("assets/cop/search-page.js"),
    )
    title, lead = label_section("search/", site.wording), site.wording.gettext("Search every note.")
    return Page("search/", title, site.templates.fill(values), lead, wide=True)


def _filters(site: Site, language: str) -> tuple[Filter, ...]:
    """Return filters with the values that notes have, if there are at least two."""
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    language = find_language(site, language)
    for note in findable_notes(site):
        for name, value in find_facets(note, site, language).items():
            used[name][value] += 1
    years = {year: year for year in sorted(used["year"], reverse=True)}
    gettext, levels = site.wording.gettext, name_levels(site.wording)
    languages = {code: site.wording.formats.name_language(code) for code in sorted(used["language"])}
    groups = (
        ("kind", gettext("Kind"), {kind.value: label_kind(kind, site.wording) for kind in Kind}),
        ("topic", gettext("Topic"), {slug: note.title for slug, note in _by_title(site.community.topics).items()}),
        ("year", gettext("Year"), years),
        ("level", gettext("Level"), levels),
        ("person", gettext("Person"), {slug: note.title for slug, note in _by_title(site.community.members).items()}),
        ("language", gettext("Language"), languages),
    )
    spoken = {slug: site.templates.languages.tag(topic.fields.lang) for slug, topic in site.community.topics.items()}

    def list_options(name: str, labels: Mapping[str, str]) -> tuple[Option, ...]:
        counts, known = used[name], spoken if name == "topic" else {}
        return tuple(
            Option(value, labels[value], counts[value], known.get(value)) for value in labels if value in counts
        )

    return tuple(
        Filter(name, label, name in _AUTHORED, options)
        for name, label, labels in groups
        if len(options := list_options(name, labels)) > 1
    )


def _by_title(notes: Mapping[str, Note[F]]) -> dict[str, Note[F]]:
    return dict(sorted(notes.items(), key=lambda item: (fold_letters(item[1].title), item[0])))
