"""Finds which of many texts another text contains, without looking for each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

_LENGTH = 4
"""The characters of a piece: those of a text that occur in few others tell it apart."""


def cut(text: str) -> frozenset[str]:
    """Return all pieces of a text to look for others in it."""
    return frozenset(text[at : at + length] for length in range(1, _LENGTH + 1) for at in range(len(text)))


class Contained:
    """Texts, each found by that piece of it which occurs in the fewest of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Index texts; one that is empty is contained in every other."""
        pieces = {text: set(_pieces(text)) for text in texts}
        frequency = Counter(piece for found in pieces.values() for piece in found)
        self._texts: dict[str, list[str]] = {}
        for text, found in pieces.items():
            self._texts.setdefault(min(found, key=lambda piece: (frequency[piece], piece)), []).append(text)

    def find(self, text: str, pieces: frozenset[str]) -> Iterator[str]:
        """Yield those that a text contains, each once; `pieces` are those that it is cut into."""
        for piece in self._texts.keys() & {"", *pieces}:
            yield from (one for one in self._texts[piece] if one in text)


def _pieces(text: str) -> Iterator[str]:
    return (text[at : at + _LENGTH] for at in range(max(1, len(text) - _LENGTH + 1)))
