"""What the processes of a test run share is made once."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from sharing import make_once


def test_whoever_comes_later_waits_for_the_first(tmp_path: Path) -> None:
    """However many ask at once, one makes it, and all get it when it is there."""
    made: list[Path] = []

    def make(folder: Path) -> None:
        folder.mkdir()
        made.append(folder)

    found: list[bool] = []
    threads = [Thread(target=lambda: found.append(make_once(tmp_path / "site", make).is_dir())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [tmp_path / "site"]
    assert found == [True] * 8


def test_all_are_told_where_it_cannot_be_made(tmp_path: Path) -> None:
    """The first gets the error itself, the others learn that there was one."""

    def fail(_: Path) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        make_once(tmp_path / "site", fail)
    with pytest.raises(AssertionError, match="could not be made"):
        make_once(tmp_path / "site", fail)
