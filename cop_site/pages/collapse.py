"""Long lists, whose first entries are always visible and whose other entries can be expanded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_VISIBLE = 20


@dataclass(frozen=True, slots=True)
class Collapsed(Generic[T]):
    """A list in two parts."""

    first: tuple[T, ...]
    """The entries that are always visible."""
    rest: tuple[T, ...]
    """The entries that can be expanded; empty if the list is short."""


def collapse(entries: Iterable[T], visible: int = _VISIBLE) -> Collapsed[T]:
    """Return a list of which at most `visible` entries are always visible."""
    items = tuple(entries)
    return Collapsed(items[:visible], items[visible:])
