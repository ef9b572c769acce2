"""Makes one index of the indexes that Pagefind built for the shards; the same one whenever the notes are the same.

A browser that asked each shard would load a piece of each, where it now loads one piece of a common index. What
Pagefind wrote in the order of a hash table, which is another one in each run, is sorted on the way.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

import cbor2

from cop_site.search.format import (
    ENTRY,
    FILLER,
    Word,
    decompress,
    distinguish,
    encode_word,
    fill_chunks,
    join_chunk,
    name_chunk,
    name_content,
    pack,
    unpack,
)

_UNUSED = ("-ui.css", "-ui.js", "pagefind-highlight.js", "pagefind-worker.js")
"""The ends of the names of what the site does not use: an interface and a worker."""
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
    pages = unpack(files[f"pagefind.{language['hash']}.pf_meta"])[1]
    changed = {}
    for (digest, _), mark in zip(pages, marks, strict=False):  # the last page is nobody's
        if mark:
            name = name_fragment(digest)
            page = json.loads(decompress(files[name]))
            page["url"] = page["url"].removesuffix(mark)
            changed[name] = pack(json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode())
    return {**files, **changed}


def take_apart(files: Mapping[str, bytes]) -> tuple[Part, dict[str, bytes]]:
    """Return what is to be merged of the index of a shard, and its files that stay as they are, by name."""
    entry = json.loads(files[ENTRY])
    [language] = entry["languages"].values()
    meta = unpack(files[f"pagefind.{language['hash']}.pf_meta"])
    kept = {file: content for file, content in files.items() if file.endswith((".js", ".pagefind"))}
    fragments = [files[f"fragment/{digest}.pf_fragment"] for digest, _ in meta[1][:-1]]
    name = name_shard(fragments)
    kept |= {name_fragment(f"{name}-{number}"): fragment for number, fragment in enumerate(fragments)}
    words = tuple(files[f"index/{chunk[2]}.pf_index"] for chunk in meta[2])
    filters = tuple(files[f"filter/{of}.pf_filter"] for _, of in meta[3])
    return Part(name, files[ENTRY], meta, words, filters), kept


def name_shard(fragments: Iterable[bytes]) -> str:
    """Return what the names of fragments begin with, before a number.

    With digests of their own, these names would be half of what a first search loads.
    """
    return sha256(b"".join(fragments)).hexdigest()[:10]


def name_fragment(page: str) -> str:
    """Return the name of the file of a page."""
    return f"fragment/{page}.pf_fragment"


def merge(parts: Sequence[Part]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file of the common index; the pages come in the order of the parts."""
    first = parts[0]
    pages = [[f"{part.name}-{number}", page[1]] for part in parts for number, page in enumerate(part.meta[1][:-1])]
    chunks = []
    for start, end, content in _merge_words(parts):
        chunks.append([start, end, name_content(content)])
        yield name_chunk(chunks[-1]), pack(content)
    filters = []
    for name, values in merge_filters(parts):
        content = cbor2.dumps([name, values])
        filters.append([name, name_content(content)])
        yield f"filter/{filters[-1][1]}.pf_filter", pack(content)
    yield from write_meta(first.entry, [first.meta[0], pages, chunks, filters, *first.meta[4:]])


def write_meta(entry: bytes, meta: list[Any]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of what a browser loads first; `entry` is that of another index."""
    content, described = cbor2.dumps(meta), json.loads(entry)
    [language] = described["languages"].values()
    language.update(hash=name_content(content), page_count=len(meta[1]))
    yield f"pagefind.{language['hash']}.pf_meta", pack(content)
    yield ENTRY, json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()


def _merge_words(parts: Sequence[Part]) -> Iterator[tuple[str, str, bytes]]:
    """Yield the chunks of the common index: what their first and last words begin with, and their content.

    Only as much of these words is told as distinguishes them from their neighbours in other chunks.
    """
    before = ""
    chunks = fill_chunks(encode_word(*word) for word in _join_words(parts))
    following = next(chunks, None)
    while chunk := following:
        following = next(chunks, None)
        (first, _), (last, _) = chunk[0], chunk[-1]
        yield distinguish(first, before), distinguish(last, following[0][0] if following else ""), join_chunk(chunk)
        before = last


def _join_words(parts: Sequence[Part]) -> Iterator[Word]:
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
        yield from ((word[0], number, word) for word in unpack(chunk)[0] if word[0] != FILLER)


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


def merge_filters(parts: Sequence[Part]) -> Iterator[tuple[str, list[list[Any]]]]:
    """Yield the name of each filter, and its values with the numbers of their pages, in alphabetical order."""
    merged: dict[str, dict[str, list[int]]] = {}
    for part, offset in zip(parts, _offsets(parts), strict=False):
        for name, values in map(unpack, part.filters):
            for value, pages in values:
                merged.setdefault(name, {}).setdefault(value, []).extend(offset + page for page in pages)
    for name in sorted(merged):
        yield name, [[value, merged[name][value]] for value in sorted(merged[name])]
