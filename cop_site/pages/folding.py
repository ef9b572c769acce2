"""Spells words as the search compares them: without accents, capitals and letters that only some keyboards have.

`docs_template/assets/search-words.js` does the same with what readers type; a test holds that both agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from cop_site.content.gfm import drop_tags

LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
"""Letters that Unicode does not take apart into a letter and an accent."""
_TABLE = str.maketrans(LETTERS)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD, _ANY_WORD = re.compile(r"[^\W_]+"), re.compile(r"\w+")
_CAPITALS = "ẞÆŒØŁĐÐÞĦ"
_SPECIAL = re.compile(f"[{''.join(LETTERS)}{_CAPITALS}]")
_SIGNED = re.compile(r"(?<![\w+#])([A-Za-z]{1,3})(\+\+|#)(?![\w+#])")
_SINGLE = re.compile(r"(?<![\w'’.&-])([A-Z])(?![\w'’&+#]|\.\w)")
_SIGNS = {"#": "qsharp", "++": "qplus"}


def fold(text: str) -> str:
    """Return a text without accents and capitals; its length may change."""
    return _FOREIGN.sub(lambda run: _without_marks(run[0]), text).lower().translate(_TABLE)


def find_words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return _WORD.findall(fold(text))


def spell_out(texts: Iterable[str]) -> list[str]:
    """Return words that Pagefind would not find as readers type them, each once: `großmann`, `C#`, `R`.

    A letter that stands alone, and one with a sign, become artificial words. HTML tags are ignored.
    """
    words: dict[str, None] = {}
    for text in texts:
        plain = unescape(drop_tags(text, " ")) if "<" in text or "&" in text else text
        if _SPECIAL.search(plain):
            words.update(dict.fromkeys(fold(word) for word in _ANY_WORD.findall(plain) if _SPECIAL.search(word)))
        words.update(dict.fromkeys(f"zqs{letters.lower()}{_SIGNS[sign]}" for letters, sign in _SIGNED.findall(plain)))
        words.update(dict.fromkeys(f"zqs{letter.lower()}qone" for letter in _SINGLE.findall(plain)))
    return list(words)


@lru_cache(maxsize=10_000)  # the same punctuation and letters occur again and again
def _without_marks(text: str) -> str:
    characters = unicodedata.normalize("NFD", text)
    return "".join(one for one in characters if not unicodedata.category(one).startswith("M"))
