"""Removes metadata from images: location, time, device, names, thumbnails.

Nothing is decoded: the parts of a file that show the image are copied byte by byte, and all others are left out. A
truncated file gives a truncated result.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

METADATA_SUFFIXES = (".jpeg", ".jpg", ".png", ".webp")

_EXIF = b"Exif\0\0"
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
"""The next marker after compressed data, in which FF is followed by 00 or by a restart marker."""
_APPLICATION_NAMES = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0"}
"""What a segment must begin with to be kept; `JFXX`, for example, is a thumbnail."""
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_PNG_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD"}
    | {b"pHYs", b"acTL", b"fcTL", b"fdAT", b"mDCV", b"cLLI"}
)
_WEBP_METADATA = frozenset({b"EXIF", b"XMP "})
_WEBP_FLAGS = 0x08 | 0x04
"""The bits of a VP8X header that announce EXIF and XMP."""


def strip_metadata(picture: bytes) -> bytes:
    """Return a JPEG, PNG or WebP without its metadata; anything else unchanged."""
    if picture.startswith(b"\xff\xd8\xff"):
        return b"".join(_strip_jpeg(picture))
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return b"".join(_strip_png(picture))
    if picture.startswith(b"RIFF") and picture[8:12] == b"WEBP":
        return _strip_webp(picture)
    return picture


def _strip_jpeg(picture: bytes) -> Iterator[bytes]:
    """Yield the segments that show the image, and of EXIF only the orientation. Data after the end is left out."""
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
    if code == 0xE1 and payload.startswith(_EXIF):
        orientation = _find_orientation(payload.removeprefix(_EXIF))
        return _orientation_segment(orientation) if 2 <= orientation <= 8 else b""
    if code in _APPLICATION_NAMES:
        return segment if payload.startswith(_APPLICATION_NAMES[code]) else b""
    return b"" if code != 0xEE and (0xE0 <= code <= 0xEF or code == 0xFE) else segment


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
    return b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF) + len(tiff)) + _EXIF + tiff


def _strip_png(picture: bytes) -> Iterator[bytes]:
    yield picture[:8]
    at = 8
    while at + 12 <= len(picture):
        end = at + 12 + int.from_bytes(picture[at : at + 4], "big")
        name = picture[at + 4 : at + 8]
        if name in _PNG_CHUNKS:
            yield picture[at:end]
        if name == b"IEND":
            return
        at = end


def _strip_webp(picture: bytes) -> bytes:
    chunks = []
    at, last = 12, min(len(picture), 8 + int.from_bytes(picture[4:8], "little"))
    while at + 8 <= last:
        size = int.from_bytes(picture[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        name, chunk = picture[at : at + 4], picture[at:end]
        if name == b"VP8X" and len(chunk) > 8:
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]
        if name not in _WEBP_METADATA:
            chunks.append(chunk)
        at = end
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
