"""The words of a text are folded as names are, and each is found where it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from effort import check_growth

from cop_site.model.name_ways import fold_letters
from cop_site.model.words import Words, read_words

LONG = "so we talked, and nobody wrote it down; " * 30
FILLER, ACCENT = "\u00ad", "\u0301"

TEXTS = {
    "plain": ("Ana, Li_x2", ["Ana", "Li", "x2"]),
    "letters": ("Zoë Æsa Straße Ⅳ.", ["Zoë", "Æsa", "Straße", "Ⅳ"]),
    "filler within": (f"A{FILLER}{FILLER}na Li", [f"A{FILLER}{FILLER}na", "Li"]),
    "filler outside": (f"{FILLER}Ana{FILLER} {FILLER} Li{FILLER}.", ["Ana", "Li"]),
    "accent": (f"Zoe{ACCENT}s Jose{ACCENT}{FILLER}, {ACCENT}Li", [f"Zoe{ACCENT}s", f"Jose{ACCENT}", "Li"]),
    "filler and accent": (f"A{FILLER}{ACCENT}na {FILLER}{ACCENT}Li", [f"A{FILLER}{ACCENT}na", "Li"]),
    "dot of Hindi": ("the\u093cse Ana", ["the\u093cse", "Ana"]),
    "other letters": ("Анна\nЛи, 山田", ["Анна", "Ли", "山田"]),
}


@pytest.mark.parametrize("before", ["", LONG, f"{LONG}\n{LONG}"], ids=["alone", "later", "in a later line"])
@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_a_word_is_found_where_it_stands(text: str, expected: list[str], before: str) -> None:
    """With the marks on its letters, and without what nobody sees around it."""
    text, skipped = before + text, len(before.split())
    for words in read_words(text):
        places = [words.at(number) for number in range(len(words.raw))][skipped:]
        assert [text[start:end] for start, end in places] == expected


def test_a_word_is_folded_whatever_stands_beside_it() -> None:
    """Cyrillic letters that look like Latin ones are those in a word with Latin ones, however far apart."""
    word, mixed = "aさо", "zаb"
    assert fold_letters(f"{word} {mixed}").split() == [fold_letters(word), fold_letters(mixed)] == ["aさo", "zab"]


UNSEEN = {
    "fillers within a word": lambda size: f"a{FILLER * size}b",
    "accents and fillers": lambda size: "a" + (FILLER + ACCENT) * size,
    "fillers outside": lambda size: f" {FILLER}" * size,
    "different signs": lambda size: "".join(map(chr, range(0xF0000, 0xF0000 + size))),
}


@pytest.mark.parametrize("make", UNSEEN.values(), ids=UNSEEN)
def test_signs_between_words_take_time_by_their_number(make: Callable[[int], str]) -> None:
    """Whether nobody sees them, or each is another one."""
    assert check_growth(lambda size: Words(make(size)).raw, 30_000) < 1
