"""Removes metadata from JPEG files."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from cop_site.content.assets.icc import clean_profile

_EXIF = b"Exif\0\0"
_ICC = b"ICC_PROFILE\0\x01\x01"
"""The first part of one: larger profiles are for print."""
_JFIF_BYTES = 14
_ADOBE_BYTES = 12
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
"""The next marker after compressed data, in which FF is followed by 00 or by a restart marker."""
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_IMAGE = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xE0)})
"""The markers of frames, scans and tables."""


def strip_jpeg(picture: bytes) -> Iterator[bytes]:
    """Yield the parts that show the image, and of EXIF only the orientation. Data after the end is left out."""
    yield b"\xff\xd8"
    at = 2
    while at + 2 <= len(picture) and picture[at] == 0xFF:
        code = picture[at + 1]
        if code == 0xFF:  # a fill byte before the marker
            at += 1
            continue
        if code == 0xD9:
            yield b"\xff\xd9"
            return
        if code in _STANDALONE:
            yield picture[at : at + 2]
            at += 2
            continue
        end = at + 2 + int.from_bytes(picture[at + 2 : at + 4], "big")
        if end < at + 4 or end > len(picture):
            return
        if code == 0xDA:  # compressed data follows, up to the next marker
            marker = _SCAN_END.search(picture, end)
            end = marker.start() if marker else len(picture)
        yield _keep_segment(code, picture[at:end])
        at = end


def _keep_segment(code: int, segment: bytes) -> bytes:
    """Return a segment, or what is kept of it."""
    payload = segment[4:]
    if code in _IMAGE:
        return segment
    if code == 0xE0 and payload.startswith(b"JFIF\0") and len(payload) >= _JFIF_BYTES:
        return _make_segment(code, payload[: _JFIF_BYTES - 2] + b"\0\0")  # the size of a thumbnail, which is left out
    if code == 0xE1 and payload.startswith(_EXIF):
        orientation = _find_orientation(payload.removeprefix(_EXIF))
        return _orientation_segment(orientation) if 2 <= orientation <= 8 else b""
    if code == 0xE2 and payload.startswith(_ICC):
        profile = clean_profile(payload.removeprefix(_ICC))
        return _make_segment(code, _ICC + profile) if profile else b""
    if code == 0xEE and payload.startswith(b"Adobe") and len(payload) >= _ADOBE_BYTES:
        return _make_segment(code, payload[:_ADOBE_BYTES])
    return b""


def _make_segment(code: int, payload: bytes) -> bytes:
    return bytes([0xFF, code]) + struct.pack(">H", 2 + len(payload)) + payload


def _find_orientation(tiff: bytes) -> int:
    """Return the orientation in EXIF data, 1 (upright) to 8; 1 if there is none."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order:
            (first,) = struct.unpack_from(f"{order}I", tiff, 4)
            (count,) = struct.unpack_from(f"{order}H", tiff, first)
            for number in range(count):
                tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
                if tag == 0x0112:
                    return int(value)
    except struct.error:
        pass
    return 1


def _orientation_segment(orientation: int) -> bytes:
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0)
    return _make_segment(0xE1, _EXIF + tiff)
