"""Takes out of a picture what a camera or a program wrote into it: place, time, device, names, a smaller picture.

Nothing is decoded: the parts of the file that are needed to show the picture are kept byte by byte, the others are
left out. Where a file ends before its structure does, so does the result.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

MAY_HOLD_METADATA = (".jpeg", ".jpg", ".png", ".webp")
"""The endings of files that are worth looking into; what they are is told by what is in them."""

_EXIF = b"Exif\0\0"
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD"}
    | {b"pHYs", b"acTL", b"fcTL", b"fdAT", b"mDCV", b"cLLI"}
)
_WEBP_DROPPED = frozenset({b"EXIF", b"XMP "})
_WEBP_FLAGS = 0x08 | 0x04
"""The bits of a WebP's header that announce EXIF and XMP."""


def strip_metadata(picture: bytes) -> bytes:
    """A JPEG, PNG or WebP that looks the same and says nothing more; anything else as it is."""
    if picture.startswith(b"\xff\xd8\xff"):
        return b"".join(_strip_jpeg(picture))
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return b"".join(_strip_png(picture))
    if picture.startswith(b"RIFF") and picture[8:12] == b"WEBP":
        return _strip_webp(picture)
    return picture


def _strip_jpeg(picture: bytes) -> Iterator[bytes]:
    """Keep the segments that show the picture, and of EXIF only which side is up. Nothing follows the end."""
    yield b"\xff\xd8"
    at = 2
    while at + 2 <= len(picture) and picture[at] == 0xFF:
        code = picture[at + 1]
        if code == 0xFF:  # a byte that only fills
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
        if code == 0xDA:  # the picture itself, up to the next marker that is not a part of it
            found = _SCAN_END.search(picture, end)
            end = found.start() if found else len(picture)
        yield _keep_segment(code, picture[at:end])
        at = end


def _keep_segment(code: int, segment: bytes) -> bytes:
    said = segment[4:]
    if code == 0xE1:
        turned = _find_orientation(said.removeprefix(_EXIF)) if said.startswith(_EXIF) else 1
        return _orientation_segment(turned) if 2 <= turned <= 8 else b""
    if code == 0xE2:
        return segment if said.startswith(b"ICC_PROFILE\0") else b""
    kept = code in (0xE0, 0xEE) or not (0xE0 <= code <= 0xEF or code == 0xFE)
    # The header of a JPEG may carry a smaller picture; the one with that name is nothing but it.
    return segment if kept and not (code == 0xE0 and not said.startswith(b"JFIF\0")) else b""


def _find_orientation(tiff: bytes) -> int:
    """The orientation, 1 to 8, that EXIF says; 1, upright, where it says none."""
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


def _orientation_segment(turned: int) -> bytes:
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF) + len(tiff)) + _EXIF + tiff


def _strip_png(picture: bytes) -> Iterator[bytes]:
    yield picture[:8]
    at = 8
    while at + 12 <= len(picture):
        end = at + 12 + int.from_bytes(picture[at : at + 4], "big")
        name = picture[at + 4 : at + 8]
        if name in _PNG_KEPT:
            yield picture[at:end]
        if name == b"IEND":
            return
        at = end


def _strip_webp(picture: bytes) -> bytes:
    kept = []
    at, last = 12, min(len(picture), 8 + int.from_bytes(picture[4:8], "little"))
    while at + 8 <= last:
        size = int.from_bytes(picture[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        name, chunk = picture[at : at + 4], picture[at:end]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:] if len(chunk) > 8 else chunk
        if name not in _WEBP_DROPPED:
            kept.append(chunk)
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
