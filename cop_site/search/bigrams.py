"""Character bigrams, for searching text without spaces between words, such as Chinese and Japanese.

Pagefind splits text at spaces and finds words by their prefix. So each pair of neighbouring characters of such text is
indexed as an artificial word. `docs_template/assets/search-words.js` makes the same words from a query; a test holds
that both agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from unicodedata import normalize

from cop_site.content.gfm import drop_tags

# Thai, Lao, Burmese and Khmer; Chinese and Japanese characters; rarer Chinese characters.
_RUN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]+"
)
# Without vowels: stemmers do not change such words, and no language has them.
_LETTERS = "bcdfghjklmnpqrtv"


def make_words(*texts: str) -> list[str]:
    """Return the artificial words of all parts of the texts that are written without spaces; HTML tags are ignored."""
    words: dict[str, None] = {}
    for text in texts:
        if _RUN.search(text):
            for run in _RUN.findall(normalize("NFKC", drop_tags(text))):
                words.update(dict.fromkeys(_pairs(run)))
    return list(words)


def _pairs(run: str) -> Iterable[str]:
    """Yield a word for each pair of characters and one for the last character; no word is a prefix of another."""
    spelt = [_spell(character) for character in run]
    yield from (f"zq{first}{second}" for first, second in pairwise(spelt))
    yield f"zq{spelt[-1]}{'z' * 5}"


def _spell(character: str) -> str:
    """Return five letters that stand for a character."""
    number = ord(character)
    return "".join(_LETTERS[number >> shift & 15] for shift in (16, 12, 8, 4, 0))
