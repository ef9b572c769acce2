"""Removes metadata from PNG files."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from cop_site.content.assets.icc import MAX_PROFILE_BYTES, clean_profile

_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"bKGD"}
    | {b"pHYs", b"acTL", b"fcTL", b"fdAT", b"mDCV", b"cLLI"}
)


def strip_png(picture: bytes) -> Iterator[bytes]:
    """Yield the chunks that show the image. Data after the end is left out."""
    yield picture[:8]
    at = 8
    while at + 12 <= len(picture):
        end = at + 12 + int.from_bytes(picture[at : at + 4], "big")
        name = picture[at + 4 : at + 8]
        if name in _CHUNKS:
            yield picture[at:end]
        elif name == b"iCCP":
            yield _clean_profile(picture[at + 8 : end - 4])
        if name == b"IEND":
            return
        at = end


def _clean_profile(payload: bytes) -> bytes:
    """Return the chunk of a colour profile without texts; empty if it is not one."""
    _, _, compressed = payload.partition(b"\0")
    try:
        profile = clean_profile(zlib.decompressobj().decompress(compressed[1:], MAX_PROFILE_BYTES))
    except zlib.error:
        return b""
    if not profile:
        return b""
    body = b"iCCPprofile\0\0" + zlib.compress(profile)
    return (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
