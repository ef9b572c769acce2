"""Removes metadata from pictures and films: location, time, device, names, thumbnails.

Nothing is decoded: the parts of a file that show the picture are copied byte by byte, and all others are left out or
overwritten. A truncated file gives a truncated result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cop_site.content.assets.boxes import strip_boxes
from cop_site.content.assets.gif import strip_gif
from cop_site.content.assets.jpeg import strip_jpeg
from cop_site.content.assets.png import strip_png
from cop_site.content.assets.signatures import HEADER_BYTES, find_type
from cop_site.content.assets.webp import strip_webp

_STRIP: dict[str, Callable[[bytes], bytes | Iterable[bytes]]] = {
    "avif": strip_boxes,
    "gif": strip_gif,
    "jpeg": strip_jpeg,
    "mp4": strip_boxes,
    "png": strip_png,
    "webp": strip_webp,
}
"""By what a file is, whatever its name says."""


def strip_metadata(file: bytes) -> bytes:
    """Return a picture, MP4 or M4A without its metadata; anything else unchanged."""
    strip = _STRIP.get(find_type(file[:HEADER_BYTES]))
    stripped = strip(file) if strip else file
    return stripped if isinstance(stripped, bytes) else b"".join(stripped)
