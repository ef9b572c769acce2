"""Renders the notes and starts the search index in a second process, while the first one checks the notes.

The search index is the longest single step of a build. The process is a fork: it has the notes in memory already, and
returns one value. On systems that cannot fork safely, the notes are rendered first, and only Pagefind runs in parallel.
"""

from __future__ import annotations

import marshal
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from cop_site.pages.context import Site
from cop_site.pages.findable import search_entries
from cop_site.project.parallel import can_fork
from cop_site.search.index import (
    SearchError,
    SearchIndex,
    drop_unused,
    explain_failure,
    index_command,
    make_folder,
    write_entries,
)


@contextmanager
def indexing(site: Site, output: Path, language: str) -> Iterator[None]:
    """Index the notes that have a page into the folder `output` while a block runs; at its end the index is whole.

    `language` is the code of the site's own language. When the block raises, there is no index. Raises SearchError
    where the index could not be built.
    """
    index: Prerender | SearchIndex
    if can_fork():
        index = Prerender(site, output, language)
        site.bodies.expect(index.fetch_bodies)
    else:
        index = SearchIndex(site, output, language)
    try:
        yield
        index.finish()
    finally:
        index.abandon()


class Prerender:
    """A process that renders every body, and then becomes Pagefind.

    It has the methods of `SearchIndex`, and `fetch_bodies`.
    """

    def __init__(self, site: Site, output: Path, language: str) -> None:
        """Start to index the notes that have a page into the folder `output`."""
        self._output = output
        self._folder = make_folder()
        self._bodies, self._log = (Path(self._folder.name, name) for name in ("bodies", "log"))
        self._ready, ready = os.pipe()
        self._process: int | None = os.fork()
        if not self._process:
            self._run(site, language, ready)
        os.close(ready)

    def fetch_bodies(self) -> Mapping[str, str]:
        """Wait for the bodies of all notes and return them by key; empty if the process failed before."""
        with open(self._ready, "rb") as ready:  # noqa: PTH123  # a descriptor, not a path
            if not ready.read():
                return {}
        bodies: dict[str, str] = marshal.loads(self._bodies.read_bytes())  # noqa: S302  # our own process wrote it
        return bodies

    def finish(self) -> None:
        """Wait until the index is written; raise SearchError if that failed."""
        process, self._process = self._process, None
        assert process is not None  # noqa: S101  # it is finished once
        _, status = os.waitpid(process, 0)
        output = self._log.read_text("utf-8", "replace") if self._log.exists() else ""
        self._folder.cleanup()
        if status:
            raise SearchError(explain_failure(output, self._folder.name))
        drop_unused(self._output)

    def abandon(self) -> None:
        """Kill the process; its result is not needed any more."""
        if self._process is not None:
            os.kill(self._process, signal.SIGKILL)  # imported, it would fail on Windows, which has none
            os.waitpid(self._process, 0)
            self._process = None
        self._folder.cleanup()

    def _run(self, site: Site, language: str, ready: int) -> NoReturn:
        """Do the work of the process; never returns."""
        try:
            log = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(log, 1)
            os.dup2(log, 2)
            bodies = {note.key: site.bodies.html_of(note) for note in site.community.notes}
            self._bodies.write_bytes(marshal.dumps(bodies))
            os.write(ready, b"1")
            os.close(ready)
            pages = Path(self._folder.name, "pages")
            write_entries(search_entries(site, language), pages, language)
            command = index_command(pages, self._output)
            os.execv(command[0], command)  # noqa: S606  # a fixed command
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(1)
