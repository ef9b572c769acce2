"""The notes in the form of the search index: entries and facets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cop_site.insight.freshness import State
from cop_site.model.kinds import Fields, Member, Practice, Resource, Topic
from cop_site.model.labels import label_kind
from cop_site.model.note import Note
from cop_site.model.sections import SECTIONS
from cop_site.pages.labels import label_section
from cop_site.pages.site import Site


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of a note. Values are slugs and codes, so that addresses of searches stay valid."""

    kind: str
    topics: tuple[str, ...]
    """Slugs of its topics."""
    month: str
    """Such as `2026-04`; empty without a date."""
    level: str
    people: tuple[str, ...]
    """Slugs of the listed members who made or maintain it; never those of other people."""
    language: str
    """A language code; empty if all notes are in one language."""
    standing: str
    """`superseded`, `retired` or `overdue`; empty while the note is current."""

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield the name and value of each facet; names may occur several times."""
        for name in ("kind", "month", "level", "language", "standing"):
            value: str = getattr(self, name)
            if value:
                yield name, value
        if self.month:
            yield "year", self.month[:4]
        for slug in self.topics:
            yield "topic", slug
        for slug in self.people:
            yield "person", slug


class Reader(NamedTuple):
    """Somebody who reads a site in one of its languages."""

    language: str
    kind: str
    """The label of the kind of a note, for them."""
    facts: str
    """What they choose the note by."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """The page of a note. Lists are not indexed: they would only repeat notes."""

    uri: str
    title: str
    kind: str
    """The label of its kind."""
    facets: Facets
    date: str
    """In ISO 8601; empty without a date."""
    facts: str
    """What readers choose it by; empty where each of the `readers` is told it in their language."""
    lead: tuple[str, ...]
    """Plain texts before the body."""
    body: str
    """The note's body as sanitised HTML."""
    readers: tuple[Reader, ...] = ()
    """For whom it is in a site in several languages: other readers have another version of the note."""


def findable_notes(site: Site) -> Iterator[Note[Fields]]:
    """Yield the notes that have a page."""
    return (note for note in site.community.notes if note.has_page)


def find_titles(site: Site) -> dict[str, str]:
    """Return the title of each page by its address, for the page that is shown where there is none."""
    sections = {section.uri: label_section(section.uri, site.wording) for section in SECTIONS if section.uri}
    return {**sections, **{note.uri: note.title for note in findable_notes(site)}}


def search_entries(site: Site, language: str) -> Iterator[SearchEntry]:
    """Yield an entry for each note that has a page, and for each of its versions; `language` is the site's."""
    language = find_language(site, language)
    return (describe_entry(note, sites, language) for note, sites in find_places(site))


def find_places(site: Site) -> Iterator[tuple[Note[Fields], Sequence[Site]]]:
    """Yield each note that has a page, and each of its versions, with the languages of a site in which it is shown."""
    for one in site.all:
        for note in findable_notes(one):
            sites = [other for other in site.all if other.community.by_key[note.key].source is note.source]
            if sites[0] is one:
                yield note, sites


def describe_entry(note: Note[Fields], sites: Sequence[Site], language: str) -> SearchEntry:
    """Return the entry of a note; `sites` are those of `find_places`, and `language` is that of `find_language`."""
    site, first = sites[0], sites[0].all[0]
    told = [
        Reader(one.language, label_kind(note.kind, one.wording), " · ".join(one.fact_lines.of(note))) for one in sites
    ]
    is_one = len(first.all) == 1
    return SearchEntry(
        note.uri,
        note.title,
        told[0].kind,
        find_facets(note, site, language),
        note.date.isoformat() if note.date else "",
        told[0].facts if is_one else "",
        tuple(note.texts(*note.kind.info.search_fields)),
        first.bodies.html_of(note),
        () if is_one else tuple(told),
    )


def find_language(site: Site, language: str) -> str:
    """Return the language of notes that set none; empty if all notes are in that language."""
    language = language.lower()
    if len(site.all) > 1:
        return language
    return language if any(note.fields.lang.lower() not in ("", language) for note in findable_notes(site)) else ""


def find_facets(note: Note[Fields], site: Site, language: str) -> Facets:
    """Return the facets of a note; `language` comes from `find_language`."""
    level = getattr(note.fields, "level", None)
    return Facets(
        note.kind.value,
        (note.slug,) if isinstance(note.fields, Topic) else note.topics,
        note.date.isoformat()[:7] if note.date else "",
        level or "",
        tuple(dict.fromkeys(_find_people(note, site))),
        language and (note.fields.lang.lower() or language),
        _find_standing(note, site),
    )


def _find_people(note: Note[Fields], site: Site) -> Iterator[str]:
    if isinstance(note.fields, Member):
        yield note.slug
        return
    for name in note.texts(*note.kind.info.makers, *note.kind.info.keepers):
        person = site.community.person(name)
        if person.uri:
            yield person.key


def _find_standing(note: Note[Fields], site: Site) -> str:
    if isinstance(note.fields, Practice) and note.fields.state == "retired":
        return "retired"
    if isinstance(note.fields, Resource) and note.fields.superseded_by:
        return State.SUPERSEDED.value
    freshness = site.figures.freshness.get(note.key)
    return State.OVERDUE.value if freshness and freshness.state is State.OVERDUE else ""
