"""The site in plain text, `llms.txt`: what the community is about, and what is where; as llmstxt.org has it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from cop_site.feeds.publication import Publication
from cop_site.insight.figures import Figures
from cop_site.model.kinds import Kind
from cop_site.model.note import Note
from cop_site.model.subscriptions import twin_uri

Place = tuple[str, str, str]
"""The title of a page, its address relative to the site's root, and what it is; the last may be empty."""
_MOST = 300
"""Topics, and other notes, that are listed: the text is meant to be read at once."""
_SUMMARY = 160
_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\[]<>`"})
"""What begins or ends a link, HTML or code in Markdown, escaped."""


def write_overview(
    figures: Figures, publication: Publication, begin: Sequence[Place], twins: Container[str] = ()
) -> str:
    """Return the text; `begin` are the pages to begin with, and `twins` the addresses of pages that have Markdown."""
    charter, wording = figures.community.charter.fields, publication.wording
    find = partial(_find_places, publication=publication, twins=twins)
    described = [covered.topic for covered in figures.coverage.topics.values()]
    reference = (Kind.PATH, Kind.PRACTICE, Kind.RESOURCE)
    others = [note for kind in reference for note in figures.community.of(kind) if note.has_page]
    parts = [
        f"# {_plain(publication.name, publication)}",
        f"> {_plain(charter.purpose, publication)}",
        *_write_part(wording.gettext("Begin here"), begin, publication),
        *_write_part(wording.gettext("Topics"), find(described), publication),
        *_write_part(wording.gettext("Paths, practices and resources"), find(others), publication),
    ]
    return "\n\n".join(parts) + "\n"


def _find_places(notes: Iterable[Note[Any]], publication: Publication, twins: Container[str]) -> list[Place]:
    return [
        (note.title, twin_uri(note.uri) if note.uri in twins else note.uri, publication.summary(note, _SUMMARY))
        for note in list(notes)[:_MOST]
    ]


def _write_part(title: str, places: Sequence[Place], publication: Publication) -> Iterator[str]:
    """Yield a heading and the list below it; nothing where there is nothing to list."""
    if places:
        yield f"## {title}"
        yield "\n".join(_write_line(place, publication) for place in places)


def _write_line(place: Place, publication: Publication) -> str:
    title, uri, what = place
    line = f"- [{_plain(title, publication)}]({publication.address(uri) or uri or './'})"
    return f"{line}: {_plain(what, publication)}" if what else line


def _plain(text: str, publication: Publication) -> str:
    """Return a text on one line, in which no sign is markup of a link."""
    return " ".join(publication.plain(text).translate(_SIGNS).split())
