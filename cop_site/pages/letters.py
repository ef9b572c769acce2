"""The letters that names and terms are listed by."""

from __future__ import annotations

import unicodedata


def fold_letters(text: str) -> str:
    """Return a key that sorts texts by their letters, whatever their case and marks: `Émile` beside `Emil`."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)


def first_letter(text: str) -> str:
    """Return the letter that a text is listed under, in upper case; `#` for what begins with none."""
    letter = fold_letters(text)[:1].upper()
    return letter if letter.isalpha() else "#"
