"""Takes the pictures in `docs/screenshots/`: the example's main pages, as a reader sees them on the day they are for.

It is a program, for `make screenshots`; no test.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from .chromium import find_chromium

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY / "docs" / "screenshots"
NOON = "2026-11-25T12:00:00+01:00"
"""The day that the example is computed for, so that the pages say what they said when they were built."""
WIDE, NARROW = (1300, 900), (375, 760)


class Picture(NamedTuple):
    """One file of the folder."""

    name: str
    address: str
    dark: bool = False
    size: tuple[int, int] = WIDE
    search: str = ""
    """What is typed into the search field."""


PICTURES = (
    Picture("home-light", ""),
    Picture("home-phone", "", size=NARROW),
    Picture("start-light", "start/"),
    Picture("path-phone-dark", "paths/new-facilitator/", dark=True, size=NARROW),
    Picture("topics-light", "topics/"),
    Picture("topic-light", "topics/handling-silence/"),
    Picture("coverage-dark", "coverage/", dark=True),
    Picture("plan-light", "plan/"),
    Picture("meetup-light", "meetups/2026-04-08-handling-silence/"),
    Picture("search-dark", "search/", dark=True, search="silence"),
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _open(browser: Browser, picture: Picture, origin: str) -> Page:
    width, height = picture.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
        timezone_id="Europe/Berlin",
        locale="en",
    )
    page.clock.set_fixed_time(NOON)
    page.goto(origin + picture.address, wait_until="networkidle")
    if picture.search:
        page.get_by_role("searchbox").fill(picture.search)
        page.locator("mark").first.wait_for()
    page.mouse.move(0, 0)
    return page


def main() -> None:
    """Build the example and take every picture anew."""
    with TemporaryDirectory() as temporary, sync_playwright() as playwright:
        site = Path(temporary) / "site"
        cop = Path(sys.executable).with_name("cop")
        subprocess.run([cop, "-C", REPOSITORY, "build", "--output", site], check=True)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--disable-gpu"])
        with _served(site) as origin:
            for picture in PICTURES:
                page = _open(browser, picture, origin)
                page.screenshot(path=FOLDER / f"{picture.name}.png")
                page.close()
                sys.stdout.write(f"docs/screenshots/{picture.name}.png\n")
        browser.close()


if __name__ == "__main__":
    main()
