"""Walks a content folder, and lets in only what is small, regular, portable and harmless."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cop_site.content.assets.dimensions import IMAGE_SUFFIXES, find_heavy_image
from cop_site.content.assets.svg import find_active_svg
from cop_site.content.file_name import check_file_name, make_printable
from cop_site.content.note_text import check_lines, decode
from cop_site.diagnostics import Problem, Span

MAX_NOTE_BYTES = 256 * 1024
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
        elif name.lower().endswith(".svg") and (harm := find_active_svg(Path(entry.path), path)):
            problems.append(harm)
        else:
            assets.append(Asset(path, name))
            if name.lower().endswith(IMAGE_SUFFIXES):
                problems.extend(find_heavy_image(entry, path))
    return Files(content, tuple(sources), tuple(assets), tuple(problems))


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
            span = Span(make_printable(f"{content}/{name}"))
            problems.append(Problem("file-name-is-portable", span, message, "use fewer folders"))
        elif not prefix and entry.name.lower() in RESERVED_FOLDERS:
            message = f"the folder {entry.name!r} is needed by the site itself"
            problems.append(
                Problem("folder-is-free", Span(f"{content}/{name}"), message, "give the folder another name")
            )
        elif problem := check_file_name(entry.name, f"{content}/{name}"):
            problems.append(problem)
        else:
            yield from _walk(folder / entry.name, name + "/", problems, content)


def _refuse(name: str, path: str, entry: os.DirEntry[str]) -> Problem | None:
    """Say why an entry is not let in, if it is not."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return Problem(
            "file-is-readable", Span(make_printable(path)), f"cannot be read: {error.strerror}", "check its permissions"
        )
    mode = status.st_mode
    if not stat.S_ISREG(mode):
        what = "a symbolic link" if stat.S_ISLNK(mode) else "not a regular file"
        return Problem(
            "file-is-regular", Span(make_printable(path)), f"is {what}", "put a copy of the file here instead"
        )
    problem = check_file_name(entry.name, path)
    if problem:
        return problem
    suffix = os.path.splitext(name)[1]  # noqa: PTH122  # asked of every file, and far cheaper than a Path
    if suffix == ".md":
        size = status.st_size
        if size > MAX_NOTE_BYTES:
            message = f"is {size / 1024:,.0f} KiB, {MAX_NOTE_BYTES // 1024} KiB are allowed"
            return Problem("file-is-small", Span(make_printable(path)), message, "split the note")
    elif suffix.lower() not in ASSET_SUFFIXES:
        allowed = ", ".join(sorted(s[1:] for s in ASSET_SUFFIXES))
        which = f"of the type {suffix!r}" if suffix else "without an ending"
        message = f"files {which} are not published"
        is_note = suffix.lower() in (".md", ".markdown", ".mdx", ".mkd")
        hint = "let the name end in '.md'" if is_note else f"allowed are md, {allowed}"
        return Problem("file-type-is-allowed", Span(make_printable(path)), message, hint)
    return None


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
