"""The store: values that were computed before, in a SQLite database in a folder of the project that git ignores."""

from __future__ import annotations

import json
import marshal
import os
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from cop_site.diagnostics import UserError
from cop_site.fixes.write import replace_file
from cop_site.project.identity import find_secret, fingerprint_program

FOLDER = ".cop-cache"
_SECONDS_A_DAY = 86_400
_KEEP_DAYS = 14
"""Days after which a value that nothing has asked for is deleted."""
_NOTE_DAYS = 2
"""Days after which it is noted that a value was asked for again."""
_OTHERS = 2
"""Number of stores of other versions of the program that stay."""
_LOCK_SECONDS = 1
"""Seconds to wait for another process that writes."""
_DAMAGED = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOTADB})
_TABLE = """CREATE TABLE IF NOT EXISTS entries (
    shelf TEXT NOT NULL, key TEXT NOT NULL, used INTEGER NOT NULL, seal BLOB NOT NULL, value BLOB NOT NULL,
    UNIQUE (shelf, key))"""
_FIND = """SELECT key, used, seal, value FROM entries WHERE shelf = ? AND key IN (SELECT value FROM json_each(?))
    AND typeof(used) = 'integer' AND typeof(value) = 'blob'"""


class Store:
    """Values on shelves, each under a key; the next run of the same version of the program finds them.

    A value is made of what `marshal` writes: None, numbers, strings, bytes, tuples, lists, sets and dictionaries.

    The folder may come from a stranger. Nothing is taken from it that a program of this user has not written: values
    are sealed with a secret that lies outside of the project, and the name of the file depends on it. No link is
    followed. If the store cannot be used, nothing is found and nothing kept. Several processes may share it: each
    call is a transaction of its own, and nothing stays open that a fork or a thread could share.
    """

    def __init__(self, root: Path, today: int | None = None) -> None:
        """Use the store of the project in `root`; raise UserError if its folder is a link.

        `today` is the number of the day since 1970, by default that of the clock.
        """
        self._folder = root / FOLDER
        self._today = int(time.time()) // _SECONDS_A_DAY if today is None else today
        if self._folder.is_symlink():
            raise UserError(f"'{FOLDER}' is a symbolic link, which is not followed: delete it")

    def find(self, shelf: str, keys: Iterable[str]) -> dict[str, Any]:
        """Return the values on a shelf that have one of these keys, in no particular order."""
        found: dict[str, Any] = {}

        def read(connection: sqlite3.Connection) -> None:
            rows = connection.execute(_FIND, (shelf, json.dumps(list(keys)))).fetchall()
            sealed = [row for row in rows if row[2] == self._seal(shelf, row[0], row[3])]
            found.update((key, marshal.loads(value)) for key, _, _, value in sealed)  # noqa: S302  # we wrote it
            # Last, since another process may be writing.
            again = [(self._today, shelf, key) for key, used, *_ in sealed if abs(self._today - used) >= _NOTE_DAYS]
            if again:
                connection.executemany("UPDATE entries SET used = ? WHERE shelf = ? AND key = ?", again)

        self._transact("BEGIN", read)
        return found

    def keep(self, shelf: str, values: Mapping[str, Any]) -> None:
        """Put values on a shelf, each under its key, in place of what was there; delete what was not used for long."""

        def write(connection: sqlite3.Connection) -> None:
            packed = ((key, marshal.dumps(value)) for key, value in values.items())
            rows = ((shelf, key, self._today, self._seal(shelf, key, value), value) for key, value in packed)
            connection.executemany("REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", rows)
            connection.execute("DELETE FROM entries WHERE abs(used - ?) > ?", (self._today, _KEEP_DAYS))

        with suppress(OSError):
            self._prepare()
            if not self._transact("BEGIN IMMEDIATE", write):
                self._prepare()
                self._transact("BEGIN IMMEDIATE", write)

    def drop(self, shelf: str, keep: Iterable[str] = ()) -> None:
        """Delete all values on a shelf but those with the keys `keep`."""
        query = "DELETE FROM entries WHERE shelf = ? AND key NOT IN (SELECT value FROM json_each(?))"
        self._transact("BEGIN IMMEDIATE", lambda connection: connection.execute(query, (shelf, json.dumps(list(keep)))))

    def recall(self, shelf: str, key: str, compute: Callable[[], Any]) -> Any:
        """Return the value on a shelf under a key, or compute and keep it."""
        found = self.find(shelf, [key])
        if key not in found:
            found[key] = compute()
            self.keep(shelf, found)
        return found[key]

    @cached_property
    def _secret(self) -> bytes:
        """What the values of this version of the program are sealed with; empty if there is no place for a secret."""
        secret = find_secret()
        return blake2b(fingerprint_program(), key=secret).digest() if secret else b""

    @property
    def _file(self) -> Path:
        return self._folder / f"store-{blake2b(b'name', key=self._secret, digest_size=10).hexdigest()}.db"

    def _seal(self, shelf: str, key: str, value: bytes) -> bytes:
        seal = blake2b(f"{shelf}\0{key}\0".encode(), key=self._secret, digest_size=20)
        seal.update(value)
        return seal.digest()

    def _transact(self, begin: str, work: Callable[[sqlite3.Connection], object]) -> bool:
        """Run `work` in a transaction; not at all, or not to its end, if the store cannot be used.

        Return False if it is damaged, and deleted now.
        """
        if not self._secret or self._folder.is_symlink() or not _is_regular(self._file):
            return True
        if not _is_whole(self._file):
            _delete(self._file)
            return False
        try:
            with closing(sqlite3.connect(self._file, timeout=_LOCK_SECONDS, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute(begin)
                work(connection)
                connection.execute("COMMIT")
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the message may hold what is damaged
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGED:
                _delete(self._file)
                return False
        return True

    def _prepare(self) -> None:
        """Make an empty store if there is none; raise OSError if that is not possible.

        It gets its name when it is whole, and only if no other process has made one: none deletes that of another.
        """
        if not self._secret or _is_regular(self._file):
            return
        self._folder.mkdir(exist_ok=True)
        replace_file(self._folder / ".gitignore", b"*\n")
        if any(map(_is_irregular, _list_files(self._file))):
            _delete(self._file)
        others = sorted(self._folder.glob("store-*.db"), key=lambda file: file.lstat().st_mtime_ns)
        for file in others[:-_OTHERS]:
            _delete(file)
        new = self._folder / f"new-{os.getpid()}-{threading.get_ident()}.db"
        _delete(new)
        try:
            with closing(sqlite3.connect(new)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(_TABLE)
            with suppress(FileExistsError):
                os.link(new, self._file)
        except sqlite3.Error as error:
            raise OSError(str(error)) from None
        finally:
            _delete(new)


class NoStore(Store):
    """A store in which nothing is found and nothing kept: for what must not use anything of another run."""

    def keep(self, shelf: str, values: Mapping[str, Any]) -> None:
        """Keep nothing."""

    def _transact(self, *_: object) -> bool:
        """Leave the folder alone."""
        return True


def _is_whole(file: Path) -> bool:
    """Return whether a database is as long as it says, which SQLite finds out only where it reads what is missing."""
    wal = file.with_name(f"{file.name}-wal")
    try:
        with file.open("rb") as opened:
            header = opened.read(100)
        pages = int.from_bytes(header[16:18], "big") * int.from_bytes(header[28:32], "big")
        return wal.exists() or file.stat().st_size >= pages  # with one, somebody may be writing
    except OSError:
        return True


def _is_regular(file: Path) -> bool:
    """Return whether a database is there, and neither it nor what SQLite puts beside it is a link."""
    _, *beside = _list_files(file)
    with suppress(OSError):
        return stat.S_ISREG(file.lstat().st_mode) and not any(map(Path.is_symlink, beside))
    return False


def _is_irregular(file: Path) -> bool:
    """Return whether something is there that is no file."""
    with suppress(OSError):
        return not stat.S_ISREG(file.lstat().st_mode)
    return False


def _list_files(file: Path) -> list[Path]:
    """Return the files of a database: itself, and what SQLite puts beside it."""
    return [file.with_name(f"{file.name}{suffix}") for suffix in ("", "-wal", "-shm", "-journal")]


def _delete(file: Path) -> None:
    with suppress(OSError):
        for path in _list_files(file):
            path.unlink(missing_ok=True)
