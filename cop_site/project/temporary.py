"""Folders that are deleted with the process that made them: if it is killed, the next one deletes them."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

LOCK = ".cop-lock"
"""The file in each of these folders that its process keeps locked; the system unlocks it, however the process ends."""

_ATTEMPTS = 100
"""How often a folder is made: another process may delete it in the moment before it is locked."""


@contextmanager
def temporary_folder(prefix: str, parent: Path) -> Iterator[Path]:
    """Yield a new folder in `parent`, and delete it at the end, with those that killed processes have left."""
    folder, lock = _make(prefix, parent)
    try:
        delete_abandoned(prefix, parent)
        yield folder
    finally:
        _delete(folder, lock)


def delete_abandoned(prefix: str, parent: Path) -> None:
    """Delete the folders that killed processes have left."""
    for folder, lock in find_abandoned(prefix, parent):
        _delete(folder, lock)


def find_abandoned(prefix: str, parent: Path) -> Iterator[tuple[Path, int]]:
    """Yield each folder that `temporary_folder` made for a process that is gone, with its lock, which is now ours.

    The caller has to close the lock. Empty folders are deleted at once: a process that has just made one makes another.
    """
    with suppress(OSError):
        for folder in sorted(path for path in parent.iterdir() if _is_named_so(path, prefix)):
            with suppress(OSError):
                folder.rmdir()
                continue
            with suppress(OSError):  # it is being deleted, or belongs to somebody else
                if not folder.is_symlink() and (lock := _lock(folder)) is not None:
                    yield folder, lock


def _is_named_so(path: Path, prefix: str) -> bool:
    """Whether a name is one that `mkdtemp` gives."""
    return path.name.startswith(prefix) and len(path.name) == len(prefix) + 8


def close(lock: int) -> None:
    """Give a lock back."""
    with suppress(OSError):
        os.close(lock)


def _make(prefix: str, parent: Path) -> tuple[Path, int]:
    for _ in range(_ATTEMPTS):
        folder = Path(mkdtemp(prefix=prefix, dir=parent))
        try:
            file = _open_lock(folder, os.O_RDWR | os.O_CREAT)
        except FileNotFoundError:
            continue
        with suppress(OSError):  # held by the process that takes the folder for one that was left, or not supported
            lock_descriptor(file, wait=False)
        if os.fstat(file).st_nlink:  # it has not been deleted
            return folder, file
        close(file)
    raise FileNotFoundError(errno.ENOENT, "deleted as soon as it is made", str(folder))


def _lock(folder: Path) -> int | None:
    """Lock a folder that is there and return the descriptor of the lock; None if a process holds it."""
    file = _open_lock(folder, os.O_RDWR)
    try:
        lock_descriptor(file, wait=False)
    except OSError:
        close(file)
        return None
    return file


def _open_lock(folder: Path, flags: int) -> int:
    return os.open(folder / LOCK, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def lock_descriptor(file: int, *, wait: bool) -> None:
    """Lock an open file, or an open folder except on Windows; raise OSError if it cannot be locked."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  # Windows alone has it

        msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415  # Windows has none

        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def _delete(folder: Path, lock: int) -> None:
    """Delete a folder, its lock last: without one, nobody could tell any more that it may be deleted."""
    with suppress(OSError):
        for entry in list(folder.iterdir()):
            if entry.name != LOCK:
                shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        close(lock)  # Windows deletes no file that is open
        (folder / LOCK).unlink()
        folder.rmdir()
    close(lock)
