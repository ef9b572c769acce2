"""Lists that may be endless: the first entries in sight, the rest to be unfolded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_MOST_IN_SIGHT = 20


@dataclass(frozen=True, slots=True)
class Collapsed(Generic[T]):
    """A list that may be long, in two parts."""

    first: tuple[T, ...]
    """What is in sight."""
    rest: tuple[T, ...]
    """What is to be unfolded; empty where the list is short."""


def collapse(entries: Iterable[T], most: int = _MOST_IN_SIGHT) -> Collapsed[T]:
    """Keep at most `most` entries in sight."""
    found = tuple(entries)
    return Collapsed(found[:most], found[most:])
