"""Walks a content folder, and lets in only what is small, regular, portable and harmless."""

from __future__ import annotations

import codecs
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cop_site.content.control_characters import CONTROL, find_control_characters
from cop_site.content.image_header import IMAGE_SUFFIXES, find_heavy_image
from cop_site.diagnostics import Problem, Span

MAX_NOTE_BYTES = 256 * 1024
MAX_LINE_CHARACTERS = 10_000
MAX_NAME_CHARACTERS = 100
MAX_FOLDER_DEPTH = 16

ASSET_SUFFIXES = frozenset(
    [
        ".avif",
        ".csv",
        ".docx",
        ".flac",
        ".gif",
        ".jpeg",
        ".jpg",
        ".m4a",
        ".mp3",
        ".mp4",
        ".odp",
        ".ods",
        ".odt",
        ".ogg",
        ".opus",
        ".pdf",
        ".png",
        ".pptx",
        ".srt",
        ".svg",
        ".tsv",
        ".txt",
        ".vtt",
        ".wav",
        ".webm",
        ".webp",
        ".xlsx",
    ]
)
RESERVED_FOLDERS = frozenset({"assets", "pagefind", "search", "schema"})
"""Top-level folders whose URLs the site itself needs."""

_DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
_UNPORTABLE = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_UNUSUAL = re.compile(r"[^\w.]+")
_ASCII_CONTROL = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")
_LINE_END = re.compile(r"\r\n?")
_ACTIVE_SVG = re.compile(
    r"<\s*(?:script|foreignobject|iframe|embed|object|use|set|animate\w*)\b|<!entity|<\?xml-stylesheet"
    r"|\son\w+\s*=|javascript:|@import|url\(\s*['\"]?\s*(?:https?:)?//|(?:href|src)\s*=\s*['\"]?\s*(?!#)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a note as it was written, with all line ends folded to the Unix one."""

    path: str
    """Relative to the project's directory: what diagnostics and edit links name."""
    name: str
    """Relative to the content folder: what decides the kind, the slug and the URL."""
    text: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file that is published as it is."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Files:
    """All that a content folder holds, in the order of the names, and what was refused."""

    folder: str
    """The content folder, relative to the project's directory."""
    sources: tuple[SourceText, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]


def read_files(root: Path, content: str, instead: Mapping[str, bytes] | None = None) -> Files:
    """Read every note and find every static file under `root/content`.

    `instead` maps paths of notes to what is taken for their content. Nothing is raised for a
    bad file: it is left out, and a problem says why.
    """
    sources: list[SourceText] = []
    assets: list[Asset] = []
    problems: list[Problem] = []
    for name, entry in _walk(root / content, "", problems, content):
        path = f"{content}/{name}"
        refusal = _refuse(name, path, entry)
        if refusal:
            problems.append(refusal)
        elif name.endswith(".md"):
            source = _read_note(entry.path, path, name, problems, (instead or {}).get(path))
            if source:
                sources.append(source)
        elif name.lower().endswith(".svg") and (harm := _find_active_svg(Path(entry.path), path)):
            problems.append(harm)
        else:
            assets.append(Asset(path, name))
            if name.lower().endswith(IMAGE_SUFFIXES):
                problems.extend(find_heavy_image(entry, path))
    return Files(content, tuple(sources), tuple(assets), tuple(problems))


def decode(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    """Turn the bytes of a note into text, replacing what a page must not hold.

    A byte-order mark is dropped, line ends become Unix ones, control characters become U+FFFD. Returns the
    text and the problems found; the text is empty when the bytes are no UTF-8.
    """
    try:
        raw = raw.removeprefix(codecs.BOM_UTF8)
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _LINE_END.sub("\n", raw[: error.start].decode("utf-8", "replace"))
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        span = Span(path, line, column, line, column + 1)
        message = f"the byte 0x{raw[error.start]:02x} is not UTF-8"
        return "", [Problem("file-is-readable", span, message, "save the file with the encoding UTF-8")]
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    problems: list[Problem] = []
    # Most notes have none, and deleting them from bytes tells that in a tenth of the time of a search.
    suspect = not raw.isascii() or len(raw.translate(None, _ASCII_CONTROL)) < len(raw)
    if suspect and CONTROL.search(text):
        problems = find_control_characters(text, path)
        text = CONTROL.sub("\ufffd", text)
    return text, problems


def check_lines(text: str, path: str) -> Problem | None:
    """Find the first line that is too long to be written by a person."""
    if len(text) <= MAX_LINE_CHARACTERS:
        return None
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE_CHARACTERS:
            span = Span(path, number, MAX_LINE_CHARACTERS + 1, number, len(line) + 1)
            message = f"the line has {len(line):,} characters, {MAX_LINE_CHARACTERS:,} are allowed"
            return Problem("line-is-short", span, message, "break the line")
    return None


def _walk(folder: Path, prefix: str, problems: list[Problem], content: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield every visible entry below `folder` that is no folder, by name; hidden ones are passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        span = Span(f"{content}/{prefix}".rstrip("/"))
        hint = "check that the folder exists and may be read"
        problems.append(Problem("file-is-readable", span, f"cannot be read: {error.strerror}", hint))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        name = prefix + entry.name
        if not entry.is_dir(follow_symlinks=False):
            yield name, entry
        elif name.count("/") >= MAX_FOLDER_DEPTH:
            message = f"the folder lies more than {MAX_FOLDER_DEPTH} folders deep"
            span = Span(_printable(f"{content}/{name}"))
            problems.append(Problem("file-name-is-portable", span, message, "use fewer folders"))
        elif not prefix and entry.name.lower() in RESERVED_FOLDERS:
            message = f"the folder {entry.name!r} is needed by the site itself"
            problems.append(
                Problem("folder-is-free", Span(f"{content}/{name}"), message, "give the folder another name")
            )
        elif problem := _check_name(entry.name, f"{content}/{name}"):
            problems.append(problem)
        else:
            yield from _walk(folder / entry.name, name + "/", problems, content)


def _refuse(name: str, path: str, entry: os.DirEntry[str]) -> Problem | None:
    """Say why an entry is not let in, if it is not."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return Problem(
            "file-is-readable", Span(_printable(path)), f"cannot be read: {error.strerror}", "check its permissions"
        )
    mode = status.st_mode
    if not stat.S_ISREG(mode):
        what = "a symbolic link" if stat.S_ISLNK(mode) else "not a regular file"
        return Problem("file-is-regular", Span(_printable(path)), f"is {what}", "put a copy of the file here instead")
    problem = _check_name(entry.name, path)
    if problem:
        return problem
    suffix = os.path.splitext(name)[1]  # noqa: PTH122  # asked of every file, and far cheaper than a Path
    if suffix == ".md":
        size = status.st_size
        if size > MAX_NOTE_BYTES:
            message = f"is {size / 1024:,.0f} KiB, {MAX_NOTE_BYTES // 1024} KiB are allowed"
            return Problem("file-is-small", Span(_printable(path)), message, "split the note")
    elif suffix.lower() not in ASSET_SUFFIXES:
        allowed = ", ".join(sorted(s[1:] for s in ASSET_SUFFIXES))
        which = f"of the type {suffix!r}" if suffix else "without an ending"
        message = f"files {which} are not published"
        is_note = suffix.lower() in (".md", ".markdown", ".mdx", ".mkd")
        hint = "let the name end in '.md'" if is_note else f"allowed are md, {allowed}"
        return Problem("file-type-is-allowed", Span(_printable(path)), message, hint)
    return None


def _check_name(name: str, path: str) -> Problem | None:
    """Say why a name would not survive a checkout on another system or a way into a URL."""
    reason, hint = "", "use letters, digits, hyphens and dots"
    if match := _UNPORTABLE.search(name):
        reason = f"the name holds the character {match[0]!r}"
    elif name.partition(".")[0].lower() in _DEVICE_NAMES:
        reason = "the name means a device on Windows"
    elif name.endswith((".", " ")) or name.startswith(" "):
        reason = "the name begins with a space or ends with a space or a dot"
    elif len(name) > MAX_NAME_CHARACTERS:
        reason = f"the name has {len(name)} characters, {MAX_NAME_CHARACTERS} are allowed"
        hint = "give the file a shorter name; the title may stay as long as it is"
    elif not name.isascii() and any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in name):
        reason = "the name holds an invisible character"
    if not reason:
        return None
    better = _UNUSUAL.sub("-", name).replace("-.", ".").strip("-.")
    if better and better != name and len(better) <= MAX_NAME_CHARACTERS:
        hint += f", such as {better!r}"
    return Problem("file-name-is-portable", Span(_printable(path)), reason, hint)


def _printable(path: str) -> str:
    """A path that can be printed on one line; what cannot be is replaced."""
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else "\ufffd" for c in path)


def _read_note(file: str, path: str, name: str, problems: list[Problem], instead: bytes | None) -> SourceText | None:
    try:
        if instead is None:
            with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  # asked of every note, cheaper than a Path
                raw = opened.read()
        else:
            raw = instead
    except OSError as error:
        problems.append(
            Problem("file-is-readable", Span(path), f"cannot be read: {error.strerror}", "check its permissions")
        )
        return None
    text, found = decode(raw, path)
    problems.extend(found)
    too_long = check_lines(text, path)
    if too_long:
        problems.append(too_long)
    if too_long or any(problem.name == "file-is-readable" for problem in found):
        return None
    return SourceText(path, name, text)


def _find_active_svg(file: Path, path: str) -> Problem | None:
    """Find what would run or load something when the drawing is opened on its own."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return Problem("file-is-readable", Span(path), "cannot be read as UTF-8", "save the drawing as UTF-8")
    match = _ACTIVE_SVG.search(text)
    if not match:
        return None
    line = text.count("\n", 0, match.start()) + 1
    column = match.start() - text.rfind("\n", 0, match.start())
    span = Span(path, line, column, line, column + len(match[0]))
    message = f"the drawing is not inert: {match[0].strip()!r}"
    hint = "export it as a plain SVG without scripts, animation and links, or as PNG"
    return Problem("file-type-is-allowed", span, message, hint)
