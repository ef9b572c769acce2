"""Builds the search index with Pagefind, beside everything else.

Pagefind reads HTML. It is given the notes alone, without the theme and the lists around them: what is searched is what
was written, and it is ready before the theme has been wrapped around the first page, so both go on at the same time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from cop_site.pages.findable import SearchEntry

_ROOM = 512 * 1024 * 1024
"""Bytes that a folder in memory has to have free: far more than the notes of any community need."""


class SearchError(Exception):
    """The search index could not be built; the message says why."""


class SearchIndex:
    """An index that is being built by a process of its own."""

    def __init__(self, entries: Iterable[SearchEntry], output: Path, language: str) -> None:
        """Begin to index some entries into the directory `output`."""
        self._folder = TemporaryDirectory(prefix="cop-search-", dir=_find_memory())
        for entry in entries:
            folder = Path(self._folder.name, entry.uri)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.html").write_text(_render(entry, language), "utf-8")
        # Pagefind fails where there is no word at all; where there are notes, it passes this page over.
        Path(self._folder.name, "index.html").write_text("<!doctype html><html><body>Home</body></html>", "utf-8")
        # The command line is used because Pagefind's Python interface waits a tenth of a second between two steps.
        command = [
            sys.executable,
            "-m",
            "pagefind",
            "--site",
            self._folder.name,
            "--output-path",
            str(output),
        ]
        self._process = subprocess.Popen(  # noqa: S603  # a fixed command
            [*command, "--quiet"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def finish(self) -> None:
        """Wait until the index is written; raises SearchError when Pagefind failed."""
        said, _ = self._process.communicate()
        self._folder.cleanup()
        if self._process.returncode:
            raise SearchError(f"the search index could not be built: {said.strip()}")

    def abandon(self) -> None:
        """Stop, because nobody will need the index."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
        self._folder.cleanup()


def _find_memory() -> str | None:
    """A folder in memory, where the system has one with room; a thousand small files cost a disk half a second."""
    folder = Path("/dev/shm")  # noqa: S108  # only for a directory of our own in it, made with a random name
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return None
    return str(folder) if shutil.disk_usage(folder).free > _ROOM else None


def _render(entry: SearchEntry, language: str) -> str:
    """A page as Pagefind wants it: filters and sort keys are elements that carry their value in an attribute."""
    facts = [("filter", "kind", entry.kind), ("meta", "kind", entry.kind), ("filter", "year", entry.year)]
    facts += [("filter", "topic", topic) for topic in entry.topics]
    facts += [("sort", "date", entry.date), ("meta", "date", entry.date)]
    marks = "".join(
        f'<i data-v="{escape(value)}" data-pagefind-{what}="{name}[data-v]"></i>'
        for what, name, value in facts
        if value
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><body data-pagefind-body>{marks}'
        f"<h1>{escape(entry.title)}</h1><p>{escape(entry.lead)}</p>{entry.body}</body></html>"
    )
