"""The boxes that MP4 films and AVIF pictures are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A box, which may hold others."""

    name: bytes
    start: int
    """Where its header starts."""
    body: int
    end: int


def read_boxes(data: bytearray, at: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two places; one that is cut off ends with the file, or with that which it is in."""
    while at + 8 <= end:
        size, body = number(data, at, 4), at + 8
        if size == 1:
            size, body = number(data, at + 8, 8), at + 16
        last = min(at + size, end) if size else end
        if last < body:
            return
        yield Box(bytes(data[at + 4 : at + 8]), at, body, last)
        at = last


def number(data: bytearray, at: int, size: int) -> int:
    """Return the number in some bytes."""
    return int.from_bytes(data[at : at + size], "big")
