"""Folds spellings of a name, and finds the name most similar to another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from cop_site.wording.language_tag import primary_language
from cop_site.wording.marks import MARKS

_WORD = re.compile(rf"\w[\w{MARKS}]*(?:\+\+|#|\+(?!\w))?")
"""A word; `C++` and `C#` are other words than `C`."""
_SIMILAR = 0.8
"""The least similarity of names that begin with different letters."""


Fold = Callable[[str], str]
"""Gives spellings of one name the same key."""


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Return a key that is the same for spellings that differ only in case, hyphens, Unicode form and plural.

    The plural is that of English. Signs without a word, such as an emoji, are their own key.
    """
    return "-".join(_singular(word) for word in _split(name))


@lru_cache(maxsize=20_000)
def fold_without_plural(name: str) -> str:
    """Return the same key, but for the plural: in many languages an `s` makes another word (`Kur`, `Kurs`)."""
    return "-".join(_split(name))


def choose_fold(language: str) -> Fold:
    """Return what folds names in a language, by its tag, such as `de` or `pt-BR`."""
    return fold if primary_language(language) == "en" else fold_without_plural


def closest(name: str, known: Iterable[str]) -> str:
    """Return the most similar known name; empty for none."""
    by_fold = {candidate.casefold(): candidate for candidate in known}
    folded = name.casefold()
    for match in get_close_matches(folded, by_fold, n=3, cutoff=0.75):
        # Typos rarely change the first letter, and 'captions' is as similar to 'location' as 'form' is to 'from'.
        if match[:1] == folded[:1] or SequenceMatcher(None, match, folded).ratio() >= _SIMILAR:
            return by_fold[match]
    return ""


def _split(name: str) -> list[str]:
    text = unicodedata.normalize("NFKC", name).casefold().replace("_", " ")
    return _WORD.findall(text) or text.split()


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
