"""The files that something is made from, by which a later run sees whether one of them has changed."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from cop_site.content.file_types import is_shown_though_hidden

Stamp = tuple[int, int, int, int]
"""The size of a file, when its contents and when anything of it were last changed, in nanoseconds, and its number."""
Inputs = dict[str, tuple[Stamp, str]]
"""The stamp and the digest of each file, by path."""
_UNSETTLED: Stamp = (-1, 0, 0, 0)
"""Of a file that is so new that another change may leave the same times, and of a link."""
_SETTLES = 2_000_000_000
"""Nanoseconds within which two changes may have the same time: file systems are that coarse."""
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_MOST_BYTES = 4 * 1024 * 1024
"""The size of the largest file whose contents are looked at."""


def read_inputs(root: Path, content: str, others: Iterable[str], known: Mapping[str, tuple[Stamp, str]]) -> Inputs:
    """Return the files in the content folder that are not hidden, and those that are, or are below, other paths.

    Paths are relative to `root`. What is `known` is what an earlier call returned: a file with the stamp that it had
    has the same digest, and its contents are not read. The digest of what is no readable file, or a large one, is
    empty.
    """
    now = time.time_ns()
    inputs: Inputs = {}
    walks = (_walk(root / content, content, all_of_it=False), *(_walk(root / name, name) for name in others))
    for path, stamp in chain.from_iterable(walks):
        earlier = known.get(path)
        if earlier and earlier[0] == stamp != _UNSETTLED:
            inputs[path] = earlier
        else:
            settled = max(stamp[1:3]) < now - _SETTLES
            inputs[path] = stamp if settled else _UNSETTLED, _digest(os.path.join(root, path), stamp)  # noqa: PTH118  # as below
    return inputs


def find_changed(before: Inputs, after: Inputs) -> set[str]:
    """Return the paths of the files that are not the same in both, and of those that are in one of them only."""
    changed = {path for path, found in after.items() if path in before and not _is_same(before[path], found)}
    return changed | (before.keys() ^ after.keys())


def stamp_files(folder: Path) -> dict[str, Stamp]:
    """Return the stamp of everything below a folder but folders, by its path in it, with a slash before it."""
    return dict(_walk(folder, "", with_folders=False))


def _is_same(before: tuple[Stamp, str], after: tuple[Stamp, str]) -> bool:
    return before[0] == after[0] != _UNSETTLED or before[1] == after[1] != ""


def _walk(path: Path, name: str, *, all_of_it: bool = True, with_folders: bool = True) -> Iterator[tuple[str, Stamp]]:
    """Yield a file, or a folder, with a slash at the end of its name, and what is in it, hidden or not."""
    try:
        status = path.lstat()
    except OSError:
        return
    if not stat.S_ISDIR(status.st_mode):
        yield name, _stamp(status)
        return
    folders = [(str(path), "")]
    while folders:
        folder, below = folders.pop()
        with suppress(OSError):
            if with_folders:
                yield f"{name}/{below}", (0, 0, 0, os.stat(folder).st_mode)  # noqa: PTH116  # called for every folder
            for entry in os.scandir(folder):
                found = below + entry.name
                if not all_of_it and entry.name.startswith(".") and not is_shown_though_hidden(found):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{found}/"))
                else:
                    yield f"{name}/{found}", _stamp(entry.stat(follow_symlinks=False))


def _stamp(status: os.stat_result) -> Stamp:
    if stat.S_ISLNK(status.st_mode):
        return _UNSETTLED  # what it leads to may be another file at any time
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _digest(path: str, stamp: Stamp) -> str:
    try:
        descriptor = os.open(path, _OPEN)  # called for every note, and cheaper than by pathlib
    except OSError:
        return ""
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode) or stamp[0] > _MOST_BYTES:  # a device would never end
            return ""
        with open(descriptor, "rb", buffering=0, closefd=False) as opened:
            return blake2b(opened.read(), digest_size=16).hexdigest()
    except OSError:
        return ""
    finally:
        os.close(descriptor)
