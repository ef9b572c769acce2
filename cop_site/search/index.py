"""Builds the search index with Pagefind, in a process of its own, one shard after the other.

Pagefind reads HTML. It gets the bodies of the notes without the theme: so only what was written is searched, and
indexing can start before the first page is put into its frame.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from pagefind_bin import get_executable

from cop_site.content.gfm import drop_tags, spell
from cop_site.pages.findable import SearchEntry
from cop_site.pages.folding import Folding
from cop_site.project.store import Store
from cop_site.search.bigrams import make_words
from cop_site.search.format import FILLER
from cop_site.search.merge import Part, drop_marks, drop_unused, merge, take_apart
from cop_site.search.shards import Shard, divide

_SHELF = "search"
_EVERYWHERE = "zqall"
"""An artificial word in every note, for a search by filters alone; `docs_template/assets/search-index.js` uses it."""

_UNENDED = re.compile(
    r"(?<=[\u3041-\u30ff\u3400-\u9fff])((?:</(?:a|code|del|em|span|strong)>)*</(?:dd|dt|li|p|td|th)>)"
)
"""The end of an element whose text has no full stop: Pagefind would show a Latin one in Japanese and Chinese."""


class SearchError(Exception):
    """The search index could not be built; the message says why."""


class SearchIndex:
    """An index to be built from entries, in the site's language, into a folder."""

    def __init__(
        self,
        entries: Iterable[SearchEntry],
        language: str,
        folding: Folding,
        output: Path,
        store: Store | None = None,
    ) -> None:
        self._shards = divide(entries)
        self._language = language
        self._folding = folding
        self._output = output
        self._store = store
        self._process: subprocess.Popen[bytes] | None = None
        self._abandoned = False

    def build(self) -> None:
        """Build the shards that are not kept, and write all of them as one; raise SearchError if Pagefind fails.

        Only the texts of one shard are in memory at a time.
        """
        digests = [shard.digest(self._language, self._folding) for shard in self._shards]
        self._write(merge([self._place(shard, digest) for shard, digest in zip(self._shards, digests, strict=True)]))
        if self._store:
            self._store.drop(_SHELF, keep=digests)

    def abandon(self) -> None:
        """Stop; the index is not needed any more."""
        self._abandoned = True
        if self._process and self._process.poll() is None:
            self._process.kill()

    def _place(self, shard: Shard, digest: str) -> Part:
        """Write the files of a shard that stay as they are, and return what is to be merged."""
        found = self._store.find(_SHELF, [digest]) if self._store else {}
        requests = _list_requests(shard.entries, self._language, self._folding)
        files = found.get(digest) or drop_marks(drop_unused(self._run(requests)), _mark_versions(shard.entries))
        if self._store and not found:
            self._store.keep(_SHELF, {digest: files})
        part, stay = take_apart(files)
        self._write(stay.items())
        return part

    def _write(self, files: Iterable[tuple[str, bytes]]) -> None:
        for name, content in files:
            file = self._output / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    def _run(self, requests: Iterable[dict[str, Any]]) -> dict[str, bytes]:
        """Let Pagefind do what is asked of it, and return the files of the index; raise SearchError if it fails."""
        with TemporaryFile() as log, _start(log) as process:
            self._process = process
            try:
                answers = [] if self._abandoned else list(_receive(process, _send(process, requests)))
            finally:
                process.terminate()
            process.communicate()
            errors = [answer["message"] for answer in answers if answer["type"] == "Error"]
            if errors or not answers or "files" not in answers[-1]:
                log.seek(0)
                errors.append(log.read().decode("utf-8", "replace"))
                raise SearchError(f"the search index could not be built: {' '.join(errors).strip()}")
        return {file["path"].replace("\\", "/"): b64decode(file["content"]) for file in answers[-1]["files"]}


def index_alone(entries: Iterable[SearchEntry], language: str, folding: Folding) -> dict[str, bytes]:
    """Return the files of an index of a few entries; raise SearchError if Pagefind fails."""
    return drop_unused(SearchIndex((), language, folding, Path())._run(_list_requests(entries, language, folding)))


def find_command() -> tuple[str, ...]:
    """Return what starts Pagefind, which answers requests until its standard input is closed: it cannot outlive us.

    Raises SearchError if it is not there.
    """
    try:
        return str(get_executable()), "--service"  # `python -m pagefind` starts a Python for it first
    except FileNotFoundError as error:
        raise SearchError(f"Pagefind is not installed: {error}") from None


def _start(log: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(find_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)  # noqa: S603  # fixed


def _send(process: subprocess.Popen[bytes], requests: Iterable[dict[str, Any]]) -> int:
    """Send the requests and return their number; Pagefind reads all before it waits for us to read an answer."""
    assert process.stdin  # noqa: S101  # it is a pipe
    number = 0
    try:
        for number, request in enumerate(requests):
            message = json.dumps({"message_id": number, "payload": request})
            process.stdin.write(b64encode(message.encode()) + b",")
        process.stdin.flush()
    except OSError:
        pass  # Pagefind has stopped, and its log tells why
    return number + 1


def _receive(process: subprocess.Popen[bytes], unanswered: int) -> Iterator[dict[str, Any]]:
    """Yield the answer to each request, or those before Pagefind stopped."""
    assert process.stdout  # noqa: S101  # as above
    left: list[bytes] = []
    while unanswered and (read := os.read(process.stdout.fileno(), 1 << 20)):
        first, *others = read.split(b",")
        left.append(first)
        for following in others:
            unanswered -= 1
            yield json.loads(b64decode(b"".join(left)))["payload"]
            left = [following]


def _list_requests(entries: Iterable[SearchEntry], language: str, folding: Folding) -> Iterator[dict[str, Any]]:
    """Yield what Pagefind is to do. Pages are numbered in the order in which they come."""
    yield {"type": "NewIndex"}
    entries = list(entries)
    for entry, mark in zip(entries, _mark_versions(entries), strict=True):
        page = _render(entry, language, folding)
        yield {"type": "AddFile", "index_id": 0, "url": f"/{entry.uri}{mark}", "file_contents": page}
    yield {"type": "AddFile", "index_id": 0, "url": "/", "file_contents": _frame(_FILL, language)}
    yield {"type": "GetFiles", "index_id": 0}


def _mark_versions(entries: Iterable[SearchEntry]) -> Iterator[str]:
    """Yield what is put behind the address of each entry: of several pages with one address, Pagefind keeps the last.

    That is nothing for the first of the versions of a note.
    """
    known: set[str] = set()
    for entry in entries:
        yield f"?{entry.readers[0].language}" if entry.uri in known else ""
        known.add(entry.uri)


def _render(entry: SearchEntry, language: str, folding: Folding) -> str:
    """Return the page of an entry. The title is not part of the text, so that excerpts do not repeat it."""
    facts = [("meta", "title", entry.title), ("meta", "kind", entry.kind), ("meta", "date", entry.date)]
    facts += [("filter", *facet) for facet in entry.facets.items()]
    # Words of a filter are not searched, and nothing of it is loaded before its note is shown.
    facts.append(("filter", "facts", entry.facts))
    for tag, kind, told in entry.readers:
        facts += [("filter", "reader", tag), ("filter", f"kind-{tag}", kind), ("filter", f"facts-{tag}", told)]
    facts.append(("meta", "standing", entry.facets.standing))
    if entry.readers or entry.facets.language != language.lower():
        facts.append(("meta", "lang", entry.facets.language))
    # A note without a word is found by its title.
    texts = entry.lead or (() if drop_tags(entry.body).strip() else (entry.title,))
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in texts)
    facts.append(("meta", "named", " ".join(_make_all(folding, entry.title))))
    facts.append(("meta", "made", " ".join([_EVERYWHERE, *_make_all(folding, *entry.lead, entry.body)])))
    return _frame(_mark(facts) + _UNENDED.sub(r"。\1", paragraphs + spell(entry.body)), language)


def _make_all(folding: Folding, *texts: str) -> list[str]:
    """Return the words by which texts are found besides those that Pagefind finds in them."""
    return [*make_words(folding, *texts), *folding.spell_out(*texts)]


def _mark(facts: Iterable[tuple[str, str, str]]) -> str:
    return "".join(
        f'<i data-v="{escape(value)}" data-pagefind-{what}="{name}[data-v]"></i>'
        for what, name, value in facts
        if value
    )


def _frame(body: str, language: str) -> str:
    """Return a page in the site's language, so that Pagefind builds one index."""
    return f'<!doctype html><html lang="{escape(language)}"><body data-pagefind-body>{body}</body></html>'


_FIELDS = ("date", "kind", "lang", "made", "named", "standing", "title")
_FILL = _mark(("meta", name, FILLER) for name in _FIELDS) + FILLER
"""Every shard has all fields on a page at its end, so that Pagefind numbers them in the same way in all of them."""
