"""Finds names in scripts without capitals, whose words and neighbours may stand without spaces between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from cop_site.model.name_ways import drop_accents, fold_letters, is_spelled
from cop_site.model.spelling.seen import FILLER
from cop_site.wording.marks import MARK

_BETWEEN = r"[\s·・_-]{0,3}"
"""What may stand between the words of a name."""
_SPACES = re.compile(r"[\s·・_-]+")
_SIGN = re.compile(rf"[^{FILLER}](?:{FILLER}*(?:{MARK}|[\u1160-\u11ff\u3131-\u318e\uff9e-\uffdc]))*")
"""A character with the marks, and the letters of a Korean syllable, that may be composed with it."""


class UnspacedNames:
    """Those of some names that are in a script without capitals."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take folded names, each with the slug of whose it is."""
        unicase = {_compose(name): slug for name, slug in names.items() if name.upper() == name.lower()}
        words = [name.split("-") for name in unicase if len(name) > 1 and is_spelled(name.replace("-", ""))]
        self._slugs = {"".join(one): unicase["-".join(one)] for one in words}
        self._folded = re.compile("|".join(map(fold_letters, self._slugs))) if self._slugs else None
        longest = sorted((_BETWEEN.join(map(re.escape, one)) for one in words), key=len, reverse=True)
        # An ending may be written as marks of the last letter.
        self._pattern = re.compile(rf"({'|'.join(longest)}){MARK}*")

    def __bool__(self) -> bool:
        return self._folded is not None

    def may_be_in(self, words: Iterable[str]) -> bool:
        """Return whether a text of some folded words may hold a name: a prefilter."""
        return self._folded is not None and self._folded.search("".join(words)) is not None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and slug of each name in a text as readers see it."""
        places = [match.span() for match in _SIGN.finditer(text) for _ in _compose(match[0])]
        for match in self._pattern.finditer(_compose(text)):
            yield places[match.start()][0], places[match.end() - 1][1], self._slugs[_SPACES.sub("", match[1])]


def _compose(text: str) -> str:
    """Return a text without accents and what is not seen, its letters composed: one form for all spellings."""
    return unicodedata.normalize("NFC", drop_accents(text.replace(FILLER, "")))
