"""Who wrote a store: this version of the program, with the libraries that it uses, for this user."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from secrets import token_bytes

from cop_site import __version__
from cop_site.fixes.write import replace_file

_PACKAGE = Path(__file__).resolve().parent.parent
_SECRET_BYTES = 32


@cache
def find_secret() -> bytes:
    """Return this user's secret, made when it is first asked for; empty if it can be neither read nor written."""
    with suppress(OSError, RuntimeError):  # RuntimeError: there is no home
        file = _find_caches() / "cop" / "store.key"
        secret = _read_secret(file)
        if not secret:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # nobody else may look inside
            replace_file(file, token_bytes(_SECRET_BYTES))
            secret = _read_secret(file)
        return secret
    return b""


@cache
def fingerprint_program() -> bytes:
    """Return a digest that changes with this program, Python, or a library that is installed."""
    digest = blake2b(f"{__version__} {sys.version}".encode())
    for path, status in _list_files(str(_PACKAGE)):
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode("utf-8", "surrogatepass"))
    for folder in sys.path:
        if folder.endswith("-packages"):
            with suppress(OSError):
                digest.update(f"{folder} {_list_installed(folder)}\n".encode("utf-8", "surrogatepass"))
    return digest.digest()


def _find_caches() -> Path:
    """Return the folder where this user's programs cache files."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(named) if named else Path.home() / ".cache"


def _read_secret(file: Path) -> bytes:
    """Return the secret in a file; empty if there is none, or if it may be somebody else's."""
    try:
        status = file.lstat()
    except FileNotFoundError:
        return b""
    ours = stat.S_ISREG(status.st_mode) and status.st_uid == getattr(os, "getuid", lambda: status.st_uid)()
    secret = file.read_bytes() if ours else b""
    return secret if len(secret) == _SECRET_BYTES else b""


def _list_files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files below a folder in a fixed order; not the bytecode, which follows from them."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _list_files(entry.path)
        elif entry.is_file():
            yield entry.path, entry.stat()


def _list_installed(folder: str) -> list[tuple[str, int]]:
    """Return what is installed in a folder, and when; not its bytecode, which is written when it is first used."""
    entries = (entry for entry in os.scandir(folder) if entry.name != "__pycache__")
    return sorted((entry.name, entry.stat().st_mtime_ns if entry.name.endswith("-info") else 0) for entry in entries)
