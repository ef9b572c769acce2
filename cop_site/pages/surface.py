"""What other pages show of a note: while it stays the same, only pages with the note's text can change.

Whatever reads the text of a note to show something elsewhere has to be named here; a test holds that nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from cop_site.insight.documentation import has_notes
from cop_site.insight.material import estimate_minutes, has_text
from cop_site.model.handles import find_handles
from cop_site.model.kinds import Fields, Meetup, Testimonial
from cop_site.model.note import Note
from cop_site.pages.season import count_words, is_by_attendance
from cop_site.pages.site import Site


def digest_surfaces(notes: Iterable[Note[Fields]], site: Site) -> dict[str, str]:
    """Return a digest of all that a page without the text of a note may show of it, by the path of each note."""
    is_length_seen = not is_by_attendance(site.community)
    return {note.source.path: _digest(tuple(_list_seen(note, site, is_length_seen))) for note in notes}


def digest_twins(site: Site) -> str:
    """Return a digest of the notes that say the same, which follows from the texts of all."""
    return _digest([(pair.first.key, pair.second.key, pair.reason) for pair in site.figures.duplicates])


def _list_seen(note: Note[Fields], site: Site, is_length_seen: bool) -> Iterator[object]:
    source = note.source
    yield from (source.head, source.title, source.too_deep, note.summary, estimate_minutes(note), has_text(note))
    yield sorted(set(find_handles(source.body)))
    yield site.bodies.terms_in(note)
    if source.front_matter.problems:
        yield source.body  # names are looked for in what could not be read
    yield site.figures.questions.seen_in(note)
    if note.source.name in site.figures.translated:
        yield source.body  # what it has changed since a translation stands on the page of that
    if isinstance(note.fields, Testimonial):
        yield [link.target for link in source.outline.links]  # what helped, in the figures of value
    if isinstance(note.fields, Meetup):
        yield has_notes(note, site.figures.scaffold)
        yield count_words(note) if is_length_seen else None
        for item in source.prose.items:  # of which the log is made, wherever they stand
            yield item.text, item.sections, item.done, item.targets, [(text, *style) for text, _, *style in item.pieces]


def _digest(value: object) -> str:
    return blake2b(repr(value).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()
