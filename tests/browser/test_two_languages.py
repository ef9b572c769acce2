"""A site in two languages, as a reader of both goes through it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bilingual import write_bilingual
from playwright.sync_api import Browser, Page, expect
from sharing import make_once
from sites import build

from .conftest import SiteServer, record, serve
from .finding import results, said


@pytest.fixture(scope="module")
def bilingual(shared: Path) -> Iterator[SiteServer]:
    """A community in English and French."""

    def make(folder: Path) -> None:
        done = build(write_bilingual(folder))
        assert done.returncode == 0, done.stdout + done.stderr

    with serve(make_once(shared / "bilingual", make) / "site") as server:
        yield server


@pytest.fixture
def reader(browser: Browser, bilingual: SiteServer) -> Iterator[Page]:
    """A page in a fresh profile; whatever goes wrong in it fails the test."""
    context, problems = browser.new_context(base_url=bilingual.url), list[str]()
    record(context, bilingual.origin, problems)
    yield context.new_page()
    context.close()
    assert problems == []


def look_for(page: Page, text: str) -> None:
    """Put words into the field that is open, and wait until the results are theirs, in whatever language."""
    page.get_by_role("searchbox").fill(text)
    expect(said(page)).to_contain_text(text)


def test_a_reader_goes_from_one_language_to_the_other_and_back(reader: Page) -> None:
    """The header leads to the same page, links stay in the language, and the browser's way back works."""
    reader.goto("topics/silence/")
    reader.get_by_role("link", name="Français").click()
    expect(reader.locator("h1")).to_have_text("Le silence")
    reader.get_by_role("article").get_by_role("link", name="La ronde").first.click()
    reader.wait_for_url("**/garden/fr/meetups/2026-02-11-ronde/")
    assert reader.locator("html").get_attribute("lang") == "fr"
    reader.go_back()
    reader.go_back()
    expect(reader.locator("h1")).to_have_text("Silence")


def test_the_search_shows_each_pair_once(reader: Page) -> None:
    """In each language, a search finds the version for the reader and what has no other, and leads to pages in it."""
    reader.goto("fr/search/")
    look_for(reader, "silence")
    expect(results(reader).filter(has_text="Le silence")).to_have_count(1)
    assert "Silence" not in results(reader).all_inner_texts()
    expect(results(reader).filter(has_text="Noise")).to_have_attribute("href", "/garden/fr/topics/noise/")
    look_for(reader, "parler")
    results(reader).first.click()
    reader.wait_for_url("**/garden/fr/topics/silence/")
    reader.goto("search/")
    look_for(reader, "fiche")
    expect(reader.get_by_text("Tout sur une page")).to_have_count(0)
    reader.goto("fr/topics/silence/")
    reader.keyboard.press("/")
    look_for(reader, "fiche")
    expect(results(reader).filter(has_text="La fiche").first).to_have_attribute("href", "/garden/fr/resources/fiche/")


def test_the_choice_leads_from_the_home_page_and_nowhere_else(reader: Page) -> None:
    """Who chose French and comes from elsewhere is led to it once; English is one click away, and then stays."""
    reader.goto("")
    reader.get_by_role("link", name="Français").click()
    reader.wait_for_url("**/garden/fr/")
    reader.goto("about:blank")
    reader.goto("")
    reader.wait_for_url("**/garden/fr/")
    reader.goto("topics/")
    assert reader.url.endswith("/garden/topics/")
    reader.goto("fr/")
    reader.get_by_role("link", name="English").click()
    reader.wait_for_url("**/garden/")
    reader.goto("about:blank")
    reader.goto("")
    assert reader.url.endswith("/garden/")


def test_what_is_marked_in_one_language_is_marked_in_the_other(reader: Page) -> None:
    """A star that is set on the English page is set on the French one."""
    reader.goto("topics/silence/")
    reader.locator("[data-cop-star]").click()
    reader.goto("fr/topics/silence/")
    expect(reader.locator("[data-cop-star]")).to_have_attribute("aria-pressed", "true")


def test_without_javascript_both_are_there(browser: Browser, bilingual: SiteServer) -> None:
    """The links in the header need no script."""
    context = browser.new_context(base_url=bilingual.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("meetups/2026-01-14-listening/")
    page.get_by_role("link", name="Français").click()
    expect(page.locator("h1")).to_have_text("Écouter ensemble")
    page.set_viewport_size({"width": 375, "height": 700})
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Listening")
    context.close()
