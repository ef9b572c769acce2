"""Finds the tracks of a film that are neither pictures, sound nor words: where a camera was, and how it moved."""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from cop_site.content.assets.box import Box, number, read_boxes

_SHOWN = frozenset({b"auxv", b"pict", b"soun", b"vide"})
_WORDS = frozenset({b"clcp", b"sbtl", b"subt", b"text"})
_PLACE = re.compile(rb"(?:GPS|lat|latitude|lon|long|longitude)\W{0,3}[+-]?\d", re.IGNORECASE)
"""What some cameras write as subtitles."""
_OFFSETS = {b"co64": "Q", b"stco": "I"}
"""The boxes with the places of a track's chunks, and the type of these numbers."""
_MOST_TRACKS = 100
_LEAST_BYTES = 64
"""The fewest bytes of a file for each chunk, on average."""


@dataclass(frozen=True)
class _Track:
    box: Box
    kind: bytes
    """What it holds, in four letters."""
    chunks: array[int]
    """Where each part of its data starts."""


def find_telemetry(data: bytearray) -> tuple[list[Box], list[tuple[int, int]]]:
    """Return the boxes of the tracks that are left out of a film, and where each part of their data starts and ends.

    Of what has more tracks or chunks than a film could have, all of it is left out.
    """
    tracks: dict[int, _Track] = {}
    places = {len(data)}
    for box in read_boxes(data, 0, len(data)):
        places.add(box.end if box.name == b"mdat" else len(data))
        for trak in _find(data, box, b"trak") if box.name == b"moov" else ():
            key = _find_number(data, trak)
            tracks[-trak.start if key in tracks else key] = _read_track(data, trak)
            if len(tracks) > _MOST_TRACKS:
                return [], [(0, len(data))]
        for key, start in _find_runs(data, box) if box.name == b"moof" else ():
            if key in tracks and 0 <= start < len(data):
                tracks[key].chunks.append(start)
    if sum(len(track.chunks) for track in tracks.values()) * _LEAST_BYTES > len(data):
        return [], [(0, len(data))]
    ends = sorted(places.union(*(track.chunks for track in tracks.values())))
    left_out: list[Box] = []
    parts: list[tuple[int, int]] = []
    for track in tracks.values():
        # A chunk ends where the next one starts, or with the box that it is in.
        found = [(start, ends[bisect_right(ends, start)]) for start in {*track.chunks} if start < len(data)]
        is_place = track.kind in _WORDS and any(_PLACE.search(data, *part) for part in found)
        if is_place or track.kind not in _SHOWN | _WORDS:
            left_out.append(track.box)
            parts += found
    return left_out, parts


def _read_track(data: bytearray, trak: Box) -> _Track:
    kind = next((data[box.body + 8 : box.body + 12] for box in _find(data, trak, b"mdia", b"hdlr")), b"")
    chunks = array("Q")
    for name, code in _OFFSETS.items():
        for box in _find(data, trak, b"mdia", b"minf", b"stbl", name):
            chunks.extend(iter(_read_offsets(data, box, code)))
    return _Track(trak, bytes(kind), chunks)


def _read_offsets(data: bytearray, table: Box, code: str) -> array[int]:
    offsets: array[int] = array(code)
    count = min(number(data, table.body + 4, 4), (table.end - table.body - 8) // offsets.itemsize)
    offsets.frombytes(data[table.body + 8 : table.body + 8 + max(count, 0) * offsets.itemsize])
    if sys.byteorder == "little":
        offsets.byteswap()
    return offsets


def _find_number(data: bytearray, trak: Box) -> int:
    """Return the number by which fragments name a track."""
    header = next(_find(data, trak, b"tkhd"), None)
    return number(data, header.body + (20 if number(data, header.body, 1) else 12), 4) if header else -trak.start


def _find_runs(data: bytearray, fragment: Box) -> Iterator[tuple[int, int]]:
    """Yield, of each part of a film in fragments, the number of its track and where its data starts."""
    for traf in _find(data, fragment, b"traf"):
        for header in _find(data, traf, b"tfhd"):
            base = number(data, header.body + 8, 8) if number(data, header.body + 3, 1) & 1 else fragment.start
            for run in _find(data, traf, b"trun"):
                if number(data, run.body + 3, 1) & 1:
                    offset = int.from_bytes(data[run.body + 8 : run.body + 12], "big", signed=True)
                    yield number(data, header.body + 4, 4), base + offset
            break


def _find(data: bytearray, box: Box, name: bytes, *names: bytes) -> Iterator[Box]:
    """Yield the boxes of a name in another one; of several names, in those of the name before."""
    for found in read_boxes(data, box.body, box.end):
        if found.name == name:
            yield from _find(data, found, *names) if names else (found,)
