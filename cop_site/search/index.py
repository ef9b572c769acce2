"""Builds the search index with Pagefind, in a process of its own.

Pagefind reads HTML. It gets the bodies of the notes without the theme: so only what was written is searched, and
indexing can start before the first page is put into its frame.
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

from cop_site.pages.context import Site
from cop_site.pages.findable import SearchEntry, search_entries
from cop_site.search.bigrams import make_words

_ROOM = 512 * 1024 * 1024
"""Free bytes that `/dev/shm` must have to be used: far more than the notes of any community need."""

_EVERYWHERE = "zqall"
"""An artificial word in every note, for a search by filters alone; `docs_template/assets/search-index.js` uses it."""


class SearchError(Exception):
    """The search index could not be built; the message says why."""


class SearchIndex:
    """An index that is being built by another process."""

    def __init__(self, site: Site, output: Path, language: str) -> None:
        """Start to index the notes that have a page into the folder `output`."""
        self._folder = make_folder()
        self._output = output
        write_entries(search_entries(site, language), Path(self._folder.name), language)
        self._process = subprocess.Popen(  # noqa: S603  # a fixed command
            index_command(Path(self._folder.name), output),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def finish(self) -> None:
        """Wait until the index is written; raise SearchError if Pagefind failed."""
        output, _ = self._process.communicate()
        self._folder.cleanup()
        if self._process.returncode:
            raise SearchError(explain_failure(output, self._folder.name))
        drop_unused(self._output)

    def abandon(self) -> None:
        """Stop the process; the index is not needed any more."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
        self._folder.cleanup()


def make_folder() -> TemporaryDirectory[str]:
    """Create a folder for Pagefind's input: in memory if there is room, which saves half a second of small files."""
    memory = Path("/dev/shm")  # noqa: S108  # only for a directory of our own in it, made with a random name
    usable = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM
    return TemporaryDirectory(prefix="cop-search-", dir=memory if usable else None)


def write_entries(entries: Iterable[SearchEntry], folder: Path, language: str) -> None:
    """Write an HTML page for each entry, as Pagefind reads it."""
    folder.mkdir(exist_ok=True)
    for entry in entries:
        page = folder / entry.uri
        try:
            page.mkdir(parents=True, exist_ok=True)
            (page / "index.html").write_text(_render(entry, language), "utf-8")
        except OSError as error:
            raise SearchError(f"{entry.uri} cannot be indexed: {(error.strerror or '').lower()}") from None
    # Pagefind fails without a single word, and what it takes for one is its own affair. Nobody looks for this one.
    home = f'<!doctype html><html lang="{escape(language)}"><body data-pagefind-body>zqhome</body></html>'
    (folder / "index.html").write_text(home, "utf-8")


def index_command(folder: Path, output: Path) -> list[str]:
    """Return the command that indexes the pages in `folder`.

    Pagefind's Python API polls every tenth of a second; its command line does not.
    """
    return [sys.executable, "-m", "pagefind", "--site", str(folder), "--output-path", str(output), "--quiet"]


def explain_failure(output: str, folder: str) -> str:
    """Return why there is no index, from what the process printed, without the name of its temporary folder."""
    return f"the search index could not be built: {output.strip().replace(f'{folder}/', '').replace(folder, '')}"


def drop_unused(output: Path) -> None:
    """Delete what Pagefind writes beside the index and the site does not use: an interface and a worker."""
    for pattern in ("*-ui.css", "*-ui.js", "pagefind-highlight.js", "pagefind-worker.js"):
        for file in output.glob(pattern):
            file.unlink()


def _render(entry: SearchEntry, language: str) -> str:
    """Return the page of an entry. All pages have the site's language, so that Pagefind builds one index.

    The title is not part of the text, so that excerpts do not repeat it.
    """
    facts = [("meta", "title", entry.title), ("meta", "kind", entry.kind), ("meta", "date", entry.date)]
    facts += [("filter", *facet) for facet in entry.facets.items()]
    facts.append(("meta", "standing", entry.facets.standing))
    if entry.facets.language != language.lower():
        facts.append(("meta", "lang", entry.facets.language))
    # An empty note is found by its title.
    text = entry.lead or ("" if entry.body.strip() else entry.title)
    made = make_words(entry.title, entry.lead, entry.body)
    facts.append(("meta", "made", " ".join([_EVERYWHERE, *made])))
    marks = "".join(
        f'<i data-v="{escape(value)}" data-pagefind-{what}="{name}[data-v]"></i>'
        for what, name, value in facts
        if value
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><body data-pagefind-body>{marks}'
        f"<p>{escape(text)}</p>{entry.body}</body></html>"
    )
