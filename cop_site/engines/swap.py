"""Puts a folder in the place of another one, whole, so that it is on the disk before the other one is deleted."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from cop_site.project.temporary import lock_descriptor

_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
"""How a system, a file system or a sandbox says that it cannot exchange two folders."""


def swap(new: Path, output: Path, aside: Path) -> None:
    """Put `new` in the place of `output`. What was there is afterwards at `new` or `aside`, if it was there at all.

    In one step where the system can exchange two folders. Elsewhere in two: if the second one fails, the first is
    undone, and if the process is killed between them, the old folder is at `aside`. Raises OSError.
    """
    if not output.exists():
        new.rename(output)
    elif not _exchange(new, output):
        output.rename(aside)
        try:
            new.rename(output)
        except OSError:
            aside.rename(output)
            raise
    for folder in (output.parent, new.parent):
        _flush_folder(folder)


def flush(folder: Path) -> None:
    """Wait until everything in a folder is on the disk; raise OSError if it cannot be written."""
    if _flush_system(folder):
        return
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            _flush_folder(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other process is in such a block for the folder, where the system can lock folders."""
    with ExitStack() as stack:
        with suppress(OSError):
            opened = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, opened)
            lock_descriptor(opened, wait=True)
        yield


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ignore Ctrl+C and SIGTERM in a short block that is soon done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return whether the system can. Raises OSError."""
    here, exchange = -100, 2  # AT_FDCWD; RENAME_EXCHANGE and RENAME_SWAP
    if rename := _find_function("renameat2"):  # Linux
        number = rename(here, os.fsencode(one), here, os.fsencode(other), exchange)
    elif rename := _find_function("renamex_np"):  # macOS
        number = rename(os.fsencode(one), os.fsencode(other), exchange)
    else:
        return False
    if number and number not in _UNSUPPORTED:
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    return not number


def _find_function(name: str) -> Callable[..., int] | None:
    """Return a function of the C library that returns the number of its error, or None if there is no such function."""
    if sys.platform == "win32":
        return None
    try:
        import ctypes  # noqa: PLC0415  # a Python can be built without it

        function = getattr(ctypes.CDLL(None, use_errno=True), name)
    except (ImportError, OSError, AttributeError):
        return None
    return lambda *arguments: ctypes.get_errno() if function(*arguments) else 0


def _flush_system(folder: Path) -> bool:
    """Write the file system of a folder to the disk at once; return whether that worked.

    For a site of 1,000 notes that takes 0.2 seconds, where one file after the other takes 17.
    """
    if not (sync := _find_function("syncfs")):
        return False
    opened = os.open(folder, os.O_RDONLY)
    try:
        return not sync(opened)
    finally:
        os.close(opened)


def _flush_folder(folder: Path) -> None:
    """Write the names in a folder to the disk, where the system can open folders."""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
