"""An index that finds the most similar of thousands of names quickly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from cop_site.model.spelling.fold import closest

_COMPARED = 12
"""The number of names, those that share the most pairs of letters, that are compared in full."""


class Names:
    """A set of names to look up the one most similar to a misspelt name."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_pair: defaultdict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(known):
            for pair in _pairs(name):
                self._by_pair[pair].append(name)

    def closest(self, name: str, *, but: str | None = None) -> str:
        """Return the most similar name other than `but`; empty for none."""
        return closest(name, self.list_near(name, but=but))

    def list_near(self, name: str, *, but: str | None = None) -> list[str]:
        """Return the names other than `but` that share the most pairs of letters with a name, the nearest first."""
        shared: Counter[str] = Counter()
        for pair in _pairs(name):
            shared.update(self._by_pair.get(pair, ()))
        if but is not None:
            shared.pop(but, None)
        # Long names share pairs by chance, so candidates are ranked by the share of pairs in common.
        ranked = sorted(shared, key=lambda other: (-shared[other] / (len(other) + len(name)), other))
        return ranked[:_COMPARED]


def _pairs(name: str) -> set[str]:
    padded = f"^{name.casefold()}$"
    return {padded[n : n + 2] for n in range(len(padded) - 1)}
