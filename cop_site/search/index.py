"""Builds the search index with Pagefind, in a process of its own.

Pagefind reads HTML. It gets the bodies of the notes without the theme: so only what was written is searched, and
indexing can start before the first page is put into its frame.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from cop_site.pages.context import Site
from cop_site.pages.findable import SearchEntry, search_entries
from cop_site.search.bigrams import make_words
from cop_site.search.settle import settle

COMMAND = (sys.executable, "-m", "pagefind", "--service")
"""Starts Pagefind, which answers requests on its standard input until that is closed: it cannot outlive us."""

_EVERYWHERE = "zqall"
"""An artificial word in every note, for a search by filters alone; `docs_template/assets/search-index.js` uses it."""

_HOME = '<!doctype html><html lang="{}"><body data-pagefind-body>zqhome</body></html>'
"""Pagefind fails without a single word, and what it takes for one is its own affair. Nobody looks for this one."""


class SearchError(Exception):
    """The search index could not be built; the message says why."""


class SearchIndex:
    """An index that is being built by another process."""

    def __init__(self, site: Site, output: Path, language: str) -> None:
        """Start to index the notes that have a page into the folder `output`."""
        self._output = output
        self._log = TemporaryFile()  # noqa: SIM115  # open until the end; it has no name that could be left behind
        self._process = subprocess.Popen(  # noqa: S603  # a fixed command
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log
        )
        self._unanswered = 0
        try:
            self._send(_list_requests(search_entries(site, language), language))
        except OSError:
            pass  # Pagefind has stopped, and `finish` tells why
        except BaseException:
            self.abandon()
            raise

    def finish(self) -> None:
        """Wait for the index and write it; raise SearchError if Pagefind failed."""
        answers = list(self._receive())
        self._process.communicate()
        errors = [answer["message"] for answer in answers if answer["type"] == "Error"]
        if errors or not answers or "files" not in answers[-1]:
            self._log.seek(0)
            errors.append(self._log.read().decode("utf-8", "replace"))
            raise SearchError(f"the search index could not be built: {' '.join(errors).strip()}")
        self._log.close()
        files = {file["path"].replace("\\", "/"): b64decode(file["content"]) for file in answers[-1]["files"]}
        for name, content in settle(files).items():
            file = self._output / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    def abandon(self) -> None:
        """Stop the process; the index is not needed any more."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
        self._log.close()

    def _send(self, requests: Iterable[dict[str, Any]]) -> None:
        """Send the requests; Pagefind reads all of them before it waits for us to read an answer."""
        assert self._process.stdin  # noqa: S101  # it is a pipe
        for number, request in enumerate(requests):
            message = json.dumps({"message_id": number, "payload": request})
            self._process.stdin.write(b64encode(message.encode()) + b",")
            self._unanswered += 1
        self._process.stdin.flush()

    def _receive(self) -> Iterator[dict[str, Any]]:
        """Yield the answer to each request, or those before Pagefind stopped."""
        assert self._process.stdout  # noqa: S101  # as above
        left: list[bytes] = []
        while self._unanswered and (read := os.read(self._process.stdout.fileno(), 1 << 20)):
            first, *others = read.split(b",")
            left.append(first)
            for following in others:
                self._unanswered -= 1
                yield json.loads(b64decode(b"".join(left)))["payload"]
                left = [following]


def _list_requests(entries: Iterable[SearchEntry], language: str) -> Iterator[dict[str, Any]]:
    """Yield what Pagefind is to do. Pages are numbered in the order in which they come."""
    yield {"type": "NewIndex"}
    for entry in entries:
        yield {"type": "AddFile", "index_id": 0, "url": f"/{entry.uri}", "file_contents": _render(entry, language)}
    yield {"type": "AddFile", "index_id": 0, "url": "/", "file_contents": _HOME.format(escape(language))}
    yield {"type": "GetFiles", "index_id": 0}


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
