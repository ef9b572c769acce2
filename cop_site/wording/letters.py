"""Letters as readers see them: what belongs to one is never cut off from it."""

from __future__ import annotations

from unicodedata import category

_JOINER = "\u200d"
_TONES = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
_HANGUL = range(0x1160, 0x1200)
"""Vowels and final consonants that stand after the letter that they are a part of."""


def begins_letter(text: str, at: int) -> bool:
    """Return whether a letter begins at a place in a text: no mark, joined sign, or second half of a flag."""
    if not 0 < at < len(text):
        return True
    before, here = text[at - 1], text[at]
    if category(here) in ("Mn", "Me", "Mc") or _JOINER in (before, here) or here == "\u200c":
        return False
    if ord(here) in _TONES or ord(here) in _HANGUL:
        return False
    flags = len(text[:at]) - len(text[:at].rstrip("".join(map(chr, _FLAGS)))) if ord(here) in _FLAGS else 0
    return flags % 2 == 0


def cut(text: str, length: int) -> str:
    """Return the beginning of a text, of at most so many characters, without a part of a letter at its end."""
    end = max(length, 0)
    while not begins_letter(text, end):
        end -= 1
    return text[:end]


def first(text: str) -> str:
    """Return the first letter of a text."""
    return next((text[:end] for end in range(1, len(text)) if begins_letter(text, end)), text)
