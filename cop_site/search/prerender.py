"""Renders the notes and starts the search index in a second process, while the first one checks the notes.

The search index is the longest single step of a build. The process is a fork: it has the notes in memory already, and
returns one value. On systems that cannot fork safely, the notes are rendered first, and only Pagefind runs in parallel.
"""

from __future__ import annotations

import marshal
import os
import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import NoReturn

from cop_site.pages.findable import search_entries
from cop_site.pages.site import Site
from cop_site.project.parallel import can_fork, end_with
from cop_site.project.store import Store
from cop_site.search.index import SearchError, SearchIndex


@contextmanager
def indexing(site: Site, output: Path, language: str, store: Store | None = None) -> Iterator[None]:
    """Index the notes that have a page into the folder `output` while a block runs; at its end the index is whole.

    `language` is the code of the site's own language; `store` has what earlier builds kept. When the block raises,
    there is no index. Raises SearchError where the index could not be built.
    """
    index: Prerender | Beside
    if can_fork():
        index = Prerender(site, output, language, store)
        site.bodies.expect(index.fetch_bodies)
    else:
        index = Beside(site, output, language, store)
    try:
        yield
        index.finish()
    finally:
        index.abandon()


class Beside:
    """A thread that waits for Pagefind, while this process makes pages of the bodies that it has rendered."""

    def __init__(self, site: Site, output: Path, language: str, store: Store | None = None) -> None:
        """Render the notes that have a page, and start to index them into the folder `output`."""
        self._index = SearchIndex(search_entries(site, language), language, site.folding, output, store)
        self._threads = ThreadPoolExecutor(1)
        self._built = self._threads.submit(self._index.build)

    def finish(self) -> None:
        """Wait until the index is written; raise SearchError if that failed."""
        self._built.result()
        self._threads.shutdown()

    def abandon(self) -> None:
        """Stop Pagefind; the index is not needed any more."""
        self._index.abandon()
        self._threads.shutdown()


class Prerender:
    """A process that renders every body, and then builds the index.

    It has the methods of `Beside`, and `fetch_bodies`. The files that it shares with this process have no name, so
    that none is left behind, however the two end.
    """

    def __init__(self, site: Site, output: Path, language: str, store: Store | None = None) -> None:
        """Start to index the notes that have a page into the folder `output`."""
        self._bodies, self._log = TemporaryFile(), TemporaryFile()  # noqa: SIM115  # until `_close`
        self._ready, ready = os.pipe()
        parent = os.getpid()
        self._process: int | None = os.fork()
        if not self._process:
            end_with(parent)
            self._run(site, output, language, store, ready)
        os.close(ready)

    def fetch_bodies(self) -> Mapping[str, str]:
        """Wait for the bodies of all notes and return them by key; empty if the process failed before."""
        with open(self._ready, "rb") as ready:  # noqa: PTH123  # a descriptor, not a path
            if not ready.read():
                return {}
        self._bodies.seek(0)
        bodies: dict[str, str] = marshal.load(self._bodies)  # noqa: S302  # our own process wrote it
        return bodies

    def finish(self) -> None:
        """Wait until the index is written; raise SearchError if that failed."""
        process, self._process = self._process, None
        assert process is not None  # noqa: S101  # it is finished once
        _, status = os.waitpid(process, 0)
        self._log.seek(0)
        log = self._log.read().decode("utf-8", "replace")
        self._close()
        if status:
            raise SearchError(log.strip())

    def abandon(self) -> None:
        """Stop the process, which stops Pagefind; its result is not needed any more."""
        if self._process is not None:
            os.kill(self._process, signal.SIGTERM)
            os.waitpid(self._process, 0)
            self._process = None
        self._close()

    def _close(self) -> None:
        self._bodies.close()
        self._log.close()

    def _run(self, site: Site, output: Path, language: str, store: Store | None, ready: int) -> NoReturn:
        """Do the work of the process; never returns."""
        status = 1
        try:
            signal.signal(signal.SIGTERM, signal.default_int_handler)  # raises KeyboardInterrupt
            marshal.dump(site.bodies.render_all(), self._bodies)
            self._bodies.flush()
            os.write(ready, b"1")
            os.close(ready)
            SearchIndex(search_entries(site, language), language, site.folding, output, store).build()
            status = 0
        except SearchError as error:
            self._log.write(str(error).encode())
        except BaseException as error:
            self._log.write(f"the search index could not be built: {type(error).__name__}: {error}".encode())
        finally:
            self._log.flush()
            os._exit(status)
