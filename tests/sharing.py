"""What is costly is made once, although several processes run the tests."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

_PATIENCE = 600
"""Seconds after which a process that makes something is taken for lost."""


def make_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return a folder that the first process that asks for it makes, while the others wait.

    Raises AssertionError in each of them where it cannot be made.
    """
    made, failed = folder.with_suffix(".made"), folder.with_suffix(".failed")
    try:
        folder.with_suffix(".begun").mkdir(parents=True)
    except FileExistsError:
        for _ in range(_PATIENCE * 20):
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
