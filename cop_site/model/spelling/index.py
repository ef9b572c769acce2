"""An index that finds the most similar of thousands of names quickly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from heapq import nsmallest

from cop_site.model.spelling.fold import closest

_COMPARED = 12
"""The number of names, those that share the most pairs of letters, that are compared in full."""
_MAX_SHARERS = 1_000
"""Names that are ranked by the pairs that they share; pairs that few names have are looked at first."""
_MAX_NAME = 200
"""Characters of the longest name that is looked up: a longer one is no slip of the pen."""
_MAX_LOOKUPS = 2_000
"""Different names that are looked up in one index, so that no number of wrong names takes long."""


class Names:
    """A set of names to look up the one most similar to a misspelt name."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = dict.fromkeys(known)
        self._found: dict[tuple[str, str | None], str] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def closest(self, name: str, *, but: str | None = None) -> str:
        """Return the most similar name other than `but`; empty for none, and after very many different names."""
        if (name, but) not in self._found:
            if len(self._found) >= _MAX_LOOKUPS:
                return ""
            self._found[name, but] = closest(name, self.list_near(name, but=but))
        return self._found[name, but]

    def list_near(self, name: str, *, but: str | None = None) -> list[str]:
        """Return the names other than `but` that share the most pairs of letters with a name, the nearest first."""
        if len(name) > _MAX_NAME:
            return []
        shared: Counter[str] = Counter()
        looked_at = 0
        for sharers in sorted((self._by_pair.get(pair, ()) for pair in _pairs(name)), key=len):
            looked_at += len(sharers)
            if shared and looked_at > _MAX_SHARERS:
                break
            shared.update(sharers)
        if but is not None:
            shared.pop(but, None)
        # Long names share pairs by chance, so candidates are ranked by the share of pairs in common.
        ranked = ((-count / (len(other) + len(name)), other) for other, count in shared.items())
        return [other for _, other in nsmallest(_COMPARED, ranked)]

    @cached_property
    def _by_pair(self) -> Mapping[str, list[str]]:
        """The names that have each pair of letters."""
        by_pair: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._known:
            for pair in _pairs(name):
                by_pair[pair].append(name)
        return by_pair


def _pairs(name: str) -> set[str]:
    padded = f"^{name.casefold()}$"
    return {padded[n : n + 2] for n in range(len(padded) - 1)}
