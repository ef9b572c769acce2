"""What search is told of the notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cop_site.model.kinds import Fields, Kind, Member, Term, Testimonial
from cop_site.model.note import Note
from cop_site.pages.site import KIND_LABELS, Site


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A page that can be found. Lists are not among them: they would only repeat what they list."""

    uri: str
    title: str
    kind: str
    topics: tuple[str, ...]
    """Titles of its topics."""
    year: str
    """Empty where it is of no year."""
    date: str
    """ISO; empty where it has none."""
    lead: str
    """Plain text that stands before the body."""
    body: str
    """The note's body as it is on the page: sanitised HTML."""


def search_entries(site: Site) -> Iterator[SearchEntry]:
    """An entry for each note that has a page."""
    for note in site.community.notes:
        if not isinstance(note.fields, Member) or note.fields.listed:
            yield _entry(note, site)


def _entry(note: Note[Fields], site: Site) -> SearchEntry:
    topics = site.community.topics
    slugs = (note.slug,) if note.kind is Kind.TOPIC else note.topics
    fields = note.fields
    lead = [fields.summary]
    if isinstance(fields, Testimonial):
        lead += [fields.before, fields.changed, fields.result]
    elif isinstance(fields, Term):
        lead += fields.aliases
    return SearchEntry(
        note.uri,
        note.title,
        KIND_LABELS[note.kind][0],
        tuple(topics[slug].title for slug in slugs),
        str(note.date.year) if note.date else "",
        note.date.isoformat() if note.date else "",
        " ".join(text for text in lead if text),
        site.bodies.html_of(note),
    )
