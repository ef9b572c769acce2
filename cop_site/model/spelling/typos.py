"""Tells a slip of the pen, which can have meant one thing only, from a name that is merely like another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cop_site.model.spelling.fold import fold

_DIGITS = re.compile(r"\d+")
_SHORTEST = 6
"""Shorter words lie too close together: one letter makes another word of them."""
_SHORTEST_OF_FEW = 4
_LONG = 10
"""From this length on, one wrong letter hardly makes another word."""


def is_typo(written: str, meant: str) -> bool:
    """Whether two names differ in case, hyphens or plural only, or by one letter missing, too many or swapped.

    Another letter in place of one makes another word too often (`hosting`, `costing`), and another digit another day.
    """
    if fold(written) == fold(meant) != "":
        return True
    one, other = written.casefold(), meant.casefold()
    if min(len(one), len(other)) < _SHORTEST:
        return False
    return _begin_alike(one, other) and (_lacks_one(one, other) or _lacks_one(other, one) or _is_swapped(one, other))


def is_typo_of_few(written: str, meant: str) -> bool:
    """Whether one of a few fixed words is meant: as `is_typo`, and a wrong letter or a short word does not matter."""
    one, other = written.casefold(), meant.casefold()
    if is_typo(written, meant):
        return True
    if min(len(one), len(other)) < _SHORTEST_OF_FEW or not _begin_alike(one, other):
        return False
    wrong = sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 2
    return wrong == 1 or _lacks_one(one, other) or _lacks_one(other, one) or _is_swapped(one, other)


def is_likely_typo(written: str, meant: str, shortest: int) -> bool:
    """Whether one folded name is most likely a slip for another one that is much better known.

    All words but one are the same, and that one has two letters swapped, or, if neither form is shorter than
    `shortest`, a letter missing or too many within it, or, in a long word, a wrong one. What differs at a word's first
    or last letter is another word or another form of it (`manage`, `manager`).
    """
    words, others = written.split("-"), meant.split("-")
    if len(words) != len(others):
        return min(len(written), len(meant)) >= shortest and written.replace("-", "") == meant.replace("-", "")
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


def is_only_typo(written: str, meant: str, known: Iterable[str]) -> bool:
    """Whether a name is a slip for this one, and for no other one that is known."""
    if not is_typo(written, meant):
        return False
    return not any(fold(other) != fold(meant) and is_typo(written, other) for other in known)


def _begin_alike(one: str, other: str) -> bool:
    return one[:1] == other[:1] and _DIGITS.findall(one) == _DIGITS.findall(other)


def _lacks_one(short: str, long: str) -> bool:
    """Whether a text is another one without one of its letters."""
    if len(long) - len(short) != 1:
        return False
    same = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return short[same:] == long[same + 1 :]


def _is_swapped(one: str, other: str) -> bool:
    """Whether two neighbouring letters have changed places."""
    if len(one) != len(other):
        return False
    wrong = [n for n, letter in enumerate(one) if letter != other[n]]
    if len(wrong) != 2 or wrong[1] != wrong[0] + 1:
        return False
    first, second = wrong
    return one[first] == other[second] and one[second] == other[first]
