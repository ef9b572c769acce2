"""Divides the notes of the search into shards, of which an edit changes one, and growth divides one.

A shard is a Pagefind index of its own, which is kept until one of its notes changes. All of them are merged to the
index that a site has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from itertools import chain
from typing import TypeVar

from cop_site.pages.findable import SearchEntry
from cop_site.pages.folding import Folding

T = TypeVar("T")
LIMIT = 500
"""The most notes in a shard. Pagefind takes 30 MB of memory and an eighth of a megabyte a note. Half as many notes in
each would take a tenth more of the processor."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Notes that are indexed together."""

    bits: str
    """What the digests of its notes' addresses begin with, in binary digits; empty if there is no other shard."""
    entries: tuple[SearchEntry, ...]
    """In the order of the notes."""

    def digest(self, language: str, folding: Folding) -> str:
        """Return what is another one whenever the files of the shard's index would be."""
        digest = sha256(repr((version("pagefind-bin"), language, folding, folding.letters, folding.dropped)).encode())
        for entry in self.entries:
            digest.update(repr(entry).encode("utf-8", "backslashreplace"))
        return digest.hexdigest()


def divide(entries: Iterable[SearchEntry], limit: int = LIMIT) -> list[Shard]:
    """Return the shards of a site; which shard an entry belongs to depends on its address, and on how many there are.

    A shard with more than `limit` notes is divided in two, and the others stay as they are.
    """
    placed = [(_bits(entry.uri), entry) for entry in entries]
    return [Shard(bits, part) for bits, part in _divide("", placed, limit)]


def order_pages(uris: Iterable[str], limit: int = LIMIT) -> Iterator[str]:
    """Yield the addresses of entries in the order in which these are in all shards."""
    return chain.from_iterable(part for _, part in _divide("", [(_bits(uri), uri) for uri in uris], limit))


def _divide(bits: str, placed: Sequence[tuple[str, T]], limit: int) -> Iterator[tuple[str, tuple[T, ...]]]:
    if len(placed) <= limit or len(bits) == _MOST_BITS:
        yield bits, tuple(one for _, one in placed)
        return
    for longer in (f"{bits}0", f"{bits}1"):
        yield from _divide(longer, [one for one in placed if one[0].startswith(longer)], limit)


_MOST_BITS = 8
"""More digits would need a longer digest of the address. With more than 100,000 notes, shards grow beyond the limit."""


def _bits(uri: str) -> str:
    return f"{sha256(uri.encode('utf-8', 'surrogatepass')).digest()[0]:08b}"
