"""Removes metadata from GIF files."""

from __future__ import annotations

from collections.abc import Iterator

_LOOPS = (b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0")
"""The extensions of programs that say how often an animation is repeated."""
_IMAGE, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_TIMING, _PROGRAM = 0xF9, 0xFF


def strip_gif(picture: bytes) -> Iterator[bytes]:
    """Yield the images, their timing and their repetition. Comments and data after the end are left out."""
    at = 13 + _count_colours(picture[10:11])
    yield picture[:at]
    while at < len(picture) and picture[at] in (_IMAGE, _EXTENSION):
        head = at + 11 + _count_colours(picture[at + 9 : at + 10]) if picture[at] == _IMAGE else at + 2
        end = _skip_blocks(picture, head)
        if picture[at] == _IMAGE or _is_kept(picture[at + 1 : at + 14]):
            yield picture[at:end]
        at = end
    yield bytes([_END])


def _is_kept(extension: bytes) -> bool:
    return extension[:1] == bytes([_TIMING]) or (extension[:1] == bytes([_PROGRAM]) and extension[1:] in _LOOPS)


def _count_colours(flags: bytes) -> int:
    """Return the bytes of the table of colours that flags announce."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _skip_blocks(picture: bytes, at: int) -> int:
    """Return where a chain of blocks ends, each of which begins with its length."""
    while at < len(picture) and picture[at]:
        at += 1 + picture[at]
    return at + 1
