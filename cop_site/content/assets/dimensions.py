"""Reads the dimensions of an image from the header of its file, and reports images that are too large."""

from __future__ import annotations

import os
import shlex
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from cop_site.diagnostics import Problem, Span

IMAGE_SUFFIXES = (".gif", ".jpeg", ".jpg", ".png", ".webp")
MAX_IMAGE_BYTES = 1024 * 1024
MAX_IMAGE_SIDE = 2560

_HEADER_BYTES = 32
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG's start-of-frame markers, whose segments hold the dimensions."""
_MAX_SEGMENTS = 500


def find_heavy_image(entry: os.DirEntry[str], path: str) -> Iterator[Problem]:
    """Yield a problem if an image has more pixels or bytes than a page needs; `path` is its name in the project."""
    width, height = _read_dimensions(entry.path)
    size = entry.stat(follow_symlinks=False).st_size
    if max(width, height) > MAX_IMAGE_SIDE:
        message = f"image has {width:,} × {height:,} pixels (maximum {MAX_IMAGE_SIDE:,} on each side)"
    elif size > MAX_IMAGE_BYTES:
        message = f"image has {size:,} bytes (maximum {MAX_IMAGE_BYTES:,})"
    else:
        return
    file = shlex.quote(path)
    hint = f"make it smaller: magick {file} -auto-orient -resize '1600x1600>' -strip -quality 82 {file}"
    yield Problem("image-is-light", Span(path), message, hint)


def _read_dimensions(path: str) -> tuple[int, int]:
    """Return width and height in pixels of a PNG, JPEG, GIF or WebP, whatever its suffix; else (0, 0)."""
    width = height = 0
    with suppress(OSError, struct.error), Path(path).open("rb", buffering=4096) as file:
        header = file.read(_HEADER_BYTES)
        if header.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", header[16:24])
        elif header.startswith((b"GIF87a", b"GIF89a")):
            width, height = struct.unpack("<HH", header[6:10])
        elif header.startswith(b"\xff\xd8"):
            width, height = _read_jpeg(file)
        elif header.startswith(b"RIFF") and header[8:12] == b"WEBP":
            width, height = _read_webp(header)
    return width, height


def _read_jpeg(file: BinaryIO) -> tuple[int, int]:
    file.seek(2)
    for _ in range(_MAX_SEGMENTS):
        mark, code, length = struct.unpack(">BBH", file.read(4))
        if mark != 0xFF:
            break
        if code == 0xFF:  # a fill byte before the marker
            file.seek(-3, 1)
        elif code in _FRAMES:
            height, width = struct.unpack(">xHH", file.read(5))
            return width, height
        else:
            file.seek(length - 2, 1)
    return 0, 0


def _read_webp(header: bytes) -> tuple[int, int]:
    chunk = header[12:16]
    if chunk == b"VP8X":
        return int.from_bytes(header[24:27], "little") + 1, int.from_bytes(header[27:30], "little") + 1
    if chunk == b"VP8L":
        bits = int.from_bytes(header[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 ":
        width, height = struct.unpack("<HH", header[26:30])
        return width & 0x3FFF, height & 0x3FFF  # the upper two bits are a scale
    return 0, 0
