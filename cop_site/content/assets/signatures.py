"""What a file is, by its first bytes and not by its name."""

from __future__ import annotations

import re

from cop_site.diagnostics import Problem, Span

RASTER = frozenset({"avif", "gif", "jpeg", "png", "webp"})
HEADER_BYTES = 512

_SIGNATURES = [
    (kind, re.compile(pattern, re.DOTALL | re.IGNORECASE))
    for kind, pattern in {
        "png": rb"\x89PNG\r\n\x1a\n",
        "jpeg": rb"\xff\xd8\xff",
        "gif": rb"GIF8[79]a",
        "webp": rb"RIFF....WEBP",
        "avif": rb"....ftyp(?:avif|avis|mif1)",
        "mp4": rb"....ftyp",
        "pdf": rb"%PDF-",
        "zip": rb"PK\x03\x04",
        "flac": rb"fLaC",
        "ogg": rb"OggS",
        "wav": rb"RIFF....WAVE",
        "webm": rb"\x1a\x45\xdf\xa3",
        "mp3": rb"ID3|\xff[\xe2-\xe5\xf2-\xf5\xfa-\xfd]|\0{64}",  # some begin with silence
        "html": rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype|\?xml|html|head|body|script|svg|iframe|title)\b",
        "text": rb"\xff\xfe|\xfe\xff|[^\0]*\Z",
    }.items()
]
_TYPES = {
    **{f".{kind}": RASTER for kind in ("avif", "gif", "jpeg", "jpg", "png", "webp")},
    **{f".{kind}": frozenset({kind}) for kind in ("flac", "mp4", "pdf", "wav", "webm")},
    **{f".{kind}": frozenset({"zip"}) for kind in ("docx", "odp", "ods", "odt", "pptx", "xlsx")},
    **{f".{kind}": frozenset({"text"}) for kind in ("csv", "srt", "tsv", "txt", "vtt")},
    ".m4a": frozenset({"mp4"}),
    ".mp3": frozenset({"mp3"}),
    ".ogg": frozenset({"ogg"}),
    ".opus": frozenset({"ogg"}),
}
"""What a file with each suffix may be. A picture may be any picture: browsers look at the bytes, too."""


def find_type(header: bytes) -> str:
    """Return the type of a file that begins with these bytes, such as `png` or `text`; empty if it is unknown."""
    return next((kind for kind, pattern in _SIGNATURES if pattern.match(header)), "")


def check_type(header: bytes, suffix: str, path: str) -> Problem | None:
    """Return a problem if a file with this suffix, in lower case, must not begin with these bytes. It may be empty."""
    kind = find_type(header)
    if not header or kind in _TYPES[suffix]:
        return None
    content = f"its content is {kind.upper()}" if kind else "its content is something else"
    message = f"file is named {suffix!r}, but {content}"
    return Problem("file-type-is-allowed", Span(path), message, "save it in the format that its name says")
