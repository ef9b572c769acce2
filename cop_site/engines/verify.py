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
    """Yield a line for each file that is in one of two sites only, or is not the same in both, by name."""
    theirs, ours = _list_files(site), _list_files(expected)
    for name in sorted(theirs | ours):
        if name not in ours:
            yield f"{name}: does not come from the notes"
        elif name not in theirs:
            yield f"{name}: missing"
        elif not cmp(site / name, expected / name, shallow=False):
            yield f"{name}: differs"


def _list_files(site: Path) -> set[str]:
    """Return the names of all files, and of what is neither a file nor a folder."""
    files = (path.relative_to(site) for path in site.rglob("*") if path.is_symlink() or not path.is_dir())
    return {file.as_posix() for file in files if file.parts[0] != _NOT_PUBLISHED}
