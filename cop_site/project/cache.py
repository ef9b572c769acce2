"""Caches values that were computed from notes until a note changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from cop_site import __version__
from cop_site.content.files import Files
from cop_site.fixes.write import replace_file

_FOLDER = ".cop-cache"
_PACKAGE = Path(__file__).resolve().parent.parent


class Cache:
    """One JSON value for each name, stored in a folder of the project that git ignores.

    If the folder cannot be read or written, nothing is cached.
    """

    def __init__(self, root: Path, fingerprint: str) -> None:
        """Values are stored with `fingerprint`, and found only by the same one."""
        self._folder = root / _FOLDER
        self._fingerprint = fingerprint

    def recall(self, name: str, compute: Callable[[], Any]) -> Any:
        """Return the cached value, or compute and store it."""
        value = self.find(name)
        if value is None:
            value = compute()
            self.store(name, value)
        return value

    def find(self, name: str) -> Any:
        """Return the cached value; None if there is none."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            cached = json.loads((self._folder / f"{name}.json").read_bytes())
            if cached["fingerprint"] == self._fingerprint:
                return cached["value"]
        return None

    def store(self, name: str, value: Any) -> None:
        """Write a value to the cache."""
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            (self._folder / ".gitignore").write_text("*\n", "utf-8")
            text = json.dumps({"fingerprint": self._fingerprint, "value": value})
            replace_file(self._folder / f"{name}.json", text.encode())


def compute_fingerprint(files: Files, *parts: str) -> str:
    """Return a digest of all notes, the names of static files, the problems with files, this program, and `parts`."""
    digest = blake2b(digest_size=20)
    for part in (__version__, _date_program(), *parts):
        digest.update(part.encode() + b"\0")
    for source in files.sources:
        digest.update(source.path.encode("utf-8", "surrogatepass") + b"\0" + source.text.encode() + b"\0")
    for source in files.refused:
        digest.update(source.text.encode("utf-8", "replace") + b"\0")
    for asset in files.assets:
        digest.update(asset.path.encode("utf-8", "surrogatepass") + b"\0")
    digest.update(repr(files.problems).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def _date_program() -> str:
    """Return when a module of this program was last changed: during development, its version stays the same."""
    return str(max(file.stat().st_mtime_ns for file in _PACKAGE.rglob("*.py")))
