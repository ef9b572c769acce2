"""Notes that say nearly the same as another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations, islice
from urllib.parse import urlsplit
from zlib import crc32

from cop_site.insight.scaffold import NO_SCAFFOLD, Scaffold
from cop_site.model.kinds import Fields, Kind, Meetup, Resource
from cop_site.model.note import Note
from cop_site.model.spelling.fold import Fold

SHINGLE_WORDS = 5
NEAR = 0.8
"""Jaccard similarity from which two texts are near-duplicates."""

SAME_ADDRESS, SAME_TITLE = "the same web address", "the same title"

_ENDS = ".,;:!?()\r"
_ENDS_TO_LINES = str.maketrans(dict.fromkeys(_ENDS, "\n"))
"""What ends a clause, beside the end of a line."""
_LONG = 25
"""Characters from which a stretch of text is a clause that two people would hardly write alike."""
_WORD = re.compile(r"\w+")
_MOST_SHARERS = 20
"""A clause in more notes than this is a phrase, or part of a template, and says nothing."""
_ENOUGH = 0.3
"""The share of the shorter text's clauses that both have to hold for the texts to be compared."""


_Pair = tuple[Note[Fields], Note[Fields], str]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two notes that are nearly the same."""

    first: Note[Fields]
    second: Note[Fields]
    reason: str
    """What they share, in words."""


def find_duplicates(
    notes: Iterable[Note[Fields]], fold: Fold, scaffold: Scaffold = NO_SCAFFOLD
) -> tuple[Duplicate, ...]:
    """Pair each note with the first of the same address or the same title, and notes whose texts hardly differ.

    Texts are compared by the Jaccard similarity of their runs of five words (Broder 1997). Only texts that share a
    third of their clauses are compared; two that are so similar share most of theirs. What notes were begun with is no
    text of theirs.
    """
    notes = list(notes)
    found: dict[tuple[str, str], Duplicate] = {}
    pairs = (*_same_address(notes, scaffold), *_same_title(notes, fold), *_near_text(notes, scaffold))
    for one, other, reason in pairs:
        first, second = sorted((one, other), key=lambda note: note.key)
        found.setdefault((first.key, second.key), Duplicate(first, second, reason))
    return tuple(found[key] for key in sorted(found))


def normalise_url(url: str) -> str:
    """An address without what does not change where it leads: scheme, `www.`, fragment, a slash at the end."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def _same_address(notes: list[Note[Fields]], scaffold: Scaffold) -> Iterator[_Pair]:
    first: dict[str, Note[Fields]] = {}
    for note in notes:
        if isinstance(note.fields, Resource) and note.fields.url and note.fields.url not in scaffold.addresses:
            original = first.setdefault(normalise_url(note.fields.url), note)
            if original is not note:
                yield original, note, SAME_ADDRESS


def _same_title(notes: list[Note[Fields]], fold: Fold) -> Iterator[_Pair]:
    first: dict[tuple[Kind, str, str], Note[Fields]] = {}
    for note in notes:
        # A meetup is told from others by its day, and its sessions by their time; many have all the same title.
        day = f"{note.date} {note.fields.time}" if isinstance(note.fields, Meetup) else ""
        original = first.setdefault((note.kind, fold(note.title), day), note)
        if original is not note:
            yield original, note, SAME_TITLE


def _near_text(notes: list[Note[Fields]], scaffold: Scaffold) -> Iterator[_Pair]:
    begun = {kind: _clauses("\n".join(lines)) for kind, lines in scaffold.lines.items()}
    clauses = [set(_recall_clauses(note)).difference(begun.get(note.kind, ())) for note in notes]
    frequency = Counter(chain.from_iterable(clauses))
    telling = {clause for clause, count in frequency.items() if 1 < count <= _MOST_SHARERS}
    sharers: dict[int, list[int]] = {}
    for index, said in enumerate(clauses):
        for clause in said & telling:
            sharers.setdefault(clause, []).append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indexes, count in Counter(map(tuple, sharers.values())).items():  # notes that share one clause share others
        for pair in combinations(indexes, 2):
            shared[pair] += count
    # Pairs are in order, so that those of a text come together; it shares a clause with few others.
    own_text = lru_cache(_MOST_SHARERS)(lambda index: scaffold.own_text(notes[index]))
    shingles = lru_cache(_MOST_SHARERS)(lambda index: _shingles(own_text(index)))
    for one, other in sorted(shared):
        if shared[one, other] < _ENOUGH * min(len(clauses[one]), len(clauses[other])):
            continue
        is_same = own_text(one) == own_text(other)  # a copy of a file is found without its shingles
        share = float(_has_shingles(own_text(one))) if is_same else _compare(shingles(one), shingles(other))
        if share >= NEAR:
            yield notes[one], notes[other], f"{share:.0%} of the text"


def _recall_clauses(note: Note[Fields]) -> list[int]:
    source = note.source
    return source.recall("clauses", lambda: _clauses(source.authored))


def _clauses(text: str) -> list[int]:
    """The checksums of the longer stretches of a text between punctuation marks.

    Two different ones may have the same, which only makes for one comparison more.
    """
    text = text.casefold()
    if text.isascii():  # for which Python has a table
        text = text.translate(_ENDS_TO_LINES)
    else:
        for sign in _ENDS:  # several times as fast as one regular expression, whatever the script
            text = text.replace(sign, "\n")
    clauses = {stretch.strip() for stretch in text.split("\n") if len(stretch) >= _LONG}
    return sorted(crc32(clause.encode("utf-8", "surrogatepass")) for clause in clauses)


def _has_shingles(text: str) -> bool:
    return len(list(islice(_WORD.finditer(text), SHINGLE_WORDS))) == SHINGLE_WORDS


def _shingles(text: str) -> set[int]:
    """The hashes of a text's runs of five words, which take a fifth of their memory."""
    words = _WORD.findall(text.casefold())
    return set(map(hash, zip(*(words[start:] for start in range(SHINGLE_WORDS)), strict=False)))


def _compare(ours: set[int], theirs: set[int]) -> float:
    """The Jaccard similarity of two sets, 0 to 1; 0 where one is empty."""
    if not ours or not theirs:
        return 0.0
    common = len(ours & theirs)
    return common / (len(ours) + len(theirs) - common)
