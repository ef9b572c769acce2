"""Makes a folder once for all processes that run the tests."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

_TIMEOUT = 600
"""Seconds after which the others give up waiting."""


def make_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return a folder that the first process makes, while the others wait for it.

    Raises AssertionError in each of them if it cannot be made.
    """
    made, failed = folder.with_suffix(".made"), folder.with_suffix(".failed")
    try:
        folder.with_suffix(".begun").mkdir(parents=True)
    except FileExistsError:
        for _ in range(_TIMEOUT * 20):
            if made.exists() or failed.exists():
                break
            time.sleep(0.05)
    else:
        try:
            make(folder)
            made.touch()
        finally:
            if not made.exists():
                failed.touch()
    assert made.exists(), f"{folder} could not be made"
    return folder
