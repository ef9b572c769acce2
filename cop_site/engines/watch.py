"""Waits for files to change, as the system tells it: nothing is done while nothing happens."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

_CHANGES: list[type[FileSystemEvent]] = [
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent),
    *(FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent),
]
"""The events that matter; reading a file is one, too, which the system does not tell us of."""
_SETTLE = 0.03
"""Seconds to wait for what follows: an editor writes a file in several steps."""
_LOG = logging.getLogger("cop.serve")


@contextmanager
def watching(find_paths: Callable[[], Iterable[Path]], changed: Callable[[], object]) -> Iterator[None]:
    """Call `changed` in a thread of its own after changes of some files and folders, while a block runs.

    `find_paths` returns them; they need not exist yet. What is beside a file is watched, too.
    """
    watcher = _Watcher(find_paths, changed)
    watcher.start()
    try:
        yield
    finally:
        watcher.stop()


class _Watcher(FileSystemEventHandler):
    def __init__(self, find_paths: Callable[[], Iterable[Path]], changed: Callable[[], object]) -> None:
        self._find_paths, self._changed = find_paths, changed
        self._observer = Observer()
        self._watched: frozenset[tuple[str, bool, int]] = frozenset()
        self._happened = Event()
        self._is_stopped = False

    def start(self) -> None:
        """Start to watch."""
        self._observer.start()
        self._watch()
        Thread(target=self._follow, daemon=True).start()

    def stop(self) -> None:
        """Stop to watch."""
        self._is_stopped = True
        self._happened.set()
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:  # noqa: ARG002  # watchdog calls it so
        """Take note of an event."""
        self._happened.set()

    def _follow(self) -> None:
        while True:
            self._happened.wait()
            if self._is_stopped:
                return
            time.sleep(_SETTLE)
            self._happened.clear()
            self._watch()
            self._changed()

    def _watch(self) -> None:
        """Watch the folders that are there now, each with all that is in it, and the folders of files without it."""
        # Nothing is read through a link, and what it leads to may be large.
        folders = {path: path.is_dir() and not path.is_symlink() for path in self._find_paths()}
        paths = {(path if deep else path.parent, deep) for path, deep in folders.items()}
        there = frozenset((str(path), deep, path.stat().st_ino) for path, deep in paths if path.is_dir())
        if there == self._watched:
            return
        self._observer.unschedule_all()
        self._watched = there
        for path, deep, _ in there:
            try:
                self._observer.schedule(self, path, recursive=deep, event_filter=_CHANGES)
            except OSError as error:  # the system watches only so many folders
                _LOG.warning("changes in %s are seen when a page is loaded again (%s)", path, error.strerror)
