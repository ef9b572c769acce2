"""When two spellings mean the same, and what somebody may have meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

_WORD = re.compile(r"\w+(?:\+\+|#|\+(?!\w))?")
"""A word; `C++` and `C#` are other words than `C`."""
_SURE = 0.8
"""Likeness from which two names are taken for one though they begin differently."""


Fold = Callable[[str], str]
"""Gives spellings of one name the same key."""


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Return a key that is the same for spellings that differ only in case, hyphens, accents' encoding and plural.

    The plural is that of English. Signs without a word, such as an emoji, are their own key.
    """
    return "-".join(_singular(word) for word in _split(name))


@lru_cache(maxsize=20_000)
def fold_without_plural(name: str) -> str:
    """Return the same key, but for the plural: in many languages an `s` makes another word (`Kur`, `Kurs`)."""
    return "-".join(_split(name))


def choose_fold(language: str) -> Fold:
    """Return what folds names in a language, by its tag, such as `de` or `pt-BR`."""
    return fold if re.split("[-_]", language.casefold())[0] == "en" else fold_without_plural


def closest(name: str, known: Iterable[str]) -> str:
    """The known name that `name` most likely misspells; empty when none is near."""
    by_fold = {candidate.casefold(): candidate for candidate in known}
    written = name.casefold()
    for match in get_close_matches(written, by_fold, n=3, cutoff=0.75):
        # Who misspells a word gets its first letter right; 'captions' is as near to 'location' as 'form' to 'from'.
        if match[:1] == written[:1] or SequenceMatcher(None, match, written).ratio() >= _SURE:
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
