"""Measures the bytes that a reader's first search transfers on a built site: `benchmarks/search.py DIR/site`.

The server compresses all files that are not compressed already. The reader has opened the home page before, so its
files are in the browser's cache. Needs a Chromium: the program in COP_CHROMIUM, or one on PATH.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

BUDGET = 200_000
WORDS = ("example", "silence", "library", "question plan", "meetup", "how to decide", "the")
PARTS = {"wasm": "program", "js": "program", "css": "program", "html": "page", "pf_meta": "list of notes"}
PARTS |= {"pf_index": "words", "pf_filter": "filters", "pf_fragment": "results", "json": "program"}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def weigh(name: str, body: bytes) -> int:
    """Return the bytes that a file takes to transfer."""
    compressed = name.endswith((".pagefind", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment"))
    return len(body) if compressed else len(gzip.compress(body, 6))


def first_search(browser: Browser, folder: Path, address: str, words: str, where: str) -> dict[str, int]:
    """Return the bytes of a first search by the kind of file; `where` is "dialog" or "search page"."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    cached = set(page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)"))
    requested: list[str] = []
    page.on("requestfinished", lambda request: requested.append(request.url))
    if where == "dialog":
        page.keyboard.press("/")
        page.locator("dialog input[name=q]").wait_for()
    else:
        page.goto(f"{address}search/")
        page.locator(".cop-search input[name=q]").wait_for()
    page.keyboard.type(words, delay=60)
    page.locator("[role=status]:visible", has_text=words).wait_for(timeout=120_000)
    page.wait_for_load_state("networkidle")
    bytes_of: dict[str, int] = {}
    for url in sorted(set(requested) - cached):
        path = urlsplit(url).path.lstrip("/")
        file = folder / path / "index.html" if path.endswith("/") or not path else folder / path
        ending = "wasm" if file.suffix == ".pagefind" else file.suffix.lstrip(".")
        part = PARTS.get(ending, "other")
        bytes_of[part] = bytes_of.get(part, 0) + weigh(file.name, file.read_bytes())
    context.close()
    return bytes_of


def main() -> int:
    """Print the bytes of each search; return 1 if one is over the budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("words", nargs="*", default=WORDS, help="queries, each searched in a new browser profile")
    options = parser.parse_args()
    program = os.environ.get("COP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    heaviest = 0
    with serve(options.site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-gpu", "--no-sandbox"])
        for where in ("dialog", "search page"):
            for words in options.words:
                parts = first_search(browser, options.site, address, words, where)
                heaviest = max(heaviest, sum(parts.values()))
                details = ", ".join(f"{part} {size:,}" for part, size in parts.items())
                sys.stdout.write(f"{where}, {words!r}: {sum(parts.values()):,} bytes ({details})\n")
        browser.close()
    sys.stdout.write(f"heaviest: {heaviest:,} of {BUDGET:,} bytes\n")
    return 1 if heaviest > BUDGET else 0


if __name__ == "__main__":
    sys.exit(main())
