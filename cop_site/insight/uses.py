"""Which notes use the words that the glossary explains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.note import Note


def find_uses(
    community: Community, terms_in: Callable[[Note[Fields]], Iterable[str]]
) -> Mapping[str, tuple[Note[Fields], ...]]:
    """The notes with a page of their own that use each term, by its slug: newest first, dateless ones last.

    `terms_in` gives the slugs of the terms that are marked in a note, so that what counts here is what readers see
    there.
    """
    found: dict[str, list[Note[Fields]]] = {slug: [] for slug in community.terms}
    for note in community.notes:
        if not note.has_page:
            continue
        for slug in terms_in(note):
            found[slug].append(note)
    return {
        slug: tuple(sorted(notes, key=lambda note: (note.date or date.min, note.key), reverse=True))
        for slug, notes in found.items()
    }
