"""What other pages show of a note: while it stays the same, only pages with the note's text can change.

Whatever reads the text of a note to show something elsewhere has to be named here; a test holds that nothing else does.
"""

from __future__ import annotations

from hashlib import blake2b

from cop_site.insight.material import estimate_minutes, has_text
from cop_site.model.kinds import Fields, Meetup
from cop_site.model.note import Note
from cop_site.model.people import find_handles
from cop_site.pages.context import Site


def digest_surface(note: Note[Fields], site: Site) -> str:
    """Return a digest of all that a page without the text of a note may show of it."""
    source = note.source
    parts = (
        source.head,
        source.title,
        source.too_deep,
        note.summary,
        estimate_minutes(note),
        has_text(note),
        _list_items(note) if isinstance(note.fields, Meetup) else (),
        sorted(set(find_handles(source.body))),
        site.bodies.terms_in(note),
        source.body if source.front_matter.problems else "",  # names are looked for in what could not be read
    )
    return _digest(parts)


def digest_twins(site: Site) -> str:
    """Return a digest of the notes that say the same, which follows from the texts of all."""
    return _digest([(pair.first.key, pair.second.key, pair.reason) for pair in site.figures.duplicates])


def _list_items(note: Note[Fields]) -> list[object]:
    """Return the items of a note's lists, of which the log is made, wherever they stand."""
    return [
        (item.text, item.sections, item.done, item.targets, [(text, *style) for text, _, *style in item.pieces])
        for item in note.source.prose.items
    ]


def _digest(value: object) -> str:
    return blake2b(repr(value).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()
