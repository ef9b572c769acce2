"""Caches values that were computed from notes until a note changes."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from cop_site import __version__
from cop_site.content.files import Files
from cop_site.diagnostics import UserError
from cop_site.fixes.write import replace_file

_FOLDER = ".cop-cache"
_PACKAGE = Path(__file__).resolve().parent.parent


class Cache:
    """One JSON value for each name, stored in a folder of the project that git ignores.

    If the folder cannot be read or written, nothing is cached. Nothing is taken from a file that is not exactly as it
    was written here, and no link is followed: the folder may come from a stranger.
    """

    def __init__(self, root: Path, fingerprint: str) -> None:
        """Values are stored with `fingerprint`, and found only by the same one. Raise UserError if it is a link."""
        self._folder = root / _FOLDER
        self._fingerprint = fingerprint
        if self._folder.is_symlink():
            raise UserError(f"'{_FOLDER}' is a symbolic link, which is not followed: delete it")

    def recall(self, name: str, compute: Callable[[], Any]) -> Any:
        """Return the cached value, or compute and store it."""
        value = self.find(name)
        if value is None:
            value = compute()
            self.store(name, value)
        return value

    def find(self, name: str) -> Any:
        """Return the cached value; None if there is none."""
        file = self._folder / f"{name}.json"
        with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            if stat.S_ISREG(file.lstat().st_mode):
                cached = json.loads(file.read_bytes())
                if cached["digest"] == self._digest(name, cached["value"]):
                    return json.loads(cached["value"])
        return None

    def store(self, name: str, value: Any) -> None:
        """Write a value to the cache."""
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            replace_file(self._folder / ".gitignore", b"*\n")
            text = json.dumps(value)
            replace_file(
                self._folder / f"{name}.json", json.dumps({"digest": self._digest(name, text), "value": text}).encode()
            )

    def _digest(self, name: str, text: str) -> str:
        return blake2b(json.dumps([self._fingerprint, name, text]).encode(), digest_size=20).hexdigest()


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
