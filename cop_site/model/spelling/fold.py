"""When two spellings mean the same, and what somebody may have meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

_WORD = re.compile(r"\w+(?:\+\+|#)?")
"""A word; `C++` and `C#` are other words than `C`."""
_SURE = 0.8
"""Likeness from which two names are taken for one though they begin differently."""


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A key that is the same for spellings that differ only in case, hyphens, accents' encoding and plural."""
    words = _WORD.findall(unicodedata.normalize("NFKC", name).casefold().replace("_", " "))
    return "-".join(_singular(word) for word in words)


def closest(name: str, known: Iterable[str]) -> str:
    """The known name that `name` most likely misspells; empty when none is near."""
    by_fold = {candidate.casefold(): candidate for candidate in known}
    written = name.casefold()
    for match in get_close_matches(written, by_fold, n=3, cutoff=0.75):
        # Who misspells a word gets its first letter right; 'captions' is as near to 'location' as 'form' to 'from'.
        if match[:1] == written[:1] or SequenceMatcher(None, match, written).ratio() >= _SURE:
            return by_fold[match]
    return ""


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
