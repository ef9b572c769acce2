"""Compares a site with the one that the notes give, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from filecmp import cmp
from pathlib import Path

_NOT_PUBLISHED = ".git"
"""What a checkout of a published site contains beside it."""


def read_day(site: Path) -> date | None:
    """Return the day that a site says it was built for; None if it says none."""
    try:
        return date.fromisoformat(json.loads((site / "community.json").read_bytes())["as_of"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def find_differences(site: Path, expected: Path) -> Iterator[str]:
    """Yield a line for each file that is in one of two sites only, or is not the same in both, by name.

    A link is never the same, whatever it leads to: that may be something else tomorrow.
    """
    theirs, ours = _list_files(site, expected), _list_files(expected, site)
    for name in sorted(theirs | ours):
        if name not in ours:
            yield f"{name}: does not come from the notes"
        elif name not in theirs:
            yield f"{name}: missing"
        elif (site / name).is_symlink() or not cmp(site / name, expected / name, shallow=False):
            yield f"{name}: differs"


def _list_files(folder: Path, other: Path) -> set[str]:
    """Return the names of all files, of what is no file or folder, and of empty folders that `other` lacks."""
    names = ((path, path.relative_to(folder)) for path in folder.rglob("*"))
    return {
        name.as_posix()
        for path, name in names
        if name.parts[0] != _NOT_PUBLISHED
        and (path.is_symlink() or not path.is_dir() or not (any(path.iterdir()) or (other / name).is_dir()))
    }
