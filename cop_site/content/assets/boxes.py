"""Removes metadata from files made of boxes: AVIF pictures, MP4 films and M4A sound.

What says more than the film or the picture is overwritten with zeros, so that every other byte keeps its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cop_site.content.assets.icc import clean_profile

_CONTAINERS = frozenset({b"ipco", b"iprp", b"mdia", b"minf", b"moof", b"moov", b"mvex", b"stbl", b"traf", b"trak"})
_METADATA = frozenset({b"free", b"meta", b"skip", b"udes", b"udta", b"uuid"})
_DATED = frozenset({b"mdhd", b"mvhd", b"tkhd"})
_METADATA_ITEMS = frozenset({b"Exif", b"mime", b"uri "})
_PICTURES = (b"avif", b"avis", b"mif1")


@dataclass(frozen=True)
class _Box:
    name: bytes
    start: int
    body: int
    end: int


def strip_boxes(file: bytes) -> bytes:
    """Return an AVIF, MP4 or M4A without places, dates, names and what programs have noted."""
    data = bytearray(file)
    boxes = list(_read_boxes(data, 0, len(data)))
    is_picture = any(brand in file[box.body : box.end] for box in boxes[:1] for brand in _PICTURES)
    for box in boxes:
        if box.name == b"meta" and is_picture:
            _blank_items(data, box)
        else:
            _blank(data, box)
    return bytes(data)


def _number(data: bytearray, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


def _read_boxes(data: bytearray, at: int, end: int) -> Iterator[_Box]:
    while at + 8 <= end:
        size, body = _number(data, at, 4), at + 8
        if size == 1:
            size, body = _number(data, at + 8, 8), at + 16
        last = at + size if size else end
        if last < body or last > end:
            return
        yield _Box(bytes(data[at + 4 : at + 8]), at, body, last)
        at = last


def _blank(data: bytearray, box: _Box) -> None:
    """Overwrite what a box and those in it say besides the film."""
    if box.name in _CONTAINERS:
        for inner in list(_read_boxes(data, box.body, box.end)):
            _blank(data, inner)
    elif box.name in _METADATA:
        data[box.start + 4 : box.start + 8] = b"free"
        _zero(data, box.body, box.end)
    elif box.name in _DATED:
        width = 8 if data[box.body : box.body + 1] == b"\x01" else 4
        _zero(data, box.body + 4, min(box.body + 4 + 2 * width, box.end))
    elif box.name == b"hdlr":
        _zero(data, box.body + 24, box.end)
    elif box.name == b"colr" and box.end > box.body + 4 and data[box.body : box.body + 4] != b"nclx":
        profile = clean_profile(bytes(data[box.body + 4 : box.end]))
        data[box.body + 4 : box.end] = profile.ljust(box.end - box.body - 4, b"\0")


def _zero(data: bytearray, start: int, end: int) -> None:
    end = min(end, len(data))
    data[start:end] = bytes(max(end - start, 0))


def _blank_items(data: bytearray, meta: _Box) -> None:
    """Overwrite the items of a picture that are not images."""
    boxes = {box.name: box for box in _read_boxes(data, meta.body + 4, meta.end)}
    said = set(_rename_items(data, boxes[b"iinf"])) if b"iinf" in boxes else set()
    inline = boxes[b"idat"].body if b"idat" in boxes else 0
    for item, start, end in _find_extents(data, boxes[b"iloc"], inline) if b"iloc" in boxes else ():
        if item in said:
            _zero(data, start, end)
    for box in boxes.values():
        _blank(data, box)


def _rename_items(data: bytearray, info: _Box) -> Iterator[int]:
    """Make unknown items of those that hold metadata, and yield their numbers."""
    count_bytes = 4 if _number(data, info.body, 1) else 2
    for entry in _read_boxes(data, info.body + 4 + count_bytes, info.end):
        id_bytes = 4 if _number(data, entry.body, 1) > 2 else 2
        kind = entry.body + 4 + id_bytes + 2
        if kind + 4 <= entry.end and bytes(data[kind : kind + 4]) in _METADATA_ITEMS:
            data[kind : kind + 4] = b"free"
            _zero(data, kind + 4, entry.end)
            yield _number(data, entry.body + 4, id_bytes)


def _find_extents(data: bytearray, location: _Box, inline: int) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each item, and where a part of it starts and ends; `inline` is where `idat` starts."""
    version, sizes, at = _number(data, location.body, 1), _number(data, location.body + 4, 2), location.body + 4
    offset_bytes, length_bytes, base_bytes = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_bytes = sizes & 15 if version else 0
    id_bytes = 4 if version > 1 else 2
    at += 2 + id_bytes
    while at + id_bytes + 4 <= location.end:
        item = _number(data, at, id_bytes)
        at += id_bytes
        is_inline = version > 0 and _number(data, at, 2) & 15 == 1
        at += 4 if version else 2
        base = _number(data, at, base_bytes) + (inline if is_inline else 0)
        count = _number(data, at + base_bytes, 2)
        at += base_bytes + 2
        for _ in range(count):
            if at >= location.end:
                return
            start = base + _number(data, at + index_bytes, offset_bytes)
            at += index_bytes + offset_bytes
            yield item, start, start + _number(data, at, length_bytes)
            at += length_bytes
