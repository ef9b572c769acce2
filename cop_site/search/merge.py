"""Makes one index of the indexes that Pagefind built for the shards; the same one whenever the notes are the same.

A browser that asked each shard would load a piece of each, where it now loads one piece of a common index. What
Pagefind wrote in the order of a hash table, which is another one in each run, is sorted on the way.

The files are CBOR: `pf_meta` holds the version, the pages (file and number of words), the chunks of the index (first
word, last word, file), the filters (name, file), the orders and the names of the fields. A word of the index has the
pages with it, and spellings with accents, which have pages of their own. The number of a page is told as the distance
from the page before it.
"""

from __future__ import annotations

import gzip
import heapq
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import Any

import cbor2

ENTRY = "pagefind-entry.json"
"""The file that a browser loads first."""
FILLER = "zqhome"
"""The only word of the last page of each shard, which is nobody's: Pagefind fails without a single word."""
_MARK = b"pagefind_dcd"
"""What begins every file that Pagefind compresses."""
_UNUSED = ("-ui.css", "-ui.js", "pagefind-highlight.js", "pagefind-worker.js")
"""The ends of the names of what the site does not use: an interface and a worker."""
_CHUNK = 32_000
"""Bytes of the index in a file, before it is compressed, that are exceeded by one word at most. A search loads a file
for each word, and the list of all files."""
_LEVEL = 6
"""How hard to compress: harder takes three times as long, for files a hundredth smaller."""
_PAGES = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Part:
    """The index of a shard: what is merged."""

    name: str
    """What the names of its fragments begin with."""
    entry: bytes
    meta: list[Any]
    words: tuple[bytes, ...]
    """The chunks of its index, in order."""
    filters: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """The number of its pages, without the last one."""
        return len(self.meta[1]) - 1


def drop_unused(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that a site uses."""
    return {name: content for name, content in files.items() if not name.endswith(_UNUSED)}


def drop_marks(files: Mapping[str, bytes], marks: Iterable[str]) -> dict[str, bytes]:
    """Return files without what was put behind addresses of pages; `marks` has that of each page, in their order."""
    [language] = json.loads(files[ENTRY])["languages"].values()
    pages = _unpack(files[f"pagefind.{language['hash']}.pf_meta"])[1]
    changed = {}
    for (digest, _), mark in zip(pages, marks, strict=False):  # the last page is nobody's
        if mark:
            name = f"fragment/{digest}.pf_fragment"
            page = json.loads(_open(files[name]))
            page["url"] = page["url"].removesuffix(mark)
            changed[name] = _pack(json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode())
    return {**files, **changed}


def take_apart(files: Mapping[str, bytes], name: str) -> tuple[Part, dict[str, bytes]]:
    """Return what is to be merged of the index of a shard, and its files that stay as they are, by name.

    The fragments are named by `name` and numbers: digests of their own would be half of what a first search loads.
    """
    entry = json.loads(files[ENTRY])
    [language] = entry["languages"].values()
    meta = _unpack(files[f"pagefind.{language['hash']}.pf_meta"])
    kept = {file: content for file, content in files.items() if file.endswith((".js", ".pagefind"))}
    for number, (digest, _) in enumerate(meta[1][:-1]):
        kept[f"fragment/{name}-{number}.pf_fragment"] = files[f"fragment/{digest}.pf_fragment"]
    words = tuple(files[f"index/{chunk[2]}.pf_index"] for chunk in meta[2])
    filters = tuple(files[f"filter/{of}.pf_filter"] for _, of in meta[3])
    return Part(name, files[ENTRY], meta, words, filters), kept


def merge(parts: Sequence[Part]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file of the common index; the pages come in the order of the parts."""
    first = parts[0]
    entry = json.loads(first.entry)
    [language] = entry["languages"].values()
    pages = [[f"{part.name}-{number}", page[1]] for part in parts for number, page in enumerate(part.meta[1][:-1])]
    chunks = []
    for start, end, content in _merge_words(parts):
        chunks.append([start, end, _name(content)])
        yield f"index/{chunks[-1][2]}.pf_index", _pack(content)
    filters = []
    for name, values in _merge_filters(parts):
        content = cbor2.dumps([name, values])
        filters.append([name, _name(content)])
        yield f"filter/{filters[-1][1]}.pf_filter", _pack(content)
    meta = cbor2.dumps([first.meta[0], pages, chunks, filters, *first.meta[4:]])
    language.update(hash=_name(meta), page_count=len(pages))
    yield f"pagefind.{language['hash']}.pf_meta", _pack(meta)
    yield ENTRY, json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()


def _merge_words(parts: Sequence[Part]) -> Iterator[tuple[str, str, bytes]]:
    """Yield the chunks of the common index: what their first and last words begin with, and their content.

    Only as much of these words is told as distinguishes them from their neighbours in other chunks.
    """
    before = ""
    chunks = _fill_chunks(_join_words(parts))
    following = next(chunks, None)
    while following:
        first, last, words = following
        following = next(chunks, None)
        start, end = _distinguish(first, before), _distinguish(last, following[0] if following else "")
        before = last
        yield start, end, b"".join([b"\x81", _array_head(len(words)), *words])


def _distinguish(word: str, other: str) -> str:
    """Return the beginning of a word that the other word does not share."""
    shared = next((length for length in range(len(word)) if word[: length + 1] != other[: length + 1]), len(word))
    return word[: shared + 1] if other else word


def _array_head(length: int) -> bytes:
    """Return how CBOR begins an array."""
    return b"\x9a" + length.to_bytes(4, "big")


def _fill_chunks(words: Iterable[tuple[str, list[Any], list[Any]]]) -> Iterator[tuple[str, str, list[bytes]]]:
    """Yield the first and the last word of each chunk, and its words."""
    first = last = ""
    packed: list[bytes] = []
    size = 0
    for word in words:
        if size > _CHUNK:
            yield first, last, packed
            packed, size = [], 0
        if not packed:
            first = word[0]
        last = word[0]
        packed.append(_encode_word(*word))
        size += len(packed[-1])
    if packed:
        yield first, last, packed


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


def _encode_word(word: str, pages: list[Any], spellings: list[Any]) -> bytes:
    """Return a word of the index as CBOR."""
    number = _NUMBERS.__getitem__
    encoded = [_ARRAYS[3], cbor2.dumps(word), _ARRAYS[len(pages)]]
    for distance, in_text, in_fields in pages:
        encoded += (_ARRAYS[3], number(distance), _ARRAYS[len(in_text)], *map(number, in_text))
        encoded += (_ARRAYS[len(in_fields)], *map(number, in_fields))
    return b"".join([*encoded, cbor2.dumps(spellings)])


def _join_words(parts: Sequence[Part]) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """Yield the words of all parts in alphabetical order, each once: the word, its pages, its spellings."""
    streams = [_words_of(part, number) for number, part in enumerate(parts)]
    offsets = _offsets(parts)
    for word, found in groupby(heapq.merge(*streams, key=itemgetter(0, 1)), key=itemgetter(0)):
        pages: list[tuple[int, Any]] = []
        spellings: dict[str, list[tuple[int, Any]]] = {}
        for _, number, (_, some, others) in found:
            pages.append((offsets[number], some))
            for spelling, with_it in others:
                spellings.setdefault(spelling, []).append((offsets[number], with_it))
        yield word, _join_pages(pages), [[one, _join_pages(spellings[one])] for one in sorted(spellings)]


def _words_of(part: Part, number: int) -> Iterator[tuple[str, int, list[Any]]]:
    for chunk in part.words:
        yield from ((word[0], number, word) for word in _unpack(chunk)[0] if word[0] != FILLER)


def _offsets(parts: Sequence[Part]) -> list[int]:
    """Return the number of the first page of each part."""
    offsets = [0]
    for part in parts:
        offsets.append(offsets[-1] + part.size)
    return offsets


def _join_pages(lists: Iterable[tuple[int, list[Any]]]) -> list[Any]:
    """Return one list of the pages that several parts have, each with the number of its first page."""
    joined: list[Any] = []
    last = 0
    for offset, pages in lists:
        if pages:
            distance, *rest = pages[0]
            joined.append([offset + distance - last, *rest])
            joined += pages[1:]
            last = offset + sum(map(_PAGES, pages))
    return joined


def _merge_filters(parts: Sequence[Part]) -> Iterator[tuple[str, list[list[Any]]]]:
    """Yield the name of each filter, and its values with the numbers of their pages, in alphabetical order."""
    merged: dict[str, dict[str, list[int]]] = {}
    for part, offset in zip(parts, _offsets(parts), strict=False):
        for name, values in map(_unpack, part.filters):
            for value, pages in values:
                merged.setdefault(name, {}).setdefault(value, []).extend(offset + page for page in pages)
    for name in sorted(merged):
        yield name, [[value, merged[name][value]] for value in sorted(merged[name])]


def _unpack(content: bytes) -> list[Any]:
    value: list[Any] = cbor2.loads(_open(content))
    return value


def _open(content: bytes) -> bytes:
    return gzip.decompress(content).removeprefix(_MARK)


def _name(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


def _pack(content: bytes) -> bytes:
    packed = BytesIO()
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", compresslevel=_LEVEL, mtime=0) as file:
        file.write(_MARK + content)
    return packed.getvalue()
