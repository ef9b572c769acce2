"""Makes text findable that is written without spaces between its words, such as Chinese and Japanese.

Pagefind takes whatever stands between two spaces for a word, and finds words by their beginnings. So every two
neighbouring characters of such text become a word of our own making. `docs_template/assets/search-words.js` makes the
same words of what a reader types; the two have to stay alike.
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
# No vowels: stemmers leave such words alone, and nobody writes them.
_LETTERS = "bcdfghjklmnpqrtv"


def make_words(*texts: str) -> list[str]:
    """The made-up words for all of some texts that is written without spaces; tags in them do not count."""
    words: dict[str, None] = {}
    for text in texts:
        if _RUN.search(text):
            for run in _RUN.findall(normalize("NFKC", drop_tags(text))):
                words.update(dict.fromkeys(_pairs(run)))
    return list(words)


def _pairs(run: str) -> Iterable[str]:
    """A word for each pair of characters, and one that begins with the last character; none begins another."""
    spelt = [_spell(character) for character in run]
    yield from (f"zq{first}{second}" for first, second in pairwise(spelt))
    yield f"zq{spelt[-1]}{'z' * 5}"


def _spell(character: str) -> str:
    """Five letters for a character."""
    number = ord(character)
    return "".join(_LETTERS[number >> shift & 15] for shift in (16, 12, 8, 4, 0))
