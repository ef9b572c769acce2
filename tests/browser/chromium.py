"""Finds the Chromium that the browser tests drive. Run as a program, it prints the path."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first is Chromium without its windows, which needs half the processor time."""
MAC_APPS = ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome")
ADVICE = (
    "The browser tests need a Chromium, and none was found. `make chromium` installs one; so does each of\n"
    "    apt-get install chromium-headless-shell\n"
    "    brew install --cask chromium\n"
    "    python -m playwright install chromium\n"
    "or set COP_CHROMIUM to the path of the one you have."
)


class ChromiumNotFoundError(Exception):
    """There is no Chromium to test with; the message says how to get one."""


def find_chromium() -> Path:
    """The Chromium to test with: COP_CHROMIUM, one on PATH, an app on macOS, or Playwright's own.

    Raises ChromiumNotFoundError without any, or where COP_CHROMIUM names no program.
    """
    chosen = os.environ.get("COP_CHROMIUM")
    if chosen:
        program = shutil.which(chosen)
        if program is None:
            raise ChromiumNotFoundError(f"COP_CHROMIUM is {chosen!r}, which is no program that can be run.")
        return Path(program)
    on_path = (shutil.which(name) for name in NAMES)
    found = next((Path(program) for program in on_path if program), None)
    return found or _mac_app() or _playwrights_own()


def _mac_app() -> Path | None:
    folders = (Path("/Applications"), Path.home() / "Applications")
    programs = (folder / app for folder in folders for app in MAC_APPS)
    return next((program for program in programs if program.is_file()), None)


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    if not program.is_file():
        raise ChromiumNotFoundError(ADVICE)
    return program


def main() -> int:
    """Print the path of the Chromium; without one, say how to get one and return 1."""
    try:
        program = find_chromium()
    except ChromiumNotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{program}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
