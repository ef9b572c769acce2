"""The files of a Pagefind index, as `cop` reads and writes them.

The files are CBOR: `pf_meta` holds the version, the pages (file and number of words), the chunks of the index (first
word, last word, file), the filters (name, file), the orders and the names of the fields. A word of the index has the
pages with it, and spellings with accents, which have pages of their own. The number of a page is told as the distance
from the page before it.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any

import cbor2

ENTRY = "pagefind-entry.json"
"""The file that a browser loads first."""
FILLER = "zqhome"
"""The only word of the last page of each shard, which is nobody's: Pagefind fails without a single word."""
Word = tuple[str, list[Any], list[Any]]
"""A word of the index, its pages and its spellings."""
Encoded = tuple[str, bytes]
"""A word, and all of it as CBOR."""
_MARK = b"pagefind_dcd"
"""What begins every file that Pagefind compresses."""
_CHUNK = 32_000
"""Bytes of the index in a file, before it is compressed, that are exceeded by one word at most. A search loads a file
for each word, and the list of all files."""
_LEVEL = 6
"""How hard to compress: harder takes three times as long, for files a hundredth smaller."""


def fill_chunks(words: Iterable[Encoded]) -> Iterator[list[Encoded]]:
    """Yield the words of each chunk; where a chunk ends depends on its words alone."""
    chunk: list[Encoded] = []
    size = 0
    for word in words:
        chunk.append(word)
        size += len(word[1])
        if size > _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def is_full(chunk: Iterable[Encoded]) -> bool:
    """Return whether a chunk ends with its last word, whatever follows."""
    return sum(len(encoded) for _, encoded in chunk) > _CHUNK


def join_chunk(chunk: Sequence[Encoded]) -> bytes:
    """Return the content of a chunk."""
    return b"".join([b"\x81\x9a", len(chunk).to_bytes(4, "big"), *(encoded for _, encoded in chunk)])


def distinguish(word: str, other: str) -> str:
    """Return the beginning of a word that the other word does not share: as much as is told of the ends of a chunk."""
    shared = next((length for length in range(len(word)) if word[: length + 1] != other[: length + 1]), len(word))
    return word[: shared + 1] if other else word


class _Heads(dict[int, bytes]):
    """How CBOR writes each number, which is also how it begins an array of so many values, but for three bits.

    Nine of ten values of an index are small numbers in lists of one or two, for which the library takes three times as
    long as it takes to look them up here.
    """

    def __init__(self, kind: int) -> None:
        """`kind` has these three bits."""
        self._kind = kind

    def __missing__(self, number: int) -> bytes:
        first, *rest = cbor2.dumps(number)
        self[number] = bytes((first | self._kind, *rest))
        return self[number]


_NUMBERS, _ARRAYS = _Heads(0), _Heads(0b100_00000)


def encode_word(word: str, pages: list[Any], spellings: list[Any]) -> Encoded:
    """Return a word of the index as CBOR."""
    number = _NUMBERS.__getitem__
    encoded = [_ARRAYS[3], cbor2.dumps(word), _ARRAYS[len(pages)]]
    for distance, in_text, in_fields in pages:
        encoded += (_ARRAYS[3], number(distance), _ARRAYS[len(in_text)], *map(number, in_text))
        encoded += (_ARRAYS[len(in_fields)], *map(number, in_fields))
    return word, b"".join([*encoded, cbor2.dumps(spellings)])


def unpack(content: bytes) -> list[Any]:
    """Return what a file holds."""
    value: list[Any] = cbor2.loads(decompress(content))
    return value


def decompress(content: bytes) -> bytes:
    """Return what is compressed in a file."""
    return gzip.decompress(content).removeprefix(_MARK)


def name_content(content: bytes) -> str:
    """Return what a file with a content is called."""
    return sha256(content).hexdigest()[:12]


def name_chunk(chunk: Sequence[str]) -> str:
    """Return the name of the file of a chunk."""
    return f"index/{chunk[2]}.pf_index"


def pack(content: bytes) -> bytes:
    """Return a file with a content."""
    packed = BytesIO()
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", compresslevel=_LEVEL, mtime=0) as file:
        file.write(_MARK + content)
    return packed.getvalue()
