"""Splits texts and addresses into words, folded as names are, and finds where a word of a text stands."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain

from cop_site.model.name_ways import drop_accents, fold_letters
from cop_site.model.person_names import WORD
from cop_site.model.spelling.seen import FILLER
from cop_site.wording.marks import MARK, MARKS
from cop_site.wording.note_words import UNSPACED

_WITHIN_WORD = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
_KEPT = "abcdefghijklmnopqrstuvwxyz0123456789\n"
_FOLDED = bytes(ord(small) if (small := chr(code).lower()) in _KEPT else 32 for code in range(256))
"""For each byte of ASCII its small letter or digit, or the end of a line, and a space for others."""
_LATIN = r"A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_GLUED = re.compile(rf"[^\0-\u058f](?<=[{UNSPACED}])(?:(?<=[{_LATIN}].)|(?=[{_LATIN}]))")
_APART = re.compile(rf"[^\W_{UNSPACED}]+(?:{FILLER}+[^\W_{UNSPACED}]+)*|(?:(?=[{UNSPACED}])[\w{MARKS}])+")
"""A word that ends where the script changes."""


class Words:
    """The words of a text as readers see it, in one pass; the place of a word is looked for when it is asked for.

    That is asked of few words, and takes several times as long as all else.
    """

    def __init__(self, text: str, word: re.Pattern[str] = WORD) -> None:
        self._text, self._word = text, word
        plain = _write_in_ascii(text)
        if plain.isascii():
            rows: list[list[str]] = [line.split() for line in fold_letters(_translate(plain)).split("\n")]
            self.folded: Sequence[str] = list(chain.from_iterable(rows))
        else:
            rows = [word.findall(line) for line in text.split("\n")]
            words = "\0".join(chain.from_iterable(rows)).casefold().replace(FILLER, "")
            self.folded = fold_letters(words).split("\0")
        self._rows = rows

    def at(self, number: int) -> re.Match[str]:
        """Return a word as it stands in the text."""
        row = bisect(self._ends, number)
        if row not in self._found:
            start, end = self._starts[row] + row, self._starts[row + 1] + row
            self._found[row] = list(self._word.finditer(self._text, start, end))
        return self._found[row][number - self._ends[row]]

    @cached_property
    def _found(self) -> dict[int, list[re.Match[str]]]:
        return {}

    @cached_property
    def _ends(self) -> list[int]:
        """The number of the word that comes after each line."""
        return list(accumulate(map(len, self._rows)))

    @cached_property
    def _starts(self) -> list[int]:
        """How many characters there are before each line, but for those between lines."""
        return list(accumulate(map(len, self._text.split("\n")), initial=0))


def read_words(text: str) -> list[Words]:
    """Return the words of a text, and once more those that end where its script changes, if some do."""
    words = [Words(text)]
    return words if text.isascii() or not _GLUED.search(text) else [*words, Words(text, _APART)]


@lru_cache(maxsize=20_000)  # a server asks for each address after each change
def words_of_address(name: str) -> frozenset[str]:
    """Return the words of an address, folded, with the digits at their ends and without."""
    words = {word for text in {name, part_words(name)} for word in Words(text).folded}
    return frozenset(words | {word.strip("0123456789") for word in words})


def part_words(name: str) -> str:
    """Return a name with a space where a capital follows a small letter: `AnaLi` are two words."""
    if name.isascii() and name == name.lower():
        return name
    return _WITHIN_WORD.sub(
        lambda at: " " if name[at.start() - 1].islower() and name[at.start()].isupper() else "", name
    )


def _translate(text: str) -> str:
    return text.encode().translate(_FOLDED).decode()  # as fast as it gets: a search takes three times as long


def _write_in_ascii(text: str) -> str:
    """Return a text with the same words in ASCII, if all of its letters are folded to such."""
    for sign in () if text.isascii() else set(text):
        if not sign.isascii():
            if not (plain := _fold_sign(sign)).isascii():
                return text
            text = text.replace(sign, plain)
    return text


@lru_cache(maxsize=4_096)
def _fold_sign(sign: str) -> str:
    """Return a letter without accents, or what it is if that is no word by itself; a space for a sign between words."""
    if not sign.isalnum():
        return drop_accents(sign) if re.match(MARK, sign) else "" if sign == FILLER else " "
    plain = drop_accents(sign.casefold())
    return plain if plain.isalnum() else sign
