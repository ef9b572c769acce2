"""Which words say little about a note, because many notes have them, in whatever language they are.

They are the heaviest to load for a reader who searches: a word weighs as much as it has notes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from html import unescape

from cop_site.content.gfm import drop_tags
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.pages.context import Site
from cop_site.pages.findable import findable_notes

_SAMPLE = 200
"""At least so many notes are looked at where there are more, at equal distances."""
_FEWEST = 50
"""With fewer notes than this, what many of them say may be just what they are about."""
_LEAST = 30
"""Per cent of the notes from which a word is told of."""
_WORD = re.compile(r"[^\W_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def find_common_words(site: Site) -> Mapping[str, int]:
    """Words that many notes have, without accents and capitals, and how many per cent have them; commonest first."""
    notes = list(findable_notes(site))
    if len(notes) < _FEWEST:
        return {}
    sample = notes[:: max(1, len(notes) // _SAMPLE)]
    found = Counter(word for note in sample for word in _words(note, site))
    shares = {word: round(100 * count / len(sample)) for word, count in found.items()}
    common = {word: share for word, share in shares.items() if share >= _LEAST}
    return dict(sorted(common.items(), key=lambda item: (-item[1], item[0])))


def _words(note: Note[Fields], site: Site) -> set[str]:
    """The words of a note as `docs_template/assets/search-words.js` folds what is typed; the two have to stay alike."""
    written = f"{note.title} {note.fields.summary} {unescape(drop_tags(site.bodies.html_of(note), ' '))}"
    return set(_WORD.findall(_FOREIGN.sub(lambda run: _without_marks(run[0]), written).lower()))


@lru_cache(maxsize=10_000)  # dashes, quotation marks and the letters of a language come again and again
def _without_marks(text: str) -> str:
    signs = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in signs if not unicodedata.category(sign).startswith("M"))
