"""Replaces files atomically: the new file is written beside the old one, and then takes its name."""

from __future__ import annotations

import errno
import shutil
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from secrets import token_hex


def find_place(folder: Path, name: str) -> Path:
    """Return where a file below a folder is written.

    Raise OSError if the name leads out of the folder, or if the file or one of those folders is a symbolic link.
    """
    file = folder / name
    if not file.is_relative_to(folder) or ".." in file.relative_to(folder).parts:
        raise OSError(errno.EPERM, "leads out of the folder of the notes", str(file))
    around = takewhile(lambda path: path != folder, (file, *file.parents))
    if link := next(filter(Path.is_symlink, around), None):
        raise OSError(errno.ELOOP, "is a symbolic link, which is not followed", str(link))
    return file


def write_beside(file: Path, content: bytes) -> Path:
    """Write a file with a hidden name in the same folder, with the permissions of `file`, and return its path.

    If there is no `file` yet, it has those of any new file. Raise OSError with the name of `file`, and leave nothing
    behind, if it cannot be written.
    """
    path = file.with_name(f".cop-{token_hex(8)}")
    try:
        with path.open("xb") as new:  # a full disk may show only when it is closed
            if file.exists():
                shutil.copymode(file, path)
            new.write(content)
    except BaseException as error:
        with suppress(OSError):
            path.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(file)) from None
        raise
    return path


def replace_file(file: Path, content: bytes) -> None:
    """Write a file, atomically if it exists; raise OSError, and leave it unchanged, if that fails."""
    new = write_beside(file, content)
    try:
        new.replace(file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
