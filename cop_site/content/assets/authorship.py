"""Finds names in documents and recordings that are published as they are, because nothing here can rewrite them."""

from __future__ import annotations

import re
import shlex
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from cop_site.diagnostics import Problem, Span

_MAX_PART_BYTES = 256 * 1024
_MAX_STREAMS = 200
_MAX_OFFICE_BYTES = 16 * 1024 * 1024
_END_BYTES = 256 * 1024
"""What is read of a recording at its beginning and at its end, where programs write their tags."""

_PDF_FIELD = re.compile(rb"/(Author|Company|Manager|LastModifiedBy)\s*(?:\((?!\s*\))|<(?!\s*>|<)|\d+\s+\d+\s+R\b)")
_PDF_REMARK = re.compile(rb"/Subtype\s*/(?:Text|FreeText|Highlight|Underline|StrikeOut|Squiggly|Stamp|Ink|Caret)\b")
_PDF_REMARK_BY = re.compile(rb"/T\s*(?:\((?!\s*\))|<(?!\s*>|<))")
_PDF_STREAM = re.compile(rb"\bstream\r?\n")
_XMP_FIELD = re.compile(
    rb"[<\s](dc:creator|pdf:Author|exif:GPSLatitude|xmpMM:History|photoshop:AuthorsPosition)(?:\s*=\s*[\"'][^\"']|[\s>])"
)
_PICTURE = re.compile(rb"(Exif)\0\0(?:II|MM)|e(XIf)|<x:(xmpmeta)")
"""What a camera or a program has written into a picture."""
_PROPERTIES = re.compile(
    rb"<(?:\w+:)?(creator|lastModifiedBy|initial-creator|printed-by|Manager|Company|author)(?:\s[^<>]{0,200})?>\s*[^<\s]"
)
_OFFICE_REMARK = re.compile(
    rb"\b(?:w\d*:)?(author|displayName)=[\"'][^\"']|<p\d*:(?:cmA|a)uthor\b[^<>]{0,200}?\b(name)=[\"'][^\"']"
)
"""Who wrote a comment, or a change that is recorded."""
_REMARK = "author of a remark"
_TAG = re.compile(
    rb"\b(ARTIST|AUTHOR|COMMENT|CONTACT|DATE_RECORDED|LOCATION|PERFORMER|DATE_TAGGED)=[^\0]"
    rb"|(?:\0|\x45\xa3[\x80-\xbf])(ARTIST|AUTHOR|COMMENT|COMPOSER|LOCATION|PERFORMER)[\0D]"
    rb"|(TPE[1-4]|TCOM|COMM|APIC|PRIV|GEOB|TOWN|IART|ICMT|ICRD|bext)[\0-\x7f]{4}"
    rb"|\AID3\x02.{0,4000}?(TP[1-3]|COM|PIC)\0|(TAG).{30}[^\0 ].{94}\Z",
    re.IGNORECASE | re.DOTALL,
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
    raw, streams = file.read_bytes(), 0
    for part in raw.split(b"endobj"):
        if (b"/ObjStm" in part or b"/Metadata" in part) and streams < _MAX_STREAMS:
            streams += 1
            yield from _find_in_stream(part)
        if b"/Subtype" in part and _PDF_REMARK.search(part) and _PDF_REMARK_BY.search(part):
            yield _REMARK
    for pattern in (_PDF_FIELD, _XMP_FIELD, _PICTURE):
        yield from _names(pattern, raw)


def _find_in_stream(part: bytes) -> Iterator[str]:
    """Yield what the stream of a part of a PDF says, which may be compressed."""
    if begin := _PDF_STREAM.search(part):
        read = part[begin.end() : begin.end() + _MAX_PART_BYTES]
        with suppress(zlib.error):
            read = zlib.decompressobj().decompress(part[begin.end() :], _MAX_PART_BYTES)
        read = read.replace(b"\0", b"")  # of two bytes a letter, one
        yield from _names(_PDF_FIELD, read)
        yield from _names(_XMP_FIELD, read)


def _find_in_office(file: Path) -> Iterator[str]:
    # What else is wrong with the archive is up to those who open it.
    with (
        suppress(BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError),
        ZipFile(file) as parts,
    ):
        left = _MAX_OFFICE_BYTES
        for part in sorted(parts.infolist(), key=lambda part: part.file_size):
            is_text = part.filename.lower().endswith((".xml", ".rels"))
            with parts.open(part) as opened:
                read = opened.read(min(left, part.file_size) if is_text else min(left, _MAX_PART_BYTES))
            left -= len(read)
            yield from _find_in_part(part, read)
            if left <= 0:
                break


def _find_in_part(part: ZipInfo, read: bytes) -> Iterator[str]:
    if not part.filename.lower().endswith(".xml"):
        yield from _names(_PICTURE, read)
        return
    read = read.replace(b"\0", b"")  # as above
    yield from _names(_PROPERTIES, read)
    if _OFFICE_REMARK.search(read):
        yield _REMARK
    if part.filename.lower() == "docprops/custom.xml" and b"<property" in read:
        yield "custom properties"


def _find_in_recording(file: Path) -> Iterator[str]:
    with file.open("rb") as opened:
        begin = opened.read(_END_BYTES)
        opened.seek(max(len(begin), opened.seek(0, 2) - _END_BYTES))
        for part in (begin, opened.read()):
            yield from _names(_TAG, part)
            yield from _names(_PICTURE, part)


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
