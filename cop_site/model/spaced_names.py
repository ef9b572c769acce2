"""Finds names whose words stand apart, in each of the ways in which texts write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from itertools import chain, pairwise, product
from typing import NamedTuple

from cop_site.model.name_ways import MOST_WORDS_WITH_ENDINGS, Way, fold_letters, list_stems, list_ways, stem_way
from cop_site.model.spelling.seen import FILLER
from cop_site.model.words import Words, fold_word
from cop_site.wording.marks import MARKS

MOST_WORDS = 8
"""Names of more words are not looked for in texts."""
_BETWEEN = re.compile(r"[\s*_~.\\·'’:/|>\[\]()-]{1,12}")
"""What may stand between the words of a name: `Ana Li`, `ana-li`, `Ana **Li**`."""
_COMMA_OR_BETWEEN = re.compile(rf"\s*,\s*|{_BETWEEN.pattern}")
_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_]\.")
_BEGINNING = 3
"""Letters of a word that show whether it may be one of a name, whatever its ending."""
_MOST_UNWANTED = 100_000
"""Words that are remembered, of as many texts as there may be."""
_fold = lru_cache(maxsize=50_000)(fold_word)
_AFTER_SMALL = re.compile(rf"(?:[^\W\d_A-Z]|[{MARKS}])[,;]?\s\Z")
"""The end of a text after which a capital letter begins no sentence."""


class _Beginning(NamedTuple):
    """What a word of a text may be of a name."""

    slug: str
    """Whose name of one word it is, if any's."""
    seconds: Set[str]
    """The beginnings of the second words, for those that begin as it does."""
    lengths: Sequence[int]
    """How many words there are in such a name."""


class SpacedNames:
    """Those of some names that are not too long, each with the slug of whose it is."""

    def __init__(self, names: Mapping[str, str], shown: Collection[str], *, any_word: bool) -> None:
        """Take folded names, and those of people who are shown, without accents.

        With `any_word`, a name of one word counts wherever it stands.
        """
        self._any_word = any_word
        self._shown = shown
        self._ones = {folded: slug for name, slug in names.items() if "-" not in (folded := fold_letters(name))}
        self._unwanted: set[str] = set()
        """Raw words of texts that are no name and begin none, as nearly all are."""
        self._ways: dict[str, dict[Way, Way]] = {}
        """The ways to write each name of several words, by their stems; the first that several people share."""
        self._heads: set[tuple[str, str]] = set()
        """The beginnings of the first two words of each way without initials."""
        self._heads_with_initials: set[tuple[str, str]] = set()
        self._seconds: dict[str, set[str]] = {}  # for the beginning of the first word of a way, those of its second
        self._stems: set[str] = set()
        self._lengths: dict[str, set[int]] = {}
        """How many words there are in the ways that begin with a stem."""
        self._lengths_of_small: dict[str, set[int]] = {}
        """The same for each first word that may be written small: it is no initial, and has no other ending."""
        for name, slug in names.items():
            for way in list_ways(name, slug) if 0 < name.count("-") < MOST_WORDS else ():
                if way.is_whole or "-".join(way.words) not in shown:
                    self._add(way)

    def _add(self, way: Way) -> None:
        key = stem_way(way.words)
        self._ways.setdefault(key, {}).setdefault(way._replace(slug=""), way)
        heads = self._heads if way.is_whole or len(min(way.words, key=len)) > 1 else self._heads_with_initials
        first, second = (word[:_BEGINNING] for word in way.words[:2])
        heads.add((first, second))
        self._seconds.setdefault(first, set()).add(second)
        self._stems.update(key.split("-"))
        self._lengths.setdefault(key.partition("-")[0], set()).add(len(way.words))
        if way.is_whole or len(way.words[0]) > 1:
            self._lengths_of_small.setdefault(way.words[0], set()).add(len(way.words))

    @cached_property
    def written(self) -> set[str]:
        """The ways without their endings."""
        return {"-".join(way.words) for ways in self._ways.values() for way in ways}

    @cached_property
    def sets(self) -> set[frozenset[str]]:
        """The words of each way without initials."""
        ways = (way for ways in self._ways.values() for way in ways)
        return {frozenset(way.words) for way in ways if way.is_whole or all(len(word) > 1 for word in way.words)}

    def may_be_in(self, text: str, words: Sequence[Sequence[str]]) -> bool:
        """Return whether a text of some folded words may hold a name: a prefilter."""
        if not self._ones.keys().isdisjoint(chain(*words)):
            return True
        heads = {*chain(*map(_list_heads, words))}
        has_initial = not self._heads_with_initials.isdisjoint(heads) and _INITIAL.search(text)
        return bool(has_initial) or not self._heads.isdisjoint(heads)

    def find(self, text: str, words: Words) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and slug of each name in a text as readers see it, also of those within another."""
        raw, unwanted = words.raw, self._unwanted
        numbers = [number for number, word in enumerate(raw) if word not in unwanted]
        wanted = self._list_wanted({raw[number] for number in numbers}) if numbers else {}
        if not wanted:
            return
        handles = wanted.keys() if self._any_word else words.list_handles()
        ones = {word for word, begun in wanted.items() if begun.slug and (word in handles or not word[0].islower())}
        for number in [number for number in numbers if raw[number] in ones]:
            start, end = words.at(number)
            if self._any_word or _is_name(text, start):
                yield start, end, wanted[raw[number]].slug
        seconds = {word: begun.seconds for word, begun in wanted.items() if begun.seconds}
        numbers = [number for number in numbers if raw[number] in seconds and number + 1 < len(raw)]
        for number in [at for at in numbers if _fold(raw[at + 1])[:_BEGINNING] in seconds[raw[at]]]:
            for length in wanted[raw[number]].lengths:
                some = tuple(map(_fold, raw[number : number + length]))
                ways = self._ways_of(some)
                place = [words.at(at) for at in range(number, number + len(some))] if ways else []
                if slug := next((way.slug for way in ways if _is_written(text, place, some, way)), ""):
                    yield place[0][0], place[-1][1], slug

    def _list_wanted(self, words: set[str]) -> dict[str, _Beginning]:
        """Return those of some raw words that are a name or may begin one, and remember the others."""
        wanted = {word: begun for word in words if any(begun := self._begin(word))}
        if len(self._unwanted) < _MOST_UNWANTED:
            self._unwanted |= words - wanted.keys()
        return wanted

    @cached_property
    def _begin(self) -> Callable[[str], _Beginning]:
        return lru_cache(maxsize=20_000)(self._find_beginning)

    def _find_beginning(self, raw: str) -> _Beginning:
        word = fold_word(raw)
        lengths: set[int] = set()
        if (seconds := self._seconds.get(word[:_BEGINNING])) and raw[0].islower():
            lengths = self._lengths_of_small.get(word, lengths)
        elif seconds:
            lengths = {length for stem in list_stems(word) for length in self._lengths.get(stem, ())}
        return _Beginning(self._ones.get(word, ""), seconds if seconds and lengths else frozenset(), tuple(lengths))

    @cached_property
    def _ways_of(self) -> Callable[[tuple[str, ...]], list[Way]]:
        return lru_cache(maxsize=20_000)(self._find_ways)

    def _find_ways(self, words: tuple[str, ...]) -> list[Way]:
        """Return the ways that some words may be, those first that have no other endings."""
        stems = ([stem for stem in list_stems(word) if stem in self._stems] for word in words)
        keys = product(*stems) if len(words) <= MOST_WORDS_WITH_ENDINGS else (words,)
        ways = [way for key in keys for way in self._ways.get("-".join(key), {}).values()]
        is_shown = ways and ways[0].words != words and "-".join(words) in self._shown
        return [] if is_shown else sorted(ways, key=lambda way: way.words != words)


def _list_heads(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Return the beginnings of each two words that follow each other."""
    return pairwise([word[:_BEGINNING] for word in words])


def _is_written(text: str, found: Sequence[tuple[int, int]], words: tuple[str, ...], way: Way) -> bool:
    """Return whether some words of a text are a name that is written so."""
    has_ending = way.words != words
    for (start, end), word in zip(found, way.words, strict=True):
        is_initial = len(word) == 1 and not way.is_whole
        if (is_initial or has_ending) and text[start].islower():
            return False
        if is_initial and text[end : end + 1] != ".":
            return False
    gaps = (text[end:start].replace(FILLER, "") for (_, end), (start, _) in pairwise(found))
    between = _COMMA_OR_BETWEEN if way.is_reversed else _BETWEEN
    return all(map(between.fullmatch, gaps))


def _is_name(text: str, start: int) -> bool:
    """Return whether a word that is a name as a whole is one where it starts."""
    if text[start].isupper() and _AFTER_SMALL.search(text[max(0, start - 3) : start]):
        return True
    return length_of_at(text, start) > 0


def length_of_at(text: str, start: int) -> int:
    """Return how many signs before a word make it a handle."""
    if not text.endswith(("@", FILLER), 0, start):
        return 0
    before = text[max(start - 16, 0) : start]
    signs = before[len(before.rstrip(f"@{FILLER}")) :]
    return len(signs.lstrip(FILLER))
