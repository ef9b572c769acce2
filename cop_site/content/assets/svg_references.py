"""Counts what a browser draws for a drawing whose parts refer to others, which may refer to others again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter


class ReferenceGraph:
    """The elements with an id, what each holds, and what each refers to. Elements without one belong to those above."""

    def __init__(self) -> None:
        self._open = [""]
        self._elements: Counter[str] = Counter()
        self._shown: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._anywhere: set[str] = set()

    def open(self, name: str) -> None:
        """Enter an element, whose id is empty if it has none."""
        if name and name not in self._elements:  # of several with the same id, a browser finds the first
            self._shown[self._open[-1]][name] += 1
        self._open.append(name or self._open[-1])
        self._elements[self._open[-1]] += 1

    def close(self) -> None:
        """Leave the innermost element."""
        self._open.pop()

    def add(self, names: Iterable[str]) -> None:
        """Note that the innermost element shows those with these ids."""
        self._shown[self._open[-1]].update(names)

    def add_anywhere(self, names: Iterable[str]) -> None:
        """Note that any element may show one of those with these ids, as a style sheet says."""
        self._anywhere.update(names)

    def weigh(self, elements: int) -> None:
        """Note that the innermost element takes as long to draw as so many others do."""
        self._elements[self._open[-1]] += elements

    def measure(self, maximum: int) -> int | None:
        """Return how many elements are drawn, at most `maximum` + 1; None if one shows itself."""
        sizes: dict[str, int] = {}
        try:
            for name in TopologicalSorter(self._shown).static_order():
                shown = sum(count * sizes[part] for part, count in self._shown.get(name, {}).items())
                sizes[name] = min(self._elements[name] + shown, maximum + 1)
        except CycleError:
            return None
        largest = max((sizes.get(name, 0) for name in self._anywhere), default=0)
        return sizes.get("", 0) + largest * self._elements.total()
