"""What surrounds the notes is rendered once for many pages, and nobody can tell."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest
from sites import EXAMPLE

from cop_site.engines.mkdocs import layout
from cop_site.engines.mkdocs.build import build_site
from cop_site.engines.mkdocs.layout import Layouts
from cop_site.engines.mkdocs.page import CompiledPage
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
    shared: list[str] = []

    class Counted(Layouts):
        def apply(self, page: CompiledPage) -> bool:
            shared.extend([page.url] * super().apply(page))
            return True

    class Unshared(Layouts):
        def apply(self, page: CompiledPage) -> bool:  # noqa: ARG002  # as above
            return False

    level = logging.getLogger("mkdocs").level
    for name, layouts in (("shared", Counted), ("theme", Unshared)):
        monkeypatch.setattr(layout, "Layouts", layouts)
        build_site(open_project(EXAMPLE, date(2026, 11, 25)), tmp_path / name / "site", lambda _: None, lambda _: None)
    logging.getLogger("mkdocs").setLevel(level)
    ours, theirs = _pages(tmp_path / "shared" / "site"), _pages(tmp_path / "theme" / "site")
    assert len(shared) > 100
    assert set(ours) == set(theirs)
    assert [page for page in ours if ours[page] != theirs[page]] == []
