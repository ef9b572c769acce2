"""The search index while notes are edited: it is built in the background when the search is opened."""

from __future__ import annotations

import logging
import shutil
from itertools import count
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from cop_site.pages.site import Site
from cop_site.search.index import SearchError
from cop_site.search.prerender import indexing

_LOG = logging.getLogger("cop.serve")


class _Index(NamedTuple):
    folder: Path
    files: dict[str, Path]


class LiveSearch:
    """Builds an index of the latest notes whenever the last one is asked for and is older; until then, that is used."""

    def __init__(self, folder: Path) -> None:
        """Build below `folder`."""
        self._folder, self._numbers = folder, count()
        self._wanted: tuple[Site, str] | None = None
        self._building: tuple[Site, Thread] | None = None
        self._indexes: tuple[_Index, ...] = ()

    def follow(self, site: Site, language: str) -> None:
        """Build the next index from this site; `language` is the code of its own language."""
        self._wanted = site, language

    def read(self, name: str) -> bytes | None:
        """Return a file of the index; wait for it only if there is none at all yet. None if there is no such file."""
        if self._wanted and (self._building is None or not self._is_building_or_built(self._wanted[0])):
            thread = Thread(target=self._build, args=self._wanted, daemon=True)
            self._building = self._wanted[0], thread
            thread.start()
        if not self._indexes:
            self.wait()
        file = next((index.files[name] for index in self._indexes if name in index.files), None)
        try:
            return file.read_bytes() if file else None
        except FileNotFoundError:  # it was removed in this moment
            return None

    def wait(self) -> None:
        """Wait until nothing is being built."""
        if self._building:
            self._building[1].join()

    def _is_building_or_built(self, site: Site) -> bool:
        assert self._building  # noqa: S101  # as the caller has seen
        begun, thread = self._building
        return begun is site or thread.is_alive()

    def _build(self, site: Site, language: str) -> None:
        folder = self._folder / f"search-{next(self._numbers)}"
        try:
            with indexing(site, folder, language):
                pass
        except SearchError as error:
            _LOG.warning("%s", error)
            shutil.rmtree(folder, ignore_errors=True)
            return
        built = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
        # A page that is open may still ask for files of the one before; those from before that were loaded again since.
        self._indexes, ended = (_Index(folder, built), *self._indexes[:1]), self._indexes[1:]
        for index in ended:
            shutil.rmtree(index.folder, ignore_errors=True)
