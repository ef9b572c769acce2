"""The small communities that write in other languages than English, as they are found by all who look at them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from interface import read_texts
from sites import parse

from cop_site.compiler.routes import page_routes
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.project.open import read_project
from cop_site.project.project import Project
from cop_site.project.store import NoStore
from cop_site.wording.catalogue import load_wording

COMMUNITIES = sorted((Path(__file__).parent / "cases" / "languages").iterdir())
FOREIGN_SIGNS = {"ar": r"[,;?](?=\s|$)", "fr": r"\w[:;!?](?=\s|$)", "ja": r"[,:;!?](?=\s|$)| \("}
"""Signs as English sets them, which the language sets otherwise."""


@pytest.fixture(scope="module", params=COMMUNITIES, ids=[folder.name for folder in COMMUNITIES])
def project(request: pytest.FixtureRequest) -> Project:
    """A community, read as it is on the day that its cases are written for."""
    return read_project(request.param, date(2026, 11, 25), NoStore(request.param))


def test_a_community_is_as_one_should_be(project: Project) -> None:
    """Its interface is in its language, its notes are without a finding, and each question has a page as its answer."""
    folder = project.root
    assert [found for found in project.diagnostics if found.span.path.startswith("content/")] == []
    site = project.site_in(folder.name)
    assert load_wording(folder.name).language == folder.name
    answers = json.loads((folder / "golden.json").read_text("utf-8"))
    assert len(answers) >= 20
    assert {*answers.values()} <= {*page_routes(site, folder.name)}


def test_pages_are_set_in_the_language(project: Project) -> None:
    """No page has signs as English sets them, or leaves out a part of what a bar of a chart is called."""
    language = project.root.name
    pages = {uri: parse(html) for uri, html in _pages(project.site_in(language), language)}
    signs = re.compile(FOREIGN_SIGNS.get(language, "$^"))
    texts = [
        (uri, text.text) for uri, tree in pages.items() for text in read_texts(tree) if text.language in ("", language)
    ]
    assert [(uri, text) for uri, text in texts if signs.search(text)] == []
    names = [e.text for tree in pages.values() for e in tree.walk() if "cop-bar__name" in e.classes]
    assert len(names) > 10
    assert [name for name in names if name.endswith("…")] == []


def _pages(site: Site, language: str) -> Iterator[tuple[str, str]]:
    for uri, make in page_routes(site, language).items():
        page = make()
        if isinstance(page, Page):
            yield uri, page.html
