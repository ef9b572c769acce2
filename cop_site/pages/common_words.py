"""Finds words that many notes contain, in any language.

They say little about a note, and are the slowest to load in a search: the index of a word grows with its notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html import unescape

from cop_site.content.gfm import drop_tags
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.pages.findable import findable_notes
from cop_site.pages.site import Site

_SAMPLE = 200
"""Minimum number of notes to count in, if there are more; they are picked at equal distances."""
_MIN_NOTES = 50
"""With fewer notes, a word in many of them may be their subject."""
_MIN_PERCENT = 30
"""Share of the notes from which a word is common."""


def find_common_words(site: Site) -> Mapping[str, int]:
    """Return common words, without accents and in lower case, with the percentage of notes; the commonest first."""
    notes = list(findable_notes(site))
    if len(notes) < _MIN_NOTES:
        return {}
    sample = notes[:: max(1, len(notes) // _SAMPLE)]
    counts = Counter(word for note in sample for word in _words(note, site))
    shares = {word: round(100 * count / len(sample)) for word, count in counts.items()}
    common = {word: share for word, share in shares.items() if share >= _MIN_PERCENT}
    return dict(sorted(common.items(), key=lambda item: (-item[1], item[0])))


def _words(note: Note[Fields], site: Site) -> set[str]:
    text = f"{note.title} {note.fields.summary} {unescape(drop_tags(site.bodies.html_of(note), ' '))}"
    return set(site.folding.find_words(text))
