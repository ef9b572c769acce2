"""Distinguishes typos, which are safe to fix, from names that are only similar."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cop_site.model.spelling.fold import fold

_DIGITS = re.compile(r"\d+")
_SHORTEST = 6
"""The least length of a name with a typo: in shorter words, one letter makes another word."""
_SHORTEST_OF_FEW = 4
_LONG = 10
"""From this length on, a wrong letter hardly makes another word."""
"""The same where there are only a few fixed words."""


def is_typo(raw: str, suggestion: str) -> bool:
    """Return whether two names differ in case, hyphens or plural only, or by one letter missing, added or swapped.

    Another letter makes another word too often (`hosting`, `costing`), and another digit makes another day.
    """
    if fold(raw) == fold(suggestion) != "":
        return True
    one, other = raw.casefold(), suggestion.casefold()
    if min(len(one), len(other)) < _SHORTEST:
        return False
    return _begin_alike(one, other) and (_lacks_one(one, other) or _lacks_one(other, one) or _is_swapped(one, other))


def is_typo_of_few(raw: str, suggestion: str) -> bool:
    """Return whether a value is a typo of one of a few fixed words, where a wrong letter and short words are safe."""
    one, other = raw.casefold(), suggestion.casefold()
    if is_typo(raw, suggestion):
        return True
    if min(len(one), len(other)) < _SHORTEST_OF_FEW or not _begin_alike(one, other):
        return False
    wrong = sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 2
    return wrong == 1 or _lacks_one(one, other) or _lacks_one(other, one) or _is_swapped(one, other)


def is_likely_typo(raw: str, suggestion: str, shortest: int) -> bool:
    """Return whether a folded name is most likely a typo of another one that is much better known.

    All words but one are the same. That one has two letters swapped; or, if neither form is shorter than `shortest`, a
    letter missing or too many; or, in a long word, a wrong letter. A word that differs in its first or last letter is
    another word, or another form of it (`manage`, `manager`).
    """
    words, others = raw.split("-"), suggestion.split("-")
    if len(words) != len(others):
        return min(len(raw), len(suggestion)) >= shortest and raw.replace("-", "") == suggestion.replace("-", "")
    differing = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    one, other = differing[0]
    length = min(len(one), len(other))
    if length < _SHORTEST or not _begin_alike(one, other):
        return False
    if _is_swapped(one, other):
        return True
    if one[-1] != other[-1] or length < shortest:
        return False
    wrong = sum(a != b for a, b in zip(one, other, strict=False)) if len(one) == len(other) else 2
    return _lacks_one(one, other) or _lacks_one(other, one) or (wrong == 1 and length >= _LONG)


def is_only_typo(raw: str, suggestion: str, known: Iterable[str]) -> bool:
    """Return whether a name is a typo of the suggestion and of no other known name."""
    if not is_typo(raw, suggestion):
        return False
    return not any(fold(other) != fold(suggestion) and is_typo(raw, other) for other in known)


def _begin_alike(one: str, other: str) -> bool:
    return one[:1] == other[:1] and _DIGITS.findall(one) == _DIGITS.findall(other)


def _lacks_one(short: str, long: str) -> bool:
    """Return whether a text is the other one without one of its letters."""
    if len(long) - len(short) != 1:
        return False
    same = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return short[same:] == long[same + 1 :]


def _is_swapped(one: str, other: str) -> bool:
    """Return whether two texts differ in the order of two neighbouring letters only."""
    if len(one) != len(other):
        return False
    wrong = [n for n, letter in enumerate(one) if letter != other[n]]
    if len(wrong) != 2 or wrong[1] != wrong[0] + 1:
        return False
    first, second = wrong
    return one[first] == other[second] and one[second] == other[first]
