"""Character bigrams, for searching text without spaces between words, such as Chinese and Japanese.

Pagefind splits text at spaces and finds words by their prefix. So each pair of neighbouring characters of such text is
indexed as an artificial word. `docs_template/assets/search-index.js` makes the same words from a query; a test holds
that both agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from cop_site.content.gfm import drop_tags
from cop_site.pages.folding import UNSPACED, Folding


def make_words(folding: Folding, *texts: str) -> list[str]:
    """Return the artificial words of all parts of the texts that are written without spaces; HTML tags are ignored."""
    words: dict[str, None] = {}
    for text in texts:
        if UNSPACED.search(text):
            for run in UNSPACED.findall(folding.fold(drop_tags(text))):
                words.update(dict.fromkeys(_pairs(run)))
    return list(words)


def _pairs(run: str) -> Iterable[str]:
    """Yield a word for each pair of characters and one for the last character; no word is a prefix of another.

    They are numbers but for two letters: stemmers do not change such words, and no language has them.
    """
    spelt = [f"{ord(character):06}" for character in run]
    yield from (f"zq{first}{second}" for first, second in pairwise(spelt))
    yield f"zq{spelt[-1]}z"
