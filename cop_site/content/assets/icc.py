"""Removes texts, dates and the names of devices from colour profiles (ICC)."""

from __future__ import annotations

MAX_PROFILE_BYTES = 1024 * 1024

_COLOURS = frozenset(
    {b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"B2D0", b"B2D1", b"B2D2", b"D2B0", b"D2B1", b"D2B2"}
    | {b"bTRC", b"bXYZ", b"bkpt", b"chad", b"chrm", b"cicp", b"gTRC", b"gXYZ", b"gamt", b"kTRC", b"lumi", b"rTRC"}
    | {b"rXYZ", b"wtpt"}
)
"""The tags that say how colours look."""
_HEADER_BYTES = 128
_SAID = ((4, 8), (24, 36), (40, 44), (48, 56), (80, 100))
"""In the header: program, date, system, device, creator and fingerprint."""
_MAX_TAGS = 100


def clean_profile(profile: bytes) -> bytes:
    """Return a profile with the same colours, and zeros where it says more; empty if it is not one."""
    size = int.from_bytes(profile[:4], "big")
    if profile[36:40] != b"acsp" or not _HEADER_BYTES < size <= len(profile):
        return b""
    cleaned = bytearray(size)
    cleaned[: _HEADER_BYTES + 4] = profile[: _HEADER_BYTES + 4]
    for start, end in _SAID:
        cleaned[start:end] = bytes(end - start)
    count = min(int.from_bytes(profile[128:132], "big"), _MAX_TAGS)
    cleaned[128:132] = count.to_bytes(4, "big")
    for entry in range(132, 132 + 12 * count, 12):
        name, at, length = profile[entry : entry + 4], *_read_range(profile, entry + 4)
        if at + length > size or at < 132 + 12 * count:
            return b""
        # Of any other tag its type is kept, so that it is an empty one.
        kept = length if name in _COLOURS else min(length, 8)
        cleaned[entry : entry + 12] = profile[entry : entry + 12]
        cleaned[at : at + kept] = profile[at : at + kept]
    return bytes(cleaned)


def _read_range(profile: bytes, at: int) -> tuple[int, int]:
    return int.from_bytes(profile[at : at + 4], "big"), int.from_bytes(profile[at + 4 : at + 8], "big")
