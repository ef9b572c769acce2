"""Walks a content folder, reads its notes, and refuses files that are large, irregular, not portable or active."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cop_site.content.assets.dimensions import IMAGE_SUFFIXES, find_heavy_image
from cop_site.content.assets.signatures import HEADER_BYTES, check_type, find_type
from cop_site.content.file_name import check_file_name, fold_path, make_printable
from cop_site.content.file_types import ASSET_SUFFIXES, check_type_of, is_shown_though_hidden, note_name
from cop_site.content.note_text import check_lines, decode
from cop_site.diagnostics import Problem, Span
from cop_site.settings_file import MAX_FILE_SIZE

MAX_NOTE_BYTES = 256 * 1024
MAX_FOLDER_DEPTH = 16
_BEGINNING = 16 * 1024

_OF_SITE = frozenset({".cjs", ".css", ".js", ".mjs"})
"""Endings of what `mkdocs.yml` names."""
RESERVED_FOLDERS = frozenset({"assets", "feeds", "pagefind", "search", "schema"})
"""Top-level folders whose URLs the site itself uses."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The decoded text of a note, with Unix line ends."""

    path: str
    """Relative to the project's directory, as in diagnostics and edit links."""
    name: str
    """Relative to the content folder; kind, slug and URL are derived from it."""
    text: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file; path and name are as in `SourceText`."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Files:
    """The files in a content folder, sorted by name, and problems with those that were refused."""

    folder: str
    """The content folder, relative to the project's directory."""
    sources: tuple[SourceText, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]
    refused: tuple[SourceText, ...] = ()
    """The beginnings of files that were refused, as far as they can be read: somebody's name may stand in one."""


def read_files(  # noqa: PLR0913  # all that decides what is read
    root: Path,
    content: str,
    overrides: Mapping[str, bytes] | None = None,
    *,
    max_asset: int = MAX_FILE_SIZE,
    named: Callable[[], Collection[str]] = frozenset,
    only: Collection[str] = (),
) -> Files:
    """Return the notes and static files under `root/content`.

    `overrides` replaces the contents of notes, by path; `max_asset` is the size of the largest static file, in
    megabytes; `named` returns the style sheets and scripts that `mkdocs.yml` names; `only` are the names of all files
    that are to be looked at, unless it is empty. A bad file raises nothing: it is left out, with a problem, and unread
    if it is too large.
    """
    sources: list[SourceText] = []
    assets: list[Asset] = []
    problems: list[Problem] = []
    refused: list[SourceText] = []
    for name, entry in _walk(root / content, "", problems, content):
        if only and name not in only:
            continue
        path = f"{content}/{name}"
        if problem := _check_entry(name, path, entry, max_asset, named):
            problems.append(problem)
            refused.append(SourceText(path, name, _read_beginning(entry)))
        elif (note := note_name(name)).endswith(".md"):
            source = _read_note(entry.path, path, note, problems, (overrides or {}).get(path))
            if source:
                sources.append(source)
            else:
                refused.append(SourceText(path, name, _read_beginning(entry)))
        elif _check_asset(entry, path, problems):
            assets.append(Asset(path, name))
    return Files(content, tuple(sources), tuple(assets), tuple(problems), tuple(refused))


def _read_beginning(entry: os.DirEntry[str]) -> str:
    """Return the first text of a file that was refused; empty if it is no regular file or cannot be read."""
    if not entry.is_file(follow_symlinks=False):
        return ""
    try:
        with open(entry.path, "rb") as opened:  # noqa: PTH123  # as below
            return opened.read(_BEGINNING).decode("utf-8", "replace").replace("\r", "\n")
    except OSError:
        return ""


def _walk(folder: Path, prefix: str, problems: list[Problem], content: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield everything below `folder` that is not a folder, sorted, with its name; skip hidden entries."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        span = Span(f"{content}/{prefix}".rstrip("/"))
        hint = "check that the folder exists and is readable"
        problems.append(Problem("file-is-readable", span, f"cannot be read: {error.strerror}", hint))
        return
    for entry in entries:
        name = prefix + entry.name
        if entry.name.startswith(".") and not is_shown_though_hidden(name):
            continue
        if not entry.is_dir(follow_symlinks=False):
            yield name, entry
        elif name.count("/") >= MAX_FOLDER_DEPTH:
            message = f"folder is nested more than {MAX_FOLDER_DEPTH} levels deep"
            span = Span(make_printable(f"{content}/{name}"))
            problems.append(Problem("file-name-is-portable", span, message, "use fewer folders"))
        elif not prefix and fold_path(entry.name) in RESERVED_FOLDERS:
            message = f"folder name {entry.name!r} is reserved for the site itself"
            problems.append(Problem("folder-is-free", Span(f"{content}/{name}"), message, "rename the folder"))
        elif problem := check_file_name(entry.name, f"{content}/{name}"):
            problems.append(problem)
        else:
            yield from _walk(folder / entry.name, name + "/", problems, content)


def _check_entry(
    name: str, path: str, entry: os.DirEntry[str], max_asset: int, named: Callable[[], Collection[str]]
) -> Problem | None:
    """Return the reason why a file is refused; None if it is not."""
    span = Span(make_printable(path))
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return _unreadable(path, error)
    if not stat.S_ISREG(status.st_mode):
        what = "a symbolic link" if stat.S_ISLNK(status.st_mode) else "not a regular file"
        return Problem("file-is-regular", span, f"is {what}", "replace it with a copy of the file")
    if problem := check_file_name(entry.name, path):
        return problem
    suffix = os.path.splitext(name)[1]  # noqa: PTH122  # called for every file, and far cheaper than a Path
    suffix = ".md" if note_name(name) != name else suffix
    return check_type_of(name, span, named) or _check_size(suffix, status.st_size, max_asset * 1_000_000, span)


def _check_asset(entry: os.DirEntry[str], path: str, problems: list[Problem]) -> bool:
    """Add the problems of a static file, and return whether it can be published."""
    suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122  # as above
    file = Path(entry.path)
    try:
        if suffix == ".svg":
            from cop_site.content.assets.svg import clean_svg  # noqa: PLC0415  # few communities have drawings

            cleaned = clean_svg(file.read_bytes(), path)
            refused = cleaned if isinstance(cleaned, Problem) else None
        else:
            from cop_site.content.assets.authorship import find_authorship  # noqa: PLC0415  # or any other files

            with file.open("rb", buffering=0) as opened:
                header = opened.read(HEADER_BYTES)
            # What is for hosts is text, and what `mkdocs.yml` names is the site's own.
            expected = suffix if suffix in ASSET_SUFFIXES else ".txt"
            refused = None if suffix in _OF_SITE else check_type(header, expected, path)
            if not refused and (named := find_authorship(file, find_type(header), path)):
                problems.append(named)
    except OSError as error:
        refused = _unreadable(path, error)
    if refused:
        problems.append(refused)
    elif suffix in IMAGE_SUFFIXES:
        problems.extend(find_heavy_image(entry, path))
    return not refused


def _check_size(suffix: str, size: int, max_asset: int, span: Span) -> Problem | None:
    hint = "make it smaller, link to it elsewhere, or raise the setting 'max_file_size'"
    what, most, hint = ("note", MAX_NOTE_BYTES, "split the note") if suffix == ".md" else ("file", max_asset, hint)
    message = f"{what} has {size:,} bytes (maximum {most:,})"
    return Problem("file-is-small", span, message, hint) if size > most else None


def _unreadable(path: str, error: OSError) -> Problem:
    span = Span(make_printable(path))
    return Problem("file-is-readable", span, f"cannot be read: {error.strerror}", "check its permissions")


def _read_note(file: str, path: str, name: str, problems: list[Problem], raw: bytes | None) -> SourceText | None:
    """Read a note, or decode `raw` if that is given; None if a problem makes the note unusable."""
    try:
        if raw is None:
            with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  # called for every note, cheaper than a Path
                raw = opened.read()
    except OSError as error:
        problems.append(_unreadable(path, error))
        return None
    text, found = decode(raw, path)
    problems.extend(found)
    if too_long := check_lines(text, path):
        problems.append(too_long)
    if too_long or any(problem.name == "file-is-readable" for problem in found):
        return None
    return SourceText(path, name, text)
