"""Changes the words of an index: of its chunks, only those are read in which a word differs, and their neighbours."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from cop_site.search.format import (
    FILLER,
    Encoded,
    Word,
    distinguish,
    encode_word,
    fill_chunks,
    is_full,
    join_chunk,
    name_chunk,
    name_content,
    unpack,
)
from cop_site.search.merge import Part

_Places = dict[str, Any]
"""Where a word is on a page, by spelling: empty for that of the word itself."""
Changes = dict[str, dict[int, _Places]]
"""Where words are on the pages that have changed, by word and by the number of the page."""


@dataclass(frozen=True)
class _Chunk:
    """A chunk of the older index."""

    number: int
    told: list[str]
    """What its first and last words begin with, and the name of its file."""
    folder: Path

    @cached_property
    def words(self) -> list[Word]:
        """Its words, read when they are first asked for."""
        words: list[Word] = unpack((self.folder / name_chunk(self.told)).read_bytes())[0]
        return words


def change_words(folder: Path, chunks: Iterable[list[str]], changes: Changes) -> Iterator[tuple[list[str], bytes]]:
    """Yield what is told of each chunk of the index in `folder` once words have changed, and the content of new ones.

    `chunks` are what was told of them before.
    """
    return _tell(_change([_Chunk(number, told, folder) for number, told in enumerate(chunks)], changes))


def compare(old: Part, new: Part, numbers: Sequence[int]) -> Changes:
    """Return where words are now that were elsewhere in an older index of the same pages, which have these numbers."""
    before, after = _find_words(old, numbers), _find_words(new, numbers)
    changes: Changes = {}
    for word in before.keys() | after.keys():
        was, now = before.get(word, {}), after.get(word, {})
        if changed := {number: now.get(number, {}) for number in was | now if was.get(number) != now.get(number)}:
            changes[word] = changed
    return changes


def _find_words(part: Part, numbers: Sequence[int]) -> Changes:
    found: Changes = {}
    for word, pages, spellings in chain.from_iterable(unpack(chunk)[0] for chunk in part.words):
        for spelling, of in (("", pages), *spellings) if word != FILLER else ():
            for at, places in _count(of):
                found.setdefault(word, {}).setdefault(numbers[at], {})[spelling] = places
    return found


def _count(pages: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """Yield the number of each page, and where something is on it."""
    number = 0
    for distance, *places in pages:
        number += distance
        yield number, places


def _change(chunks: Sequence[_Chunk], changes: Changes) -> Iterator[_Chunk | list[Encoded]]:
    """Yield the chunks of the index; those that differ by their words.

    The words after a change are put into chunks anew until a chunk ends where one ended before.
    """
    starts = [chunk.told[0] for chunk in chunks]
    by_chunk: dict[int, Changes] = {}
    for word, changed in changes.items():
        by_chunk.setdefault(max(bisect(starts, word) - 1, 0), {})[word] = changed
    pending: list[Encoded] = []
    for chunk in chunks:
        if not pending and chunk.number not in by_chunk:
            yield chunk
            continue
        made = list(fill_chunks(chain(pending, _put(chunk.words, by_chunk.get(chunk.number, {})))))
        pending = [] if not made or is_full(made[-1]) else made.pop()
        yield from made
    if pending:
        yield pending


def _put(words: Iterable[Word], changes: Changes) -> Iterator[Encoded]:
    """Yield words with the changes in them."""
    known = {word: (pages, spellings) for word, pages, spellings in words}
    for word in sorted(known.keys() | changes.keys()):
        pages, spellings = known.get(word, ([], []))
        if word in changes:
            pages, spellings = _put_on_pages(pages, spellings, changes[word])
        if pages or spellings:
            yield encode_word(word, pages, spellings)


def _put_on_pages(
    pages: list[Any], spellings: list[Any], changed: Mapping[int, _Places]
) -> tuple[list[Any], list[Any]]:
    found = {spelling: dict(_count(of)) for spelling, of in (("", pages), *spellings)}
    for number, places in changed.items():
        for of in found.values():
            of.pop(number, None)
        for spelling, at in places.items():
            found.setdefault(spelling, {})[number] = at
    counted = {spelling: _tell_distances(of) for spelling, of in sorted(found.items()) if of}
    return counted.pop("", []), [[spelling, of] for spelling, of in counted.items()]


def _tell_distances(pages: Mapping[int, Any]) -> list[Any]:
    """Return pages in their order, each with its distance from the one before."""
    numbers = sorted(pages)
    return [[number - last, *pages[number]] for last, number in zip([0, *numbers], numbers, strict=False)]


def _tell(chunks: Iterable[_Chunk | list[Encoded]]) -> Iterator[tuple[list[str], bytes]]:
    chunks = list(chunks)
    for before, chunk, after in zip([None, *chunks], chunks, [*chunks[1:], None], strict=False):
        if isinstance(chunk, _Chunk) and _number(before) == chunk.number - 1 and _number(after) == chunk.number + 1:
            yield chunk.told, b""
            continue
        start = distinguish(_word_at(0, chunk), _word_at(-1, before))
        end = distinguish(_word_at(-1, chunk), _word_at(0, after))
        content = b"" if isinstance(chunk, _Chunk) else join_chunk(chunk)
        yield [start, end, chunk.told[2] if isinstance(chunk, _Chunk) else name_content(content)], content


def _number(chunk: _Chunk | list[Encoded] | None) -> int | None:
    return chunk.number if isinstance(chunk, _Chunk) else None


def _word_at(place: int, chunk: _Chunk | list[Encoded] | None) -> str:
    """Return a word of a chunk; empty if there is no chunk."""
    return (chunk.words if isinstance(chunk, _Chunk) else chunk)[place][0] if chunk else ""
