"""Pictures reach the site without what a camera wrote into them, and look the same there.

`cases/pictures` holds small pictures without metadata. What is put into them here has to be gone again, to the byte.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import build, set_up, write_notes

from cop_site.content.assets.metadata import strip_metadata

CASES = Path(__file__).parent / "cases" / "pictures"
PLACE = b"48.1374 N, 11.5755 E"


def _read(name: str) -> bytes:
    return (CASES / name).read_bytes()


def _segment(code: int, said: bytes) -> bytes:
    return bytes([0xFF, code]) + struct.pack(">H", len(said) + 2) + said


def _exif(order: str, orientation: int | None) -> bytes:
    """EXIF with a device, an orientation and a place."""
    entries = [(0x010F, 2, 4, 0x41424300)]
    if orientation is not None:
        value = orientation << 16 if order == ">" else orientation
        entries.append((0x0112, 3, 1, value))
    mark = b"MM\0*" if order == ">" else b"II*\0"
    body = struct.pack(f"{order}IH", 8, len(entries)) + b"".join(struct.pack(f"{order}HHII", *e) for e in entries)
    return b"Exif\0\0" + mark + body + b"\0\0\0\0" + PLACE


@pytest.mark.parametrize(
    "segment",
    [
        _segment(0xE1, _exif("<", None)),
        _segment(0xE1, _exif(">", 1)),
        _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE),
        _segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\x7f" + PLACE),
        _segment(0xE2, b"MPF\0" + PLACE),
        _segment(0xE0, b"JFXX\0\x10" + PLACE),
        _segment(0xED, b"Photoshop 3.0\0" + PLACE),
        _segment(0xFE, PLACE),
        b"\xff" + _segment(0xFE, PLACE),
    ],
    ids=["exif", "exif-oriented", "xmp", "exif-broken", "mpf", "jfxx", "photoshop", "comment", "filled-comment"],
)
def test_what_a_camera_wrote_into_a_jpeg_is_gone(segment: bytes) -> None:
    """Every segment that says more than the picture is left out, and so is whatever follows the picture."""
    plain = _read("plain.jpg")
    head = 2 + 2 + int.from_bytes(plain[4:6], "big")
    written = plain[:head] + segment + plain[head:] + b"\xff\xd8" + PLACE
    assert strip_metadata(written) == plain
    assert strip_metadata(plain) == plain


def test_a_picture_of_several_scans_stays_whole() -> None:
    """What looks like a marker inside of a scan is a part of it; a comment between two scans goes, and none is lost."""
    scan = _segment(0xDA, b"\x01\x01\0\0?\0") + b"a\xff\0b\xff\xd0c\xff\0"
    table, comment = _segment(0xC4, b"\0table"), _segment(0xFE, PLACE)
    written = b"\xff\xd8" + table + scan + comment + table + scan + b"\xff\xd9" + PLACE
    assert strip_metadata(written) == b"\xff\xd8" + table + scan + table + scan + b"\xff\xd9"


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_picture_stays_the_right_way_up(order: str) -> None:
    """Of EXIF only the orientation is kept, which a browser needs to turn the picture."""
    plain = _read("plain.jpg")
    stripped = strip_metadata(plain[:2] + _segment(0xE1, _exif(order, 6)) + plain[2:])
    assert PLACE not in stripped
    kept = _segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0")
    assert stripped == plain[:2] + kept + plain[2:]


def test_colours_of_a_jpeg_stay() -> None:
    """Its colour profile is a part of how it looks."""
    plain = _read("plain.jpg")
    profile = _segment(0xE2, b"ICC_PROFILE\0\x01\x01profile") + _segment(0xEE, b"Adobe\0d\0\0\0\0\0")
    assert strip_metadata(plain[:20] + profile + plain[20:]) == plain[:20] + profile + plain[20:]


def test_what_a_program_wrote_into_a_png_is_gone() -> None:
    """Texts, times and EXIF go, and what follows the end; transparency and colours stay."""

    def chunk(name: bytes, said: bytes) -> bytes:
        return struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))

    plain = strip_metadata(_read("plain.png"))
    kept = plain[:33] + chunk(b"gAMA", b"\0\0\xb1\x8f") + plain[33:]
    extra = b"".join(chunk(name, PLACE) for name in (b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME", b"xxXx"))
    assert strip_metadata(kept[:33] + extra + kept[33:] + PLACE) == kept
    assert plain.endswith(_read("plain.png")[-12:])


def test_what_a_program_wrote_into_a_webp_is_gone() -> None:
    """EXIF and XMP go, the header no longer announces them, and the length is right again."""
    plain = _read("plain.webp")
    extra = b"EXIF" + struct.pack("<I", len(PLACE) + 1) + PLACE + b"x\0" + b"XMP " + struct.pack("<I", 4) + b"abcd"
    flags = plain[20]
    assert plain[12:16] == b"VP8X"
    written = plain[:20] + bytes([flags | 0x0C]) + plain[21:] + extra
    written = b"RIFF" + struct.pack("<I", len(written) - 8) + written[8:]
    assert strip_metadata(written + PLACE) == plain
    assert strip_metadata(plain) == plain


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["plain.jpg", "plain.png", "plain.webp"]), st.integers(0, 400))
def test_no_file_is_too_broken(noise: bytes, name: str, cut: int) -> None:
    """A damaged file is copied as far as it can be followed; nothing is raised, and nothing grows."""
    damaged = _read(name)[:cut] + noise
    assert len(strip_metadata(damaged)) <= len(damaged) + 36


@pytest.mark.slow
def test_the_site_has_no_place_in_its_pictures(tmp_path: Path) -> None:
    """A build takes it out of what it copies, whatever the file is called; the note's own file stays as it was."""
    root = write_notes(set_up(tmp_path), {"index.md": "---\nname: A\npurpose: P.\n---\n![a](a.png) ![b](b/B.JPG)\n"})
    plain = _read("plain.jpg")
    written = plain[:2] + _segment(0xE1, _exif("<", 1)) + plain[2:]
    (root / "content" / "b").mkdir()
    for name in ("a.png", "b/B.JPG"):
        (root / "content" / name).write_bytes(written)
    assert build(root).returncode == 0
    for name in ("a.png", "b/B.JPG"):
        assert (root / "site" / name).read_bytes() == plain
        assert (root / "content" / name).read_bytes() == written
