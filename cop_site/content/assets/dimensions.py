"""Tells how large an image is from the first bytes of its file, without decoding it, and whether that is too large."""

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

_HEAD = 32
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG's markers of a frame, which says its size."""
_MOST_SEGMENTS = 500


def find_heavy_image(entry: os.DirEntry[str], path: str) -> Iterator[Problem]:
    """Say why an image is more than a page needs, and how to make it smaller; `path` is how it is named."""
    width, height = read_dimensions(entry.path)
    size = entry.stat(follow_symlinks=False).st_size
    if max(width, height) > MAX_IMAGE_SIDE:
        message = f"the image has {width:,} × {height:,} pixels, which is more than a page can show"
    elif size > MAX_IMAGE_BYTES:
        message = f"the image has {size / 1024:,.0f} KiB, which is slow to load on a telephone"
    else:
        return
    file = shlex.quote(path)
    hint = f"make it smaller: magick {file} -auto-orient -resize '1600x1600>' -strip -quality 82 {file}"
    yield Problem("image-is-light", Span(path), message, hint)


def read_dimensions(path: str) -> tuple[int, int]:
    """Width and height in pixels of a PNG, JPEG, GIF or WebP, by what is in it; (0, 0) for anything else."""
    with suppress(OSError, struct.error), Path(path).open("rb", buffering=4096) as file:
        head = file.read(_HEAD)
        if head.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", head[16:24])
            return width, height
        if head.startswith((b"GIF87a", b"GIF89a")):
            width, height = struct.unpack("<HH", head[6:10])
            return width, height
        if head.startswith(b"\xff\xd8"):
            return _read_jpeg(file)
        if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
            return _read_webp(head)
    return 0, 0


def _read_jpeg(file: BinaryIO) -> tuple[int, int]:
    file.seek(2)
    for _ in range(_MOST_SEGMENTS):
        mark, code, length = struct.unpack(">BBH", file.read(4))
        if mark != 0xFF:
            break
        if code == 0xFF:  # a byte that only fills
            file.seek(-3, 1)
        elif code in _FRAMES:
            height, width = struct.unpack(">xHH", file.read(5))
            return width, height
        else:
            file.seek(length - 2, 1)
    return 0, 0


def _read_webp(head: bytes) -> tuple[int, int]:
    form = head[12:16]
    if form == b"VP8X":
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if form == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0
