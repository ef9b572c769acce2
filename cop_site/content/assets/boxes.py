"""Removes metadata from files made of boxes: AVIF pictures, MP4 films and M4A sound.

What says more than the film or the picture is overwritten with zeros, so that every other byte keeps its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from cop_site.content.assets.box import Box, number, read_boxes
from cop_site.content.assets.icc import clean_profile
from cop_site.content.assets.tracks import find_telemetry

_CONTAINERS = frozenset({b"ipco", b"iprp", b"mdia", b"minf", b"moof", b"moov", b"mvex", b"stbl", b"traf", b"trak"})
_METADATA = frozenset({b"free", b"meta", b"skip", b"udes", b"udta", b"uuid"})
_FILE = frozenset(b"ftyp mdat mfra moof moov pdin prft sidx ssix styp wide".split())
"""Boxes that are in none. Programs add others with what they have noted, also after the end of the film."""
_DATED = frozenset({b"mdhd", b"mvhd", b"tkhd"})
_METADATA_ITEMS = frozenset({b"Exif", b"mime", b"uri "})
_PICTURES = (b"avif", b"avis", b"mif1")


def strip_boxes(file: bytes) -> bytes:
    """Return an AVIF, MP4 or M4A without places, dates, names and what programs have noted."""
    data = bytearray(file)
    first = next(read_boxes(data, 0, len(data)), None)
    is_picture = first is not None and any(brand in file[first.body : first.end] for brand in _PICTURES)
    left_out, parts = find_telemetry(data)
    for start, end in parts:
        _zero(data, start, end)
    for box in left_out:
        _free(data, box)
    for box in read_boxes(data, 0, len(data)):
        if box.name == b"meta" and is_picture:
            _blank_items(data, box)
        elif box.name in _FILE:
            _blank(data, box)
        else:
            _free(data, box)
    return bytes(data)


def _blank(data: bytearray, box: Box) -> None:
    """Overwrite what a box and those in it say besides the film."""
    boxes = [iter((box,))]
    while boxes:
        found = next(boxes[-1], None)
        if found is None:
            boxes.pop()
        elif found.name in _CONTAINERS:
            boxes.append(read_boxes(data, found.body, found.end))
        else:
            _blank_one(data, found)


def _blank_one(data: bytearray, box: Box) -> None:
    if box.name in _METADATA:
        _free(data, box)
    elif box.name in _DATED:
        width = 8 if data[box.body : box.body + 1] == b"\x01" else 4
        _zero(data, box.body + 4, min(box.body + 4 + 2 * width, box.end))
    elif box.name == b"hdlr":
        _zero(data, box.body + 24, box.end)
    elif box.name == b"colr" and box.end > box.body + 4 and data[box.body : box.body + 4] != b"nclx":
        profile = clean_profile(bytes(data[box.body + 4 : box.end]))
        data[box.body + 4 : box.end] = profile.ljust(box.end - box.body - 4, b"\0")


def _free(data: bytearray, box: Box) -> None:
    """Make a box one that says nothing."""
    data[box.start + 4 : box.start + 8] = b"free"
    _zero(data, box.body, box.end)


def _zero(data: bytearray, start: int, end: int) -> None:
    end = min(end, len(data))
    data[start:end] = bytes(max(end - start, 0))


def _blank_items(data: bytearray, meta: Box) -> None:
    """Overwrite the items of a picture that are not images."""
    boxes = {box.name: box for box in read_boxes(data, meta.body + 4, meta.end)}
    said = set(_rename_items(data, boxes[b"iinf"])) if b"iinf" in boxes else set()
    inline = boxes[b"idat"].body if b"idat" in boxes else 0
    for item, start, end in _find_extents(data, boxes[b"iloc"], inline) if b"iloc" in boxes else ():
        if item in said:
            _zero(data, start, end)
    for box in boxes.values():
        _blank(data, box)


def _rename_items(data: bytearray, info: Box) -> Iterator[int]:
    """Make unknown items of those that hold metadata, and yield their numbers."""
    count_bytes = 4 if number(data, info.body, 1) else 2
    for entry in read_boxes(data, info.body + 4 + count_bytes, info.end):
        id_bytes = 4 if number(data, entry.body, 1) > 2 else 2
        kind = entry.body + 4 + id_bytes + 2
        if kind + 4 <= entry.end and bytes(data[kind : kind + 4]) in _METADATA_ITEMS:
            data[kind : kind + 4] = b"free"
            _zero(data, kind + 4, entry.end)
            yield number(data, entry.body + 4, id_bytes)


def _find_extents(data: bytearray, location: Box, inline: int) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each item, and where a part of it starts and ends; `inline` is where `idat` starts."""
    version, sizes, at = number(data, location.body, 1), number(data, location.body + 4, 2), location.body + 4
    offset_bytes, length_bytes, base_bytes = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_bytes = sizes & 15 if version else 0
    id_bytes = 4 if version > 1 else 2
    at += 2 + id_bytes
    while at + id_bytes + 4 <= location.end:
        item = number(data, at, id_bytes)
        at += id_bytes
        is_inline = version > 0 and number(data, at, 2) & 15 == 1
        at += 4 if version else 2
        base = number(data, at, base_bytes) + (inline if is_inline else 0)
        count = number(data, at + base_bytes, 2)
        at += base_bytes + 2
        for _ in range(count):
            if at >= location.end:
                return
            start = base + number(data, at + index_bytes, offset_bytes)
            at += index_bytes + offset_bytes
            yield item, start, start + number(data, at, length_bytes)
            at += length_bytes
