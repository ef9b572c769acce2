"""What surrounds the notes is rendered once for many pages, and nobody can tell."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sites import EXAMPLE

from cop_site.engines import mkdocs_build, mkdocs_plugin
from cop_site.engines.chrome import prepare_chrome
from cop_site.engines.project import read_project


def _pages(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*.html"))}


@pytest.mark.filterwarnings("ignore")
def test_every_page_is_as_the_theme_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example's pages are the same bytes with the shared surroundings and without."""
    prepare: Callable[..., dict[str, str]] = prepare_chrome
    shared: list[int] = []

    def count(*arguments: object) -> dict[str, str]:
        names = prepare(*arguments)
        shared.append(len(names))
        return names

    level = logging.getLogger("mkdocs").level
    for name, function in (("shared", count), ("theme", lambda *_: {})):
        monkeypatch.setattr(mkdocs_plugin, "prepare_chrome", function)
        project = read_project(EXAMPLE, date(2026, 11, 25))
        (tmp_path / name).mkdir()
        mkdocs_build.build_site(project, tmp_path / name, progress=lambda _: None)
    logging.getLogger("mkdocs").setLevel(level)
    ours, theirs = _pages(tmp_path / "shared"), _pages(tmp_path / "theme")
    assert shared[0] > 100
    assert set(ours) == set(theirs)
    assert [page for page in ours if ours[page] != theirs[page]] == []
