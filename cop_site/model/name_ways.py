"""The ways in which texts write a name: with other accents, initials or endings, or with the last name first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cop_site.wording.marks import MARK

_SPELLED = re.compile(rf"(?:[^\W\d_]|{MARK})+")
_ACCENTS = re.compile(
    r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u09bc\u0a3c\u0abc\u0b3c]+"
)
"""Accents, what Hebrew and Arabic may leave out, or draw long, and dots that make other letters of Hindi's."""
_ARABIC = (("ى", "ي"), ("ی", "ي"), ("ة", "ه"), ("ک", "ك"))
"""Letters that are written for each other."""
_LETTERS = str.maketrans("łøđðıħŧŋæœ", "loddihtnao") | {ord("ß"): "ss", ord("þ"): "th"}
_OTHER = re.compile("[łøđðıħŧŋæœßþ]")
_LOOK_ALIKE = str.maketrans("аеорсухіѕјԁһԛԝανορτυικχ", "aeopcyxisjdhqwavoptuikx")
"""Cyrillic and Greek letters that look like Latin ones."""
_GREEK_OR_CYRILLIC = re.compile(r"[\u0370-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")
_DOUBLED = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))
"""How letters with dots or rings are written without: `Joern` is `Jörn`."""
_SCHEME = re.compile(r"(?:https?://)?(?:www\.)?")
_VOWELS = "aeiouyаеиоуыэюяьй"
_MOST_ENDING = 4
"""Letters of an ending, with the vowel in whose place it stands: `Olga`, `Olgas`, `Olgoju`."""
_SHORTEST_STEM = 3
MOST_WORDS_WITH_ENDINGS = 3


class Way(NamedTuple):
    """A way to write a name."""

    words: tuple[str, ...]
    """As `fold_letters` gives them; an initial is one letter."""
    slug: str
    """Of whose name it is."""
    is_whole: bool = True
    """Whether it is the name as it stands."""
    is_reversed: bool = False
    """Whether the last name comes first, so that a comma may follow it."""


def fold_letters(text: str) -> str:
    """Return casefolded text without accents, in which one spelling stands for all that look alike: `Jörn`, `Joern`."""
    text = drop_accents(text)
    for two, one in _DOUBLED:
        text = text.replace(two, one)
    return text


def drop_accents(text: str) -> str:
    """Return casefolded text without accents, in the letters that it looks like."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        if _OTHER.search(text):
            text = text.translate(_LETTERS)
        for one, other in _ARABIC:
            text = text.replace(one, other)
        if _GREEK_OR_CYRILLIC.search(text):
            text = _WORD.sub(_make_latin, text)
    return text


def is_spelled(word: str) -> bool:
    """Return whether a word has letters only, with their marks."""
    return word.isalpha() or bool(_SPELLED.fullmatch(word))


def list_ways(name: str, slug: str) -> Iterator[Way]:
    """Yield the ways to write a folded name: `Ana Maria Li`, `Ana M. Li`, `A. Li`, `Ana L.`, `Li, Ana`."""
    words = tuple(fold_letters(name).split("-"))
    yield Way(words, slug)
    if not 2 <= len(words) <= 4 or not all(map(is_spelled, words)):
        return
    first, *middle, last = words
    middles = dict.fromkeys((tuple(middle), (), tuple(word[0] for word in middle)))
    for begin, end in ((first, last), (first[0], last), (first, last[0])):
        for between in middles:
            yield Way((begin, *between, end), slug, (begin, *between, end) == words)
            if end == last:
                yield Way((end, begin, *between), slug, is_whole=False, is_reversed=True)


def stem_way(words: Sequence[str]) -> str:
    """Return the key of a way: its words without the vowels at their ends, in whose place there may be an ending."""
    has_endings = len(words) <= MOST_WORDS_WITH_ENDINGS
    return "-".join(_stem(word) if has_endings and len(word) > _SHORTEST_STEM else word for word in words)


@lru_cache(maxsize=20_000)
def list_stems(word: str) -> tuple[str, ...]:
    """Return the parts of keys that a word of a text may be, itself first."""
    shortest = max(_SHORTEST_STEM, len(word) - _MOST_ENDING)
    return word, *(f"{word[:length]}~" for length in range(len(word), shortest - 1, -1))


def strip_address(address: str) -> str:
    """Return a web address without what may be left out of it: `HTTPS://www.example.org/Ana/` is `example.org/ana`."""
    return _SCHEME.sub("", address.lower(), count=1).rstrip("/")


def _stem(word: str) -> str:
    return f"{word[:-1] if word[-1] in _VOWELS or not word[-1].isalnum() else word}~"


def _make_latin(word: re.Match[str]) -> str:
    return word[0].translate(_LOOK_ALIKE) if re.search(r"[a-z]", word[0]) else word[0]
