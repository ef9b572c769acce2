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

from cop_site.pages.findable import SearchEntry, search_entries
from cop_site.pages.site import Site
from cop_site.search.bigrams import make_words

_ROOM = 512 * 1024 * 1024
"""Bytes that a folder in memory has to have free: far more than the notes of any community need."""

_EVERYWHERE = "zqall"
"""A made-up word that every note has, for readers who type none; `docs_template/assets/search-index.js` asks for it."""


class SearchError(Exception):
    """The search index could not be built; the message says why."""


class SearchIndex:
    """An index that is being built by a process of its own."""

    def __init__(self, site: Site, output: Path, language: str) -> None:
        """Begin to index the notes that have a page into the folder `output`."""
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
        """Wait until the index is written; raises SearchError when Pagefind failed."""
        said, _ = self._process.communicate()
        self._folder.cleanup()
        if self._process.returncode:
            raise SearchError(f"the search index could not be built: {said.strip()}")
        drop_unused(self._output)

    def abandon(self) -> None:
        """Stop, because nobody will need the index."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
        self._folder.cleanup()


def make_folder() -> TemporaryDirectory[str]:
    """A folder for what Pagefind reads: in memory, where there is room; many small files cost a disk half a second."""
    memory = Path("/dev/shm")  # noqa: S108  # only for a directory of our own in it, made with a random name
    usable = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM
    return TemporaryDirectory(prefix="cop-search-", dir=memory if usable else None)


def write_entries(entries: Iterable[SearchEntry], folder: Path, language: str) -> None:
    """Write a page for each entry, as Pagefind wants it."""
    folder.mkdir(exist_ok=True)
    for entry in entries:
        page = folder / entry.uri
        page.mkdir(parents=True, exist_ok=True)
        (page / "index.html").write_text(_render(entry, language), "utf-8")
    # Pagefind fails where there is no word at all; where there are notes, it passes this page over.
    (folder / "index.html").write_text("<!doctype html><html><body>Home</body></html>", "utf-8")


def index_command(folder: Path, output: Path) -> list[str]:
    """The command line that indexes the pages in `folder`.

    Pagefind's Python interface waits a tenth of a second between two steps; its command line does not.
    """
    return [sys.executable, "-m", "pagefind", "--site", str(folder), "--output-path", str(output), "--quiet"]


def drop_unused(output: Path) -> None:
    """Delete what Pagefind writes beside the index and nothing here uses: its looks, and a copy of its program."""
    for pattern in ("*-ui.css", "*-ui.js", "pagefind-highlight.js", "pagefind-worker.js"):
        for file in output.glob(pattern):
            file.unlink()


def _render(entry: SearchEntry, language: str) -> str:
    """One page. All are in one language, the site's, so that there is one index and nothing is in another.

    The title is left out of the text, so that what is shown of the text does not begin by saying it again.
    """
    facts = [("meta", "title", entry.title), ("meta", "kind", entry.kind), ("meta", "date", entry.date)]
    facts += [("filter", *facet) for facet in entry.facets.items()]
    facts.append(("meta", "standing", entry.facets.standing))
    if entry.facets.language != language.lower():
        facts.append(("meta", "lang", entry.facets.language))
    # A note that says nothing else says its title: Pagefind fails where no page has a word.
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
