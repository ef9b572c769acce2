"""Keeps what was computed from notes until a note changes."""

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
    """Remembers one JSON value for each name, in a folder of the project that git is told to ignore.

    Whatever goes wrong with the folder is as if there were no cache.
    """

    def __init__(self, root: Path, fingerprint: str) -> None:
        """`fingerprint` says what the values are computed from; another one, other values."""
        self._folder = root / _FOLDER
        self._fingerprint = fingerprint

    def recall(self, name: str, compute: Callable[[], Any]) -> Any:
        """The value of this name that was computed from the same, else the one that `compute` returns now."""
        kept = self.find(name)
        if kept is not None:
            return kept
        value = compute()
        self.keep(name, value)
        return value

    def find(self, name: str) -> Any:
        """The value of this name that was computed from the same; None where there is none."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads((self._folder / f"{name}.json").read_bytes())
            if kept["fingerprint"] == self._fingerprint:
                return kept["value"]
        return None

    def keep(self, name: str, value: Any) -> None:
        """Remember a value under a name."""
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            (self._folder / ".gitignore").write_text("*\n", "utf-8")
            text = json.dumps({"fingerprint": self._fingerprint, "value": value})
            replace_file(self._folder / f"{name}.json", text.encode())


def take_fingerprint(files: Files, *parts: str) -> str:
    """A digest of all notes, the names of static files, what was refused, this program, and `parts`."""
    digest = blake2b(digest_size=20)
    for part in (__version__, _date_program(), *parts):
        digest.update(part.encode() + b"\0")
    for source in files.sources:
        digest.update(source.path.encode("utf-8", "surrogatepass") + b"\0" + source.text.encode() + b"\0")
    for asset in files.assets:
        digest.update(asset.path.encode("utf-8", "surrogatepass") + b"\0")
    digest.update(repr(files.problems).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def _date_program() -> str:
    """The newest change among the program's own files, which counts while it is worked on."""
    return str(max(file.stat().st_mtime_ns for file in _PACKAGE.rglob("*.py")))
