"""Finds names in documents and recordings that are published as they are, because nothing here can rewrite them."""

from __future__ import annotations

import re
import shlex
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from cop_site.diagnostics import Problem, Span

_MAX_PART_BYTES = 256 * 1024
_MAX_OBJECT_STREAMS = 200
_HEAD_BYTES = 256 * 1024

_PDF_FIELD = re.compile(rb"/(Author|Company|Manager)\s*(?:\((?!\s*\))|<(?!\s*>|<))")
_PDF_OBJECTS = re.compile(rb"/ObjStm\b(?:(?!endobj|stream).){0,500}stream\r?\n", re.DOTALL)
_XMP_FIELD = re.compile(rb"<(dc:creator|pdf:Author|exif:GPSLatitude|xmpMM:History|photoshop:AuthorsPosition)\b")
_OFFICE_PARTS = ("docProps/core.xml", "docProps/app.xml", "meta.xml")
_OFFICE_FIELD = re.compile(
    rb"<(?:\w+:)?(creator|lastModifiedBy|initial-creator|printed-by|Manager|Company)(?:\s[^<>]{0,200})?>\s*[^<\s]"
)
_TAG = re.compile(
    rb"\b(ARTIST|AUTHOR|COMMENT|CONTACT|DATE_RECORDED|LOCATION|PERFORMER|DATE_TAGGED)=[^\0]"
    rb"|(TPE[1-4]|TCOM|COMM|APIC|PRIV|GEOB|TOWN|IART|ICMT|ICRD|bext)[\0-\x7f]{4}",
    re.IGNORECASE,
)


def find_authorship(file: Path, kind: str, path: str) -> Problem | None:
    """Return a problem if a document or recording says who made it; `kind` is that of `find_type`."""
    find = _FIND.get(kind)
    fields = sorted(set(find(file))) if find else []
    if not fields:
        return None
    message = f"file says who made it, and is published with that: {', '.join(fields)}"
    return Problem("file-has-no-metadata", Span(path), message, _hint(kind, path))


def _hint(kind: str, path: str) -> str:
    if kind == "zip":
        return "in the program that wrote it, remove properties and personal information, and save it again"
    if kind == "pdf":
        return f"remove them: exiftool -all:all= {shlex.quote(path)}, then save it with 'qpdf --linearize'"
    return f"copy it without them: ffmpeg -i {shlex.quote(path)} -map_metadata -1 -c copy NEW"


def _find_in_pdf(file: Path) -> Iterator[str]:
    raw = file.read_bytes()
    for count, match in enumerate(_PDF_OBJECTS.finditer(raw)):
        if count == _MAX_OBJECT_STREAMS:
            break
        with suppress(zlib.error):
            objects = zlib.decompressobj().decompress(raw[match.end() :], _MAX_PART_BYTES)
            yield from _names(_PDF_FIELD, objects)
    yield from _names(_PDF_FIELD, raw)
    yield from _names(_XMP_FIELD, raw)


def _find_in_office(file: Path) -> Iterator[str]:
    # What else is wrong with the archive is up to those who open it.
    with (
        suppress(BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError),
        ZipFile(file) as parts,
    ):
        for name in set(_OFFICE_PARTS) & set(parts.namelist()):
            with parts.open(name) as part:
                yield from _names(_OFFICE_FIELD, part.read(_MAX_PART_BYTES))


def _find_in_recording(file: Path) -> Iterator[str]:
    with file.open("rb") as opened:
        yield from _names(_TAG, opened.read(_HEAD_BYTES))


def _names(pattern: re.Pattern[bytes], raw: bytes) -> Iterator[str]:
    for match in pattern.finditer(raw):
        yield next(group for group in match.groups() if group).decode("ascii")


_FIND: dict[str, Callable[[Path], Iterator[str]]] = {
    "flac": _find_in_recording,
    "mp3": _find_in_recording,
    "ogg": _find_in_recording,
    "pdf": _find_in_pdf,
    "wav": _find_in_recording,
    "webm": _find_in_recording,
    "zip": _find_in_office,
}
