"""The example community, built once, served under a sub-path and opened in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)
from sharing import make_once
from sites import build, set_up, write_notes

from .chromium import ChromiumNotFoundError, find_chromium

# How long a page may take to show what is expected of it: on a busy machine more than the 5 s that are usual.
expect.set_options(timeout=60_000)

# As on a host that gives each project a folder of its own: an address that begins with / finds nothing.
PREFIX = "/garden"
MEETUPS = 620
# Playwright leaves out Chromium's sandbox, so that it runs as root and in containers; the pages are ours.
CHROMIUM_ARGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # What asks for another host is a failed test, and gets no answer either.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


class SiteServer(ThreadingHTTPServer):
    """Serves a built site below PREFIX, and records the path of every request that it has no file for."""

    daemon_threads = True
    request_queue_size = 128  # of the usual 5, the next that a browser opens at once waits for a second

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.folder = folder
        self.origin = f"http://127.0.0.1:{self.server_port}"
        self.url = f"{self.origin}{PREFIX}/"
        self.missing: list[str] = []


class _Handler(SimpleHTTPRequestHandler):
    """Answers as static hosts do: with the site's own 404.html for what is not there."""

    protocol_version = "HTTP/1.1"
    server: SiteServer

    def do_GET(self) -> None:
        # Browsers ask for it on their own where a document names no icon, as a feed does.
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        inside = path == PREFIX or path.startswith(f"{PREFIX}/")
        return super().translate_path(path.removeprefix(PREFIX) if inside else "/outside-the-site")

    def list_directory(self, path: Any) -> None:  # noqa: ARG002 - a folder without index.html is not there
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.server.folder / "404.html"
        if code == 404:
            self.server.missing.append(self.path)
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Leave the output to pytest."""


@pytest.fixture(scope="session")
def site_server(example_site: Path) -> Iterator[SiteServer]:
    """The example community, built by `cop build` as a whole process and served."""
    with serve(example_site) as server:
        yield server


@pytest.fixture(scope="session")
def many(shared: Path) -> Iterator[SiteServer]:
    """A site with many meetups."""

    def make(folder: Path) -> None:
        done = build(write_notes(set_up(folder), _notes_of_many()))
        assert done.returncode == 0, done.stdout + done.stderr

    with serve(make_once(shared / "many", make) / "site") as server:
        yield server


def _notes_of_many() -> dict[str, str]:
    topics = ("Silence", "Round tables", "Minutes")
    notes = {f"topics/{title.lower().replace(' ', '-')}.md": f"---\ntitle: {title}\n---\nText.\n" for title in topics}
    notes["index.md"] = "---\nname: Us\npurpose: P.\n---\n"
    for number in range(MEETUPS):
        day, topic = date(2021, 1, 6) + timedelta(days=number * 3), topics[number % 3]
        notes[f"meetups/{day}-m.md"] = (
            f"---\ntitle: Evening {number} on {topic.lower()}\ntags: [{topic}]\n"
            f"format: {'talk' if number % 2 else 'demo'}\n---\nText.\n\n## Decisions\n\n- Do {number}.\n"
        )
    return notes


@contextmanager
def serve(folder: Path) -> Iterator[SiteServer]:
    """Serve a site that is built."""
    with SiteServer(folder) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; a test that asks for one where there is none fails, and says how to get one."""
    try:
        program = find_chromium()
    except ChromiumNotFoundError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def problems() -> list[str]:
    """What went wrong in the browser so far; a test that means to meet a problem removes it from here."""
    return []


@pytest.fixture
def page(browser: Browser, site_server: SiteServer, problems: list[str]) -> Iterator[Page]:
    """An empty page in a fresh profile: `page.goto("topics/")`. Problems left at the end fail the test."""
    context = browser.new_context(base_url=site_server.url)
    record(context, site_server.origin, problems)
    yield context.new_page()
    context.close()
    if problems:
        pytest.fail("in the browser:\n" + "\n".join(problems), pytrace=False)


def record(context: BrowserContext, origin: str, problems: list[str]) -> None:
    """Add to `problems` whatever goes wrong in a context from now on."""

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"console error: {message.text} ({message.location['url']})")

    def request(request: Request) -> None:
        if not request.url.startswith((f"{origin}/", "blob:", "data:")):
            problems.append(f"request to another origin: {request.url}")

    def failed(request: Request) -> None:
        # Leaving a page aborts what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"failed request: {request.url} ({request.failure})")

    def response(response: Response) -> None:
        if response.status >= 400:
            problems.append(f"answered {response.status}: {response.url}")

    context.on("console", console)
    context.on("request", request)
    context.on("requestfailed", failed)
    context.on("response", response)
    context.on("weberror", lambda error: problems.append(f"page error: {error.error}"))
