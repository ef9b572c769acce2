"""The letters that names and terms are listed by."""

from __future__ import annotations

import unicodedata

from cop_site.wording.direction import runs_both_ways
from cop_site.wording.letters import first


def fold_letters(text: str) -> str:
    """Return a key that sorts texts by their letters, whatever their case and marks: `Émile` beside `Emil`.

    The article `ال`, with which most Arabic words in a list would begin, does not count.
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare.removeprefix("ال") or bare)


def first_letter(text: str) -> str:
    """Return the letter that a text is listed under, in upper case; `#` for what begins with none."""
    letter = fold_letters(text)[:1].upper()
    return letter if letter.isalpha() else "#"


def initials_of(name: str) -> str:
    """Return the initials of a name: the letters that its first and its last word begin with, without the article `ال`.

    Arabic letters do not join, or they would be a word.
    """
    words = [word for word in name.split() if word[:1].isalpha()] or [name]
    chosen = words[:1] if len(words) == 1 else (words[0], words[-1])
    letters = (first(word.removeprefix("ال") or word) for word in chosen)
    return ("\u200c" if runs_both_ways(name, "ltr") else "").join(letters).upper()
