"""Finds the nearest of many names quickly: where thousands are looked up among thousands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from cop_site.model.spelling.fold import closest

_COMPARED = 12
"""How many names that share the most pairs of letters are compared in full."""


class Names:
    """A set of names that can be asked for the one that somebody most likely meant."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_pair: defaultdict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(known):
            for pair in _pairs(name):
                self._by_pair[pair].append(name)

    def closest(self, name: str, *, but: str | None = None) -> str:
        """The name that `name` most likely misspells, leaving out `but`; empty when none is near."""
        return closest(name, self.list_near(name, but=but))

    def list_near(self, name: str, *, but: str | None = None) -> list[str]:
        """The names that share the most pairs of letters with this one, leaving out `but`, the nearest first."""
        shared: Counter[str] = Counter()
        for pair in _pairs(name):
            shared.update(self._by_pair.get(pair, ()))
        if but is not None:
            shared.pop(but, None)
        # Long names share pairs by chance, so what counts is the share of pairs in common.
        most = sorted(shared, key=lambda other: (-shared[other] / (len(other) + len(name)), other))
        return most[:_COMPARED]


def _pairs(name: str) -> set[str]:
    padded = f"^{name.casefold()}$"
    return {padded[n : n + 2] for n in range(len(padded) - 1)}
