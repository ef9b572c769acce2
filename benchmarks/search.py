"""Measures what a reader's first search transfers, on a site that was built: `benchmarks/search.py DIR/site`.

Bytes are those of a server that compresses what is not compressed already. A reader has come from the home page, whose
files the browser keeps. Needs a Chromium, as the browser tests do: COP_CHROMIUM, or one on PATH.
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

from playwright.sync_api import Browser, Page, sync_playwright

BUDGET = 200_000
WORDS = ("example", "silence", "library", "question plan", "meetup", "how to decide", "the")
PARTS = {"wasm": "program", "js": "program", "css": "program", "html": "page", "pf_meta": "list of notes"}
PARTS |= {"pf_index": "words", "pf_filter": "filters", "pf_fragment": "results", "json": "program"}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Leave the output to the figures."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder; yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def weigh(name: str, body: bytes) -> int:
    """What a file costs to transfer."""
    compressed = name.endswith((".pagefind", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment"))
    return len(body) if compressed else len(gzip.compress(body, 6))


def first_search(browser: Browser, folder: Path, address: str, words: str, where: str) -> dict[str, int]:
    """The bytes of a first search, by what they are for: in the dialog of a page, or on the search page."""
    context = browser.new_context()
    page: Page = context.new_page()
    page.goto(address, wait_until="networkidle")
    had = set(page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)"))
    seen: list[str] = []
    page.on("requestfinished", lambda request: seen.append(request.url))
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
    for url in sorted(set(seen) - had):
        path = urlsplit(url).path.lstrip("/")
        file = folder / path / "index.html" if path.endswith("/") or not path else folder / path
        ending = "wasm" if file.suffix == ".pagefind" else file.suffix.lstrip(".")
        part = PARTS.get(ending, "other")
        bytes_of[part] = bytes_of.get(part, 0) + weigh(file.name, file.read_bytes())
    context.close()
    return bytes_of


def main() -> int:
    """Print what each search transfers; returns 1 when one is over the budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("words", nargs="*", default=WORDS, help="what to search for, each in a browser of its own")
    options = parser.parse_args()
    program = os.environ.get("COP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    heaviest = 0
    with serve(options.site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-gpu"])
        for where in ("dialog", "search page"):
            for words in options.words:
                parts = first_search(browser, options.site, address, words, where)
                heaviest = max(heaviest, sum(parts.values()))
                told = ", ".join(f"{part} {size:,}" for part, size in parts.items())
                sys.stdout.write(f"{where}, {words!r}: {sum(parts.values()):,} bytes ({told})\n")
        browser.close()
    sys.stdout.write(f"heaviest: {heaviest:,} of {BUDGET:,} bytes\n")
    return 1 if heaviest > BUDGET else 0


if __name__ == "__main__":
    sys.exit(main())
