"""Splits texts and addresses into words, folded as names are, and finds where a word of a text stands."""

from __future__ import annotations

import re
from bisect import bisect
from functools import cached_property, lru_cache
from itertools import accumulate, chain, pairwise

from cop_site.model.name_ways import drop_accents, fold_letters
from cop_site.model.person_names import WORD
from cop_site.model.spelling.seen import FILLER, list_signs
from cop_site.wording.marks import MARK, MARKS
from cop_site.wording.note_words import UNSPACED

_WITHIN_WORD = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
_SPACED = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in range(256))
"""For each byte of ASCII itself, if it is a letter or a digit, and else a space."""
_SPACED_WORD = re.compile("[^ ]+")
_AT = re.compile(rf"@[@{FILLER}]*+")
_UNSEEN = f"[{FILLER}{MARKS}]"
_OUTSIDE = re.compile(
    rf"{_UNSEEN}(?:(?<![^\W_].)(?<!{_UNSEEN}.){_UNSEEN}*+|(?<={FILLER})(?<!{FILLER}.){FILLER}*+(?![^\W_]|{_UNSEEN}))",
    re.DOTALL,
)
"""Fillers and marks that belong to no word, as `WORD` has it."""
_LENGTH = 200
"""Characters among which a word is counted out."""
_FEW = 100
"""Signs that are replaced faster one by one."""
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
        self._spaced = _space_out(text)
        if self._spaced is None:
            self._starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
            self._rows: list[list[str]] = [word.findall(line) for line in text.split("\n")]
        else:
            self._starts = _cut(self._spaced)
            self._rows = [self._spaced[start:end].split() for start, end in pairwise(self._starts)]
        self.raw = list(chain.from_iterable(self._rows))
        """The words as they stand in the text, perhaps without their accents; `fold_word` does the rest."""

    @property
    def is_ascii(self) -> bool:
        """Return whether all letters are folded to ASCII."""
        return self._spaced is not None

    @cached_property
    def folded(self) -> list[str]:
        """The words as `fold_word` gives them."""
        return fold_word("\0".join(self.raw)).split("\0") if self.raw else []

    def at(self, number: int) -> tuple[int, int]:
        """Return where a word starts and ends in the text."""
        row = bisect(self._counts, number) - 1
        start, end, number = self._starts[row], self._starts[row + 1], number - self._counts[row]
        if self._spaced is None:
            if row not in self._found:
                self._found[row] = [match.span() for match in self._word.finditer(self._text, start, end)]
            return self._found[row][number]
        rest = self._spaced[start:end].split(None, number)[-1]
        return end - len(rest), end - len(rest) + len(rest.split(None, 1)[0])

    def list_handles(self) -> set[str]:
        """Return the raw words that stand after an `@`."""
        text, word = (self._text, self._word) if self._spaced is None else (self._spaced, _SPACED_WORD)
        ends = [match.end() for match in _AT.finditer(self._text)] if "@" in self._text else []
        return {found[0] for end in ends if (found := word.match(text, end))}

    @cached_property
    def _found(self) -> dict[int, list[tuple[int, int]]]:
        return {}

    @cached_property
    def _counts(self) -> list[int]:
        """How many words there are before each row."""
        return list(accumulate(map(len, self._rows), initial=0))


def fold_word(raw: str) -> str:
    """Return a word of a text, folded."""
    return fold_letters(raw.casefold().replace(FILLER, ""))


def read_words(text: str) -> list[Words]:
    """Return the words of a text, and once more those that end where its script changes, if some do."""
    words = Words(text)
    return [words] if words.is_ascii or not _GLUED.search(text) else [words, Words(text, _APART)]


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


def _space_out(text: str) -> str | None:
    """Return a text of the same length with spaces between its words, if all of its letters are folded to ASCII.

    A letter that is folded to one of ASCII is that one; one that is folded to several is left. A mark within a word is
    a filler.
    """
    if not text.isascii():
        one, none = {}, {}
        for sign in list_signs(text):
            plain = _fold_sign(sign)
            if not plain.isascii():
                return None
            if len(plain) == 1:
                one[sign] = plain.lower() if sign.islower() else plain.upper()
            elif not plain:
                none[sign] = FILLER
        text = _replace(text, one)
        if none:
            text = _replace(_OUTSIDE.sub(lambda unseen: " " * len(unseen[0]), text), none)
    return text.encode().translate(_SPACED).decode()  # as fast as it gets: a search takes three times as long


def _replace(text: str, signs: dict[str, str]) -> str:
    """Return a text with other signs for some."""
    if len(signs) > _FEW:
        return text.translate({ord(sign): other for sign, other in signs.items()})
    for sign, other in signs.items():
        text = text.replace(sign, other)
    return text


def _cut(spaced: str) -> list[int]:
    """Return where parts of a text start that divide no word, and where the last ends."""
    starts = [0]
    while (space := spaced.find(" ", starts[-1] + _LENGTH)) > 0:
        starts.append(space)
    return [*starts, len(spaced)]


@lru_cache(maxsize=4_096)
def _fold_sign(sign: str) -> str:
    """Return a letter without accents, or what it is if that is no word by itself; a space for a sign between words."""
    if not sign.isalnum():
        return drop_accents(sign) if re.match(MARK, sign) else "" if sign == FILLER else " "
    plain = drop_accents(sign.casefold())
    return plain if plain.isalnum() else sign
