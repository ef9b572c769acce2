"""What surrounds the notes is rendered once for many pages, and nobody can tell."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sites import EXAMPLE

from cop_site.engines.mkdocs import layout
from cop_site.engines.mkdocs.build import build_site
from cop_site.engines.mkdocs.layout import prepare_layouts
from cop_site.project.open import open_project


def _pages(folder: Path) -> dict[str, bytes]:
    """Every page; white space between tags may differ."""
    return {
        file.relative_to(folder).as_posix(): b" ".join(file.read_bytes().split())
        for file in sorted(folder.rglob("*.html"))
    }


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_every_page_is_as_the_theme_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example's pages are the same with the shared surroundings and without, white space aside."""
    prepare: Callable[..., dict[str, str]] = prepare_layouts
    shared: list[int] = []

    def count(*arguments: object) -> dict[str, str]:
        names = prepare(*arguments)
        shared.append(len(names))
        return names

    level = logging.getLogger("mkdocs").level
    for name, function in (("shared", count), ("theme", lambda *_: {})):
        monkeypatch.setattr(layout, "prepare_layouts", function)
        build_site(open_project(EXAMPLE, date(2026, 11, 25)), tmp_path / name / "site", lambda _: None, lambda _: None)
    logging.getLogger("mkdocs").setLevel(level)
    ours, theirs = _pages(tmp_path / "shared" / "site"), _pages(tmp_path / "theme" / "site")
    assert shared[0] > 100
    assert set(ours) == set(theirs)
    assert [page for page in ours if ours[page] != theirs[page]] == []
