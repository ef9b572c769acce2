"""The small communities that write in other languages than English, as they are found by all who look at them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cop_site.compiler.routes import page_routes
from cop_site.project.open import read_project
from cop_site.project.store import NoStore
from cop_site.wording.catalogue import load_wording

COMMUNITIES = sorted((Path(__file__).parent / "cases" / "languages").iterdir())


@pytest.mark.parametrize("folder", COMMUNITIES, ids=[folder.name for folder in COMMUNITIES])
def test_a_community_is_as_one_should_be(folder: Path) -> None:
    """Its interface is in its language, its notes are without a finding, and each question has a page as its answer."""
    project = read_project(folder, date(2026, 11, 25), NoStore(folder))
    assert [found for found in project.diagnostics if found.span.path.startswith("content/")] == []
    site = project.site_in(folder.name)
    assert load_wording(folder.name).language == folder.name
    answers = json.loads((folder / "golden.json").read_text("utf-8"))
    assert len(answers) >= 20
    assert {*answers.values()} <= {*page_routes(site, folder.name)}
