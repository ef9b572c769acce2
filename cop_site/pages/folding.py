"""Spells words as the search compares them: without accents, capitals and letters that only some keyboards have.

`docs_template/assets/text.js` does the same with what readers type: what the languages of a site need is written into
it. A test holds that both agree.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from typing import Literal

from cop_site.content.gfm import drop_tags

LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
"""Letters that Unicode does not take apart into a letter and an accent, in any language."""


def _pair(pairs: str) -> dict[str, str]:
    """Return letters that stand one after the other as what is written for what."""
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


_KATAKANA = {chr(number): chr(number - 0x60) for number in range(ord("ァ"), ord("ヶ") + 1)}
_SMALL = _pair("ぁあぃいぅうぇえぉおゕかゖけ")
_ARABIC = _pair("ىيةهکكیي٠0١1٢2٣3٤4٥5٦6٧7٨8٩9۰0۱1۲2۳3۴4۵5۶6۷7۸8۹9") | {"ء": "", "ـ": ""}
_OF_LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "ar": _ARABIC,
    "fa": _ARABIC,
    "ja": {
        **_KATAKANA,
        **{letter: _SMALL[small] for letter, small in _KATAKANA.items() if small in _SMALL},
        **_SMALL,
        **_pair("澤沢齋斉齊斉斎斉髙高﨑崎邊辺邉辺"),
        "・": "",
    },
    "ur": _ARABIC,
}
"""The same by language: kana are hiragana, and names are spelt with the characters that are in common use."""
_DROPPED = {
    "ar": r"(?<![\u0620-\u06d3])[وف]?(?:[بك]?ال|لل)(?=[\u0620-\u06d3]{3})",
    "de": r"(?<=[ao]|(?<![aeq])u)e",
    "fr": r"(?<![a-zæœ])(?:[cdjlmnst]|(?:jus|lors|puis|quois?)?qu)['’](?=\S)",
    "es": r"(?<=[a-z]{5}[aiu])cion(?:es)?(?![a-z])",
    "ja": r"(?<=[ァ-ヶ\u3099\u309a])ー(?![ァ-ヶー])",
    "pt": r"(?<=[a-z]{5}[aiu])c(?:ao|oes)(?![a-z])",
}
"""What is left out, by language, of letters in lower case that are taken apart; Python and JavaScript read it alike. It
is the Arabic article with what is written before it, the e of an umlaut that is spelt with two letters, a French word
that an apostrophe has shortened, the long vowel at the end of a Japanese word, and endings of Spanish and Portuguese
that stemmers know by their accents alone, which Pagefind takes away before."""
_SIGNS_OF_LETTERS = frozenset(("mn", "mc", "me", "cf"))
"""The categories of accents, and of signs that say how letters are joined."""
_KEPT = re.compile("[\u0e00-\u17ff\u3099\u309a]")
"""Marks that are no accents: vowels and tones of Thai and its neighbours, and what makes another kana."""
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u9fff"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]+"
)
"""Text without spaces between its words: Thai and its neighbours, Chinese and Japanese; also what folding changes."""
_SCRIPT_LETTERS = f"const LETTERS = {{ {', '.join(f'{one}: {json.dumps(other)}' for one, other in LETTERS.items())} }};"
_SCRIPT_LOWER = ".toLowerCase();"
"""What is replaced in `text.js`, and what more is to be left out after."""
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W_]+")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]+")
_BETWEEN = re.compile(r"[^\w'’]+")
_MIN_TAIL = 3
"""How many letters after an apostrophe are a word."""
_SIGNED = re.compile(r"(?<![\w+#])([A-Za-z]{1,3})(\+\+|#)(?![\w+#])")
_SINGLE = re.compile(r"(?<![\w'’.&-])([A-Z])(?![\w'’&+#]|\.\w)")
_SIGNS = {"#": "qsharp", "++": "qplus"}


@dataclass(frozen=True, slots=True)
class Folding:
    """How words are compared in some languages."""

    languages: tuple[str, ...]
    """Language codes without a region, in alphabetical order; only those that need more than all others."""

    @property
    def letters(self) -> dict[str, str]:
        """What is written for a letter."""
        letters = dict(LETTERS)
        for code in self.languages:
            letters |= _OF_LANGUAGES.get(code, {})
        return letters

    @property
    def dropped(self) -> str:
        """A pattern for what is left out besides accents; empty where nothing is."""
        return "|".join(_DROPPED[code] for code in self.languages if code in _DROPPED)

    def fill(self, script: str) -> str:
        """Return `text.js` with what these languages need."""
        if not self.languages or _SCRIPT_LETTERS not in script:
            return script
        letters = json.dumps(self.letters, ensure_ascii=False, separators=(",", ":"))
        script = script.replace(_SCRIPT_LETTERS, f"const LETTERS = {letters};")
        return script.replace(_SCRIPT_LOWER, f'.toLowerCase().replace(/{self.dropped or "[]"}/gu, "");')

    def fold(self, text: str) -> str:
        """Return a text without accents and capitals; its length may change."""
        table, dropped = _compile(self)
        text = _FOREIGN.sub(lambda run: _without_marks(run[0]), text).lower()
        if dropped:
            text = dropped.sub("", text)
        return text if text.isascii() else unicodedata.normalize("NFC", text.translate(table))

    def find_words(self, text: str) -> list[str]:
        """Return the folded words of a text, in order."""
        return _WORD.findall(self.fold(text))

    def spell_out(self, *texts: str) -> list[str]:
        """Return words that Pagefind would not find as readers type them, each once: `großmann`, `C#`, `R`.

        A letter that stands alone, and one with a sign, become artificial words. HTML tags are ignored.
        """
        words: dict[str, None] = {}
        for text in texts:
            plain = unescape(drop_tags(text, " ")) if "<" in text or "&" in text else text
            foreign = [] if plain.isascii() else [token for token in plain.split() if not token.isascii()]
            words.update((word, None) for token in foreign for word in _spell(token, self))
            words.update((f"zqs{letters.lower()}{_SIGNS[sign]}", None) for letters, sign in _SIGNED.findall(plain))
            words.update((f"zqs{letter.lower()}qone", None) for letter in _SINGLE.findall(plain))
        return list(words)


def choose_folding(languages: Iterable[str]) -> Folding:
    """Return how words are compared on a site with notes in some languages, by their codes without regions."""
    return Folding(tuple(sorted({*languages} & (_OF_LANGUAGES.keys() | _DROPPED.keys()))))


@cache
def _compile(folding: Folding) -> tuple[dict[int, str], re.Pattern[str] | None]:
    return str.maketrans(folding.letters), re.compile(folding.dropped) if folding.dropped else None


@lru_cache(maxsize=50_000)  # notes repeat most of their words
def _spell(token: str, folding: Folding) -> tuple[str, ...]:
    """Return the words of what stands between two spaces, without those that Pagefind makes of it."""
    plain = "".join(_take_apart("NFD", token)).lower()
    known = {_join(plain), *map(_join, _PUNCTUATION.split(plain))}
    parts = _BETWEEN.split(UNSPACED.sub(" ", folding.fold(token)))
    return tuple(word for part in parts if (word := _shorten(part)) not in known and len(word) > 1)


def _shorten(part: str) -> str:
    """Return what follows an apostrophe, if that is a word; else both as one."""
    tail = re.split("['’]", part)[-1]
    return tail if len(tail) >= _MIN_TAIL else _join(part)


def _join(text: str) -> str:
    return "".join(_WORD.findall(text))


@lru_cache(maxsize=10_000)  # the same punctuation and letters occur again and again
def _without_marks(text: str) -> str:
    return "".join(_take_apart("NFKD", text))


def _take_apart(form: Literal["NFD", "NFKD"], text: str) -> Iterator[str]:
    """Yield the characters of a text without signs of letters."""
    for character in unicodedata.normalize(form, text):
        if unicodedata.category(character).lower() not in _SIGNS_OF_LETTERS or _KEPT.match(character):
            yield character
