"""Removes metadata from WebP files."""

from __future__ import annotations

from collections.abc import Iterator

from cop_site.content.assets.icc import clean_profile

_CHUNKS = frozenset({b"ALPH", b"ANIM", b"VP8 ", b"VP8L"})
_EXIF_AND_XMP = 0x08 | 0x04
"""Bits of the header VP8X that announce other chunks."""
_HEADER_BYTES = 10
_FRAME_BYTES = 16


def strip_webp(picture: bytes) -> bytes:
    """Return the image with the chunks that show it. Data after the end is left out."""
    body = b"WEBP" + b"".join(_keep_chunks(picture, 12, 8 + int.from_bytes(picture[4:8], "little")))
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _keep_chunks(picture: bytes, at: int, end: int) -> Iterator[bytes]:
    last = min(len(picture), end)
    while at + 8 <= last:
        size = int.from_bytes(picture[at + 4 : at + 8], "little")
        name, payload = picture[at : at + 4], picture[at + 8 : at + 8 + size]
        if name == b"VP8X" and payload:
            yield _make_chunk(name, bytes([payload[0] & ~_EXIF_AND_XMP]) + payload[1:_HEADER_BYTES])
        elif name == b"ANMF":
            yield _make_chunk(name, payload[:_FRAME_BYTES] + b"".join(_keep_chunks(payload, _FRAME_BYTES, size)))
        elif name == b"ICCP" and (profile := clean_profile(payload)):
            yield _make_chunk(name, profile)
        elif name in _CHUNKS:
            yield picture[at : at + 8 + size + size % 2]
        at += 8 + size + size % 2


def _make_chunk(name: bytes, payload: bytes) -> bytes:
    return name + len(payload).to_bytes(4, "little") + payload + b"\0" * (len(payload) % 2)
