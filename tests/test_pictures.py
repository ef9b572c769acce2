"""Pictures reach the site without what a camera wrote into them, and look the same there.

`cases/pictures` holds small pictures without metadata (`plain`), and with it (`told`). What is put into the former here
has to be gone again, to the byte.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import build, cop, set_up, write_notes

from cop_site.content.assets.icc import clean_profile
from cop_site.content.assets.metadata import strip_metadata

CASES = Path(__file__).parent / "cases" / "pictures"
TOLD = ["told.avif", "told.gif", "told.jpg", "told.png", "told.webp"]
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


@pytest.mark.parametrize("name", TOLD)
def test_what_any_program_wrote_is_gone(name: str) -> None:
    """`told.*` hold a place in EXIF, XMP, comments and the texts of a colour profile; none of it is left."""
    told = _read(name)
    stripped = strip_metadata(told)
    assert any(text in told for text in (PLACE, PLACE.decode().encode("utf-16-be")))
    for text in (PLACE, PLACE.decode().encode("utf-16-be")):
        assert text not in stripped
    assert strip_metadata(stripped) == stripped
    assert len(stripped) > len(told) // 2


def test_colours_of_a_jpeg_stay() -> None:
    """How colours look stays to the byte in a colour profile, and so does the marker of Adobe's colours."""
    told = _read("told.jpg")
    profile = told[told.index(b"ICC_PROFILE\0") + 14 :]
    cleaned = clean_profile(profile)
    assert len(cleaned) == int.from_bytes(profile[:4], "big")
    for tag in (b"rXYZ", b"gXYZ", b"bXYZ", b"wtpt", b"rTRC", b"chad"):
        entry = profile.index(tag, 128)
        at, size = struct.unpack(">II", profile[entry + 4 : entry + 12])
        assert size >= 20
        assert cleaned[at : at + size] == profile[at : at + size]
    adobe = _segment(0xEE, b"Adobe\0d\0\0\0\0\0")
    plain = _read("plain.jpg")
    assert strip_metadata(plain[:20] + adobe[:-1] + b"\1" + plain[20:]) == plain[:20] + adobe[:-1] + b"\1" + plain[20:]


@pytest.mark.parametrize("profile", [b"", b"profile", bytes(200), b"\0\0\0\xc8" + bytes(32) + b"acsp" + b"\xff" * 160])
def test_what_is_no_profile_is_left_out(profile: bytes) -> None:
    """A profile that nothing can be made of is not published."""
    assert clean_profile(profile) == b""
    plain = _read("plain.jpg")
    assert strip_metadata(plain[:2] + _segment(0xE2, b"ICC_PROFILE\0\1\1" + profile) + plain[2:]) == plain


def _box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + name + body


def test_what_a_telephone_wrote_into_a_film_is_gone() -> None:
    """Places, dates and the names of programs become zeros; all that shows the film keeps its place."""
    user = _box(b"udta", _box(b"\xa9xyz", PLACE), _box(b"meta", PLACE))
    header = _box(b"mvhd", b"\0\0\0\0", PLACE[:8], b"rest")
    long_header = _box(b"tkhd", b"\1\0\0\0", PLACE[:16], b"rest")
    handler = _box(b"hdlr", bytes(8), b"vide", bytes(12), PLACE)
    kept = _box(b"ftyp", b"isom"), _box(b"mdat", b"the film", PLACE)
    track = _box(b"trak", long_header, _box(b"mdia", handler), user)
    stripped = strip_metadata(kept[0] + _box(b"moov", header, track, _box(b"uuid", PLACE)) + kept[1])
    gone = _box(b"free", bytes(len(user) - 8))
    cleaned_track = _box(
        b"trak",
        _box(b"tkhd", b"\1\0\0\0", bytes(16), b"rest"),
        _box(b"mdia", _box(b"hdlr", bytes(8), b"vide", bytes(12 + len(PLACE)))),
        gone,
    )
    cleaned = _box(b"mvhd", bytes(12), b"rest"), cleaned_track, _box(b"free", bytes(len(PLACE)))
    assert stripped == kept[0] + _box(b"moov", *cleaned) + kept[1]


def _track(number: int, kind: bytes, *chunks: int, table: bytes = b"stco") -> bytes:
    """A track of a film, with the places of its chunks."""
    code = {b"stco": "I", b"co64": "Q"}[table]
    places = _box(table, bytes(4), struct.pack(f">I{len(chunks)}{code}", len(chunks), *chunks))
    samples = _box(b"minf", _box(b"stbl", places))
    header = _box(b"tkhd", bytes(12), struct.pack(">I", number))
    return _box(b"trak", header, _box(b"mdia", _box(b"hdlr", bytes(8), kind, bytes(12)), samples))


def _film(kind: bytes, said: bytes, table: bytes = b"stco") -> bytes:
    """A film that shows something, and says something in a track of another kind, before and after its pictures."""
    data = said + b"picture1" + said + b"picture2"
    at = 16
    whole = at, at + len(said), at + len(said) + 8, at + 2 * len(said) + 8
    tracks = _track(1, b"vide", *whole[1::2]), _track(2, kind, *whole[::2], table=table)
    return _box(b"ftyp") + _box(b"mdat", data) + _box(b"moov", *tracks)


@pytest.mark.parametrize("kind", [b"meta", b"mebx", b"camm", b"tmcd", b"data", b"\0\0\0\0"])
@pytest.mark.parametrize("table", [b"stco", b"co64"])
def test_a_track_that_shows_nothing_is_gone(kind: bytes, table: bytes) -> None:
    """Where a camera was and how it moved is zeros, and its track is none; pictures keep their place."""
    film = _film(kind, PLACE, table)
    stripped = strip_metadata(film)
    assert len(stripped) == len(film)
    assert PLACE not in stripped
    assert stripped[16:].startswith(bytes(len(PLACE)) + b"picture1" + bytes(len(PLACE)) + b"picture2")
    assert (stripped.count(b"trak"), stripped.count(b"vide")) == (1, 1)


@pytest.mark.parametrize("kind", [b"soun", b"sbtl", b"text", b"auxv"])
def test_sound_and_words_stay(kind: bytes) -> None:
    """Subtitles and chapters are shown, and sound is heard, whatever it sounds like."""
    film = _film(kind, PLACE)
    assert strip_metadata(film) == film


@pytest.mark.parametrize("said", [b"GPS(11.5755,48.1374,20)", b"[latitude: 48.1374] [longitude: 11.5755]"])
def test_subtitles_that_say_where_a_camera_was_are_gone(said: bytes) -> None:
    """Some cameras write their place as subtitles, one for each second."""
    assert said not in strip_metadata(_film(b"sbtl", said))
    assert said in strip_metadata(_film(b"soun", said))
    words = _film(b"sbtl", b"We know by GPS where you are.")
    assert strip_metadata(words) == words


def test_a_track_in_fragments_is_gone() -> None:
    """A film in fragments says in each of them where the data of its tracks start."""

    def run(number: int, offset: int) -> bytes:
        return _box(
            b"traf", _box(b"tfhd", struct.pack(">II", 0, number)), _box(b"trun", struct.pack(">IIi", 1, 1, offset))
        )

    head = _box(b"ftyp") + _box(b"moov", _track(1, b"vide"), _track(2, b"meta"))
    size = len(_box(b"moof", run(1, 0), run(2, 0)))
    fragment = _box(b"moof", run(1, size + 8), run(2, size + 15)) + _box(b"mdat", b"picture", PLACE)
    stripped = strip_metadata(head + fragment + fragment)
    assert PLACE not in stripped
    assert stripped.count(b"picture" + bytes(len(PLACE))) == 2


def test_what_programs_add_to_a_film_is_gone() -> None:
    """Boxes of their own, and what follows the end or is cut off."""
    film = _film(b"soun", b"sound")
    for added in (_box(b"inst", PLACE), b"\0\0\1\0udta" + PLACE, _box(b"moov", b"\0\0\1\0udta" + PLACE)):
        stripped = strip_metadata(film + added)
        assert PLACE not in stripped
        assert stripped.startswith(film)


@pytest.mark.parametrize(
    "film",
    [
        b"".join(struct.pack(">I", 8 * depth) + b"moov" for depth in range(20_000, 0, -1)),
        _box(b"moov", *[_track(number, b"meta") for number in range(101)]),
        _box(b"moov", _track(1, b"vide", *range(2_000))),
        _box(b"moov", _track(1, b"meta", 2**40, table=b"co64")),
    ],
    ids=["deep", "tracks", "chunks", "far"],
)
def test_what_is_no_film_is_copied_without_what_it_says(film: bytes) -> None:
    """Neither boxes in boxes, nor more tracks and chunks than a film can have, stop a build."""
    stripped = strip_metadata(_box(b"ftyp") + film + PLACE)
    assert len(stripped) == len(film) + 8 + len(PLACE)


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
@given(st.binary(max_size=200), st.sampled_from(["plain.jpg", "plain.png", "plain.webp", *TOLD]), st.integers(0, 1200))
def test_no_file_is_too_broken(noise: bytes, name: str, cut: int) -> None:
    """A damaged file is copied as far as it can be followed; nothing is raised, and nothing grows."""
    damaged = _read(name)[:cut] + noise
    assert len(strip_metadata(damaged)) <= len(damaged) + 36
    assert len(clean_profile(damaged)) <= len(damaged)


@pytest.mark.slow
def test_the_site_has_no_place_in_its_pictures(tmp_path: Path) -> None:
    """A build takes it out of what it copies, whatever the file is called; the note's own file stays as it was."""
    root = write_notes(set_up(tmp_path), {"index.md": "---\nname: A\npurpose: P.\n---\n![a](a.gif) ![b](b/B.JPG)\n"})
    plain = _read("plain.jpg")
    written = plain[:2] + _segment(0xE1, _exif("<", 1)) + plain[2:]
    (root / "content" / "b").mkdir()
    for name in ("a.gif", "b/B.JPG"):
        (root / "content" / name).write_bytes(written)
    assert build(root).returncode == 0
    for name in ("a.gif", "b/B.JPG"):
        assert (root / "site" / name).read_bytes() == plain
        assert (root / "content" / name).read_bytes() == written


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    """A file above the setting is left out by its size alone; its content, a hole on the disk, is never read."""
    root = write_notes(set_up(tmp_path), {"index.md": "---\nname: Small\npurpose: To be checked.\n---\nHello.\n"})
    for name, size in (("large.png", 3_000_000_000), ("just.mp4", 50_000_000)):
        with (root / "content" / name).open("wb") as file:
            file.truncate(size)
    done = cop(root, "check")
    assert done.exit_code == 1
    assert "content/large.png:1:1: error COP005 file-is-small: file has 3,000,000,000 bytes" in done.stdout
    assert "just.mp4:1:1: error COP005" not in done.stdout
    set_up(root, "as_of = 2026-11-25\nmax_file_size = 49")
    assert "just.mp4:1:1: error COP005" in cop(root, "check").stdout
