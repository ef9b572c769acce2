"""Reads a folder of Markdown, or one file of it; nothing in it is ever changed or followed out of it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from cop_site.adopt.front_matter import read_fields, read_properties
from cop_site.adopt.record import (
    Attachment,
    Collected,
    LeftOut,
    Record,
    Share,
    is_markdown,
    name_source,
    share_with_nobody,
)
from cop_site.adopt.sources.site import read_site
from cop_site.content.file_name import make_printable
from cop_site.content.file_types import ASSET_SUFFIXES
from cop_site.content.files import MAX_NOTE_BYTES

DATA = (".csv", ".tsv", ".yml", ".yaml", ".json")
"""Files with lists of records, which can be sources of their own."""
TABLES = (".csv", ".tsv")
CALENDARS = (".ics", ".ical", ".icalendar")
_FIRST_BYTES = 4_096
_LIST = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|#[^\n]*\n|---[ \t]*\n)*(?:\[\s*\{|- )")
"""What a list of records begins with, in JSON and in YAML."""
_TOOLS = frozenset({"_includes", "_layouts", "_sass", "_site", "node_modules", "site-packages", "__pycache__", "venv"})
"""Folders of programs, whose Markdown is a part of something and no note."""
_PARTS_OF_SITE = frozenset({"archetypes", "layouts", "public", "themes", "vendor"})
"""Folders of programs beside the settings of a site or a program; elsewhere they are about what they are called."""
_SETTINGS = re.compile(
    r"(?:_?config|hugo|package|composer)\.(?:toml|ya?ml|json|js|rb)|go\.mod|gemfile|config|content", re.IGNORECASE
)
_MAX_DEPTH = 24
_MAX_READ = 32 * 1024 * 1024
_PICTURE = re.compile(r"(?<=\]\()<?data:image/[^)\s]*|^\[[^\]\n]{1,80}\]:[ \t]*<?data:[^\n]*\n?", re.MULTILINE)
_BINARY = (b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")


@dataclass
class _Found:
    records: list[Record] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def read_folder(folder: Path, share: Share = share_with_nobody) -> Collected:
    """Return everything in a folder and the folders below it, by path."""
    names: set[str] = set()
    files, source = list(_walk(folder, "", names)), name_source(folder)
    first, last = share(files, lambda some: _take_all(some, source))
    records, attachments, left_out = (
        (*getattr(first, name), *reversed(getattr(last, name))) for name in ("records", "attachments", "left_out")
    )
    site = read_site(folder)
    name = site.name or next((_heading_of(r) for r in records if r.origin.casefold() == "readme.md"), "")
    named = replace(site, name=name or folder.resolve().name)
    return Collected(records, attachments, left_out, frozenset(names), named)


def read_file(file: Path) -> Collected:
    """Return the one note that a file is."""
    found = _Found()
    _take(file.name, file, found, name_source(file.parent))
    return Collected(tuple(found.records), (), tuple(found.left_out), frozenset({file.name}))


def _heading_of(record: Record) -> str:
    """Return the heading that a text begins with, without markup; empty if it has other characters than a name."""
    match = re.match(r"\s*#[ \t]+([\w .,&'’–-]{2,80}?)[ \t#]*(?:\n|\Z)", record.body)
    return match[1].strip() if match else ""


def _walk(folder: Path, prefix: str, names: set[str]) -> Iterator[tuple[str, Path] | LeftOut]:
    """Yield every file below a folder, by path, or what is left out; add the name of each to `names`."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield LeftOut(prefix, f"cannot be read: {error.strerror}")
        return
    tools = _TOOLS | _PARTS_OF_SITE if any(_SETTINGS.fullmatch(entry.name) for entry in entries) else _TOOLS
    for entry in entries:
        origin = make_printable(prefix + entry.name)
        if not entry.is_dir(follow_symlinks=False):
            names.add(prefix + entry.name)
            yield prefix + entry.name, Path(entry.path)
        elif entry.name.startswith(".") or entry.name.lower() in tools:
            names.add(origin)
            yield LeftOut(f"{origin}/", "is a folder of programs")
        elif origin.count("/") >= _MAX_DEPTH:
            yield LeftOut(f"{origin}/", f"is nested more than {_MAX_DEPTH} levels deep")
        else:
            yield from _walk(folder / entry.name, f"{prefix}{entry.name}/", names)


def _take_all(files: Iterable[tuple[str, Path] | LeftOut], source: str) -> _Found:
    """Return what files are, in their order."""
    found = _Found()
    for file in files:
        if isinstance(file, LeftOut):
            found.left_out.append(file)
        else:
            _take(*file, found, source)
    return found


def _take(origin: str, file: Path, found: _Found, source: str) -> None:
    """Add what a file is to what was found."""
    origin = make_printable(origin)
    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            what = "is a symbolic link" if stat.S_ISLNK(status.st_mode) else "is not a regular file"
            found.left_out.append(LeftOut(origin, what))
        elif is_markdown(origin):
            _take_text(origin, file, found, source)
        elif file.suffix.lower() in ASSET_SUFFIXES:
            found.attachments.append(Attachment(origin, file, source))
        else:
            found.left_out.append(LeftOut(origin, _describe(file)))
    except OSError as error:
        found.left_out.append(LeftOut(origin, f"cannot be read: {error.strerror}"))


def _describe(file: Path) -> str:
    """Return what a file is that is taken over from no folder: a list of records begins with one."""
    suffix = file.suffix.lower()
    if suffix not in (*DATA, *CALENDARS):
        return "is no Markdown, picture or document"
    with file.open("rb") as stream:
        is_list = suffix not in DATA or suffix in TABLES or _LIST.match(stream.read(_FIRST_BYTES))
    return "is data (a source of its own, if it lists meetups)" if is_list else "is settings or data of a program"


def _take_text(origin: str, file: Path, found: _Found, source: str) -> None:
    size, text, remark, raw = file.lstat().st_size, "", "", b""
    if size <= _MAX_READ:
        raw = file.read_bytes()
        text, remark = decode(raw)
        if size > MAX_NOTE_BYTES:  # pictures that stand in the text are not taken over
            text = _PICTURE.sub("", text)
    if size > _MAX_READ or len(text.encode()) > MAX_NOTE_BYTES:
        found.left_out.append(LeftOut(origin, f"has {size:,} bytes (maximum {MAX_NOTE_BYTES:,}): split it"))
        return
    if raw.startswith(_BINARY) or "\0" in text:
        found.left_out.append(LeftOut(origin, "is not a text, whatever its name says"))
        return
    fields, body, wrong = read_fields(text)
    if not fields:
        fields, body = read_properties(body)
    remarks = tuple(filter(None, (remark, wrong)))
    found.records.append(Record(origin, fields, body, remarks=remarks, source=source))


def decode(raw: bytes) -> tuple[str, str]:
    """Return the text of a file with Unix line ends, and a remark if it is not written in UTF-8."""
    remark = ""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", "replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
            remark = "is not UTF-8, and was read as Windows-1252"
    return text.replace("\r\n", "\n").replace("\r", "\n"), remark
