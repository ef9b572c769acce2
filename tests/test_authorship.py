"""Who made a document or a recording is found wherever programs write it."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from cop_site.content.assets.authorship import find_authorship
from cop_site.content.assets.signatures import check_type, find_type

PHOTO = (Path(__file__).parent / "cases/pictures/told.jpg").read_bytes()
CREATOR = "<dc:creator>Somebody</dc:creator>"
FAR = b"\0" * 600_000


def _pdf(*objects: bytes) -> bytes:
    return b"%PDF-1.7\n" + b"".join(b"1 0 obj\n%b\nendobj\n" % each for each in objects)


def _stream(content: bytes, fields: bytes = b"") -> bytes:
    return b"<</Type/Metadata%b>>stream\n%b\nendstream" % (fields, content)


def _office(name: str, content: str | bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as parts:
        parts.writestr(name, content)
    return file.getvalue()


TOLD = {
    "pdf": [
        _pdf(b"<</Author(Somebody)>>"),
        _pdf(b"<</Author<FEFF0053>>>"),
        _pdf(b"<</Author 6 0 R>>", b"(Somebody)"),
        _pdf(b"<</LastModifiedBy(Somebody)>>"),
        _pdf(_stream(CREATOR.encode())),
        _pdf(_stream(CREATOR.encode("utf-16"))),
        _pdf(_stream(b'<rdf:Description pdf:Author="Somebody"/>')),
        _pdf(_stream(zlib.compress(CREATOR.encode()), b"/Filter/FlateDecode")),
        _pdf(b"<</Type/Annot/Subtype/Highlight/T(Somebody)>>"),
        _pdf(b"<</Subtype/Image/Filter/DCTDecode>>stream\n%b\nendstream" % PHOTO),
    ],
    "docx": [
        _office("docProps/core.xml", CREATOR),
        _office("DocProps/Core.XML", CREATOR),
        _office("docProps/core.xml", CREATOR.encode("utf-16")),
        _office("docProps/custom.xml", '<property name="Owner"><vt:lpwstr>Somebody</vt:lpwstr></property>'),
        _office("word/comments.xml", '<w:comment w:author="Somebody">Hi</w:comment>'),
        _office("word/document.xml", f'{" " * 400_000}<w:ins w:author="Somebody">Hi</w:ins>'),
        _office("word/people.xml", '<w15:person w15:author="Somebody"/>'),
        _office("word/media/image1.jpeg", PHOTO),
    ],
    "pptx": [_office("ppt/commentAuthors.xml", '<p:cmAuthor id="1" name="Somebody"/>')],
    "xlsx": [_office("xl/comments1.xml", "<authors><author>Somebody</author></authors>")],
    "odt": [
        _office("meta.xml", CREATOR),
        _office("content.xml", f"<office:annotation>{CREATOR}</office:annotation>"),
        _office("Pictures/1.jpg", PHOTO),
    ],
    "mp3": [
        b"ID3\x03\0\0\0\0\0\x1aTPE1\0\0\0\x09\0\0\0Somebody",
        b"ID3\x02\0\0\0\0\0\x1aTP1\0\0\x09\0Somebody",
        b"\xff\xfb\x90\0" + FAR + b"TAG" + b"Title".ljust(30, b"\0") + b"Somebody".ljust(95, b"\0"),
        b"\xff\xfb\x90\0" + FAR + b"APETAGEX" + b"\0" * 32 + b"Artist\0Somebody",
    ],
    "ogg": [b"OggS" + b"\0" * 30 + b"\x03vorbis\x0f\0\0\0ARTIST=Somebody"],
    "flac": [b"fLaC\x06\0\0\0" + PHOTO],
    "wav": [b"RIFF\0\0\0\0WAVEfmt " + FAR + b"LIST\x14\0\0\0INFOIART\x08\0\0\0Somebody"],
    "webm": [b"\x1a\x45\xdf\xa3" + FAR + b"\x45\xa3\x86ARTIST\x44\x87\x88Somebody"],
}
UNTOLD = {
    "pdf": _pdf(b"<</Author()/Producer(TeX)>>", b"<</Subtype/Widget/T(field)>>", _stream(b"<dc:title>T</dc:title>")),
    "docx": _office("word/document.xml", "<w:p><w:t>The author is nobody.</w:t></w:p>"),
    "mp3": b"\xff\xfb\x90\0" + FAR,
    "ogg": b"OggS" + b"\0" * 30 + b"OpusTags" + b"\0" * 118,
    "webm": b"\x1a\x45\xdf\xa3" + FAR,
}


def _find(tmp_path: Path, suffix: str, content: bytes) -> str:
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(content)
    assert check_type(content[:512], f".{suffix}", "a") is None
    problem = find_authorship(file, find_type(content[:512]), "a")
    return problem.message if problem else ""


@pytest.mark.parametrize(
    ("suffix", "number"), [(suffix, number) for suffix, files in TOLD.items() for number in range(len(files))]
)
def test_who_made_a_file_is_found(tmp_path: Path, suffix: str, number: int) -> None:
    """In properties, in remarks, in pictures inside, compressed, in two bytes a letter, at the end of a long file."""
    assert _find(tmp_path, suffix, TOLD[suffix][number]).startswith("file says who made it")


@pytest.mark.parametrize("suffix", UNTOLD)
def test_a_file_that_names_nobody_is_not_reported(tmp_path: Path, suffix: str) -> None:
    """Empty fields, names of programs and of form fields, and what only looks alike."""
    assert _find(tmp_path, suffix, UNTOLD[suffix]) == ""


@pytest.mark.parametrize(
    "header", [b"\0\0\0\x0cJXL \r\n\x87\n", b"\xff\x0a", b"II*\0", b"8BPS", b"BM", b"\x1f\x8b\x08"]
)
def test_a_picture_is_no_recording(header: bytes) -> None:
    """What a file is decides: a TIFF with a place in it is not published under the name of a recording."""
    assert check_type(header + b"\0" * 100, ".mp3", "a")
