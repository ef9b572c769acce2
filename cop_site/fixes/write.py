"""Replaces a file in one step: the new one is written beside it, so that nobody ever reads half of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_beside(file: Path, content: bytes) -> Path:
    """Return a new file in the same folder, under a hidden name, with the permissions of `file` if that exists.

    Raises OSError, and leaves no file behind, when it cannot be written.
    """
    with NamedTemporaryFile("wb", dir=file.parent, prefix=".cop-", delete=False) as new:
        path = Path(new.name)
        try:
            new.write(content)
            if file.exists():
                shutil.copymode(file, path)
        except OSError:
            path.unlink()
            raise
    return path


def replace_file(file: Path, content: bytes) -> None:
    """Put new content in the place of a file, or write a new one; raises OSError and leaves it as it was."""
    new = write_beside(file, content)
    try:
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
