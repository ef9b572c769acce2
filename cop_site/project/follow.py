"""Follows a project while it is edited: looks for changes, and reads only the notes that changed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from cop_site.content.files import SourceText
from cop_site.content.load import Source, load
from cop_site.model.assemble import Reading, read_named
from cop_site.project import baseline
from cop_site.project.open import ENGINE_FILES, OpenedProject, open_project
from cop_site.project.ours import TEMPLATES
from cop_site.project.project import Project, understand
from cop_site.settings_file import CONTENT, FILE, SettingsError, read_settings_file

_QUARTER = 15 * 60
"""Seconds: time zones differ by quarters of an hour, so a new day begins at one."""

Stamps = Mapping[str, tuple[int, int, int]]
"""What tells whether a file has changed: its size, its time, and its number on the disk, by path."""


class Follower:
    """Reads a project again and again; what has not changed is neither parsed nor validated a second time."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sources: dict[str, tuple[SourceText, Source]] = {}
        self._readings: dict[str, tuple[Source, tuple[date, Mapping[str, str]], Reading]] = {}

    def read(self) -> tuple[OpenedProject, Project]:
        """Return the project as it is now; raise UserError as `open_project` and `understand` do."""
        opened = open_project(self._root, datetime.now(UTC))
        sources = [self._load(text) for text in opened.files.sources]
        read_again = understand(
            self._root,
            opened.settings,
            opened.site_file,
            opened.files,
            opened.as_of,
            sources=sources,
            baseline=baseline.parse_baseline(opened.baseline_text),
            read=self._read,
        )
        self._sources = {source.path: self._sources[source.path] for source in sources}
        self._readings = {source.path: self._readings[source.path] for source in sources}
        return opened, read_again

    def _load(self, text: SourceText) -> Source:
        known = self._sources.get(text.path)
        if known is None or known[0] != text:
            known = self._sources[text.path] = (text, load(text))
        return known[1]

    def _read(self, source: Source, as_of: date, field_names: Mapping[str, str]) -> Reading:
        known = self._readings.get(source.path)
        if known is None or known[0] is not source or known[1] != (as_of, field_names):
            reading = read_named(source, as_of, field_names)
            known = self._readings[source.path] = (source, (as_of, field_names), reading)
        return known[2]


def find_inputs(root: Path) -> tuple[Path, ...]:
    """Return the files and folders that a project is read from, whether they exist or not."""
    try:
        table = read_settings_file(root).table
    except SettingsError:
        table = {}
    named = (table.get("content", CONTENT), table.get("templates"))
    folders = (root / name for name in named if name and isinstance(name, str))
    return (*folders, TEMPLATES, root / FILE, *(root / name for name in ENGINE_FILES), root / baseline.FILE)


def take_stamps(inputs: Iterable[Path]) -> Stamps:
    """Return the stamps of files, and of all files in folders, and a stamp of the day."""
    stamps = {path: (status.st_size, status.st_mtime_ns, status.st_ino) for path, status in _walk(map(str, inputs))}
    return {**stamps, "": (int(datetime.now(UTC).timestamp()) // _QUARTER, 0, 0)}


def _walk(paths: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Yield everything at and below some paths that is not a folder, without following links."""
    for path in paths:
        try:
            status = os.stat(path, follow_symlinks=False)  # noqa: PTH116  # called for every note
            if stat.S_ISDIR(status.st_mode):
                with os.scandir(path) as entries:
                    yield from _walk(entry.path for entry in entries)
            else:
                yield path, status
        except (OSError, ValueError):  # deleted just now, or unreadable or unusable as a name, which reading it says
            continue
