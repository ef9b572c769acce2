"""Searching where it is hard: accents, scripts without spaces, notes out of date, people who are not listed."""

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sites import built

from cop_site.wording.catalogue import ENGLISH

from .conftest import SiteServer, record, serve
from .finding import option, results, said, search_for, search_page

CASE = Path(__file__).parents[1] / "cases" / "search"


@pytest.fixture(scope="module")
def hard_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """A small German community with a note in Japanese and one in Chinese, whose interface is in English."""
    root = tmp_path_factory.mktemp("hard")
    shutil.copytree(CASE, root, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cop_site.project.project.load_wording", lambda _: ENGLISH)
        folder = built(root).folder
    with serve(folder) as server:
        yield server


@pytest.fixture
def page(browser: Browser, hard_site: SiteServer) -> Iterator[Page]:
    """The search page of that community."""
    context = browser.new_context(base_url=hard_site.url)
    problems: list[str] = []
    record(context, hard_site.origin, problems)
    page = context.new_page()
    search_page(page)
    yield page
    context.close()
    assert problems == []


def titles(page: Page) -> list[str]:
    """What was found, from top to bottom."""
    return results(page).all_inner_texts()


def found(page: Page, title: str) -> Locator:
    """One of the results."""
    return page.locator(".cop-find").filter(has=page.get_by_role("link", name=title))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("café", {"First round", "Second round"}),
        ("cafe", {"First round", "Second round"}),
        ("Müller", {"Second round", "Third round", "Anna Müller"}),
        ("muller", {"Second round", "Third round", "Anna Müller"}),
    ],
)
def test_accents_do_not_matter(page: Page, typed: str, expected: set[str]) -> None:
    """With and without accents the same notes are found, however they were written, and the word is marked."""
    search_for(page, typed)
    assert set(titles(page)) == expected
    marks = page.locator(".cop-find mark").all_inner_texts()
    assert {mark.lower() for mark in marks} & {"café", "cafe", "müller", "muller"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("時間", ["静かな時間"]),
        ("静かな時間", ["静かな時間"]),
        ("新幹線", ["静かな時間"]),
        ("幹線で東京", ["静かな時間"]),
        ("会", ["静かな時間"]),
        ("倾听", ["沉默"]),
        ("段简", ["沉默"]),
        ("沉默", ["沉默"]),
        ("Resource 沉默", ["沉默"]),
        ("東京で都庁", ["静かな時間"]),
        ("都庁", []),
        ("間時", []),
    ],
)
def test_parts_of_unspaced_text_are_found(page: Page, typed: str, expected: list[str]) -> None:
    """Any part of Chinese and Japanese text finds its note first on a German site, and its words are marked."""
    search_for(page, typed)
    assert titles(page)[:1] == expected
    marks = page.locator(".cop-find mark").all_inner_texts()
    assert bool(marks) is bool(expected)
    assert all(mark in typed for mark in marks)


def test_notes_say_their_language(page: Page) -> None:
    """Each note is marked with its language for those who have it read out: the interface around it is in English."""
    search_for(page, "時間")
    expect(page.locator(".cop-find")).to_have_attribute("lang", "ja")
    search_for(page, "walnut")
    assert set(page.locator(".cop-find").evaluate_all("found => found.map((one) => one.lang)")) == {"de"}


def test_languages_can_be_chosen(page: Page) -> None:
    """Where notes have more than one language there is a filter for it, by names; the site's own is among them."""
    labels = page.get_by_role("group", name="Language").get_by_role("checkbox")
    assert labels.count() == 3
    option(page, "Japanese").check()
    expect(said(page)).to_have_text("1 note with this filter")
    option(page, "German").check()
    expect(said(page)).to_have_text("13 notes with these filters")
    assert "沉默" not in titles(page)


def test_current_notes_come_first(page: Page) -> None:
    """What is superseded or retired comes after all that is current, however much it says the word, and is marked."""
    search_for(page, "walnut")
    order = titles(page)
    assert set(order[-2:]) == {"Walnut walnut walnut", "Cracking"}
    assert "A newer book" in order[:-2]
    expect(found(page, "Walnut walnut walnut").locator(".cop-flag")).to_have_text("superseded")
    expect(found(page, "Walnut walnut walnut").locator(".cop-flag svg")).to_be_visible()
    expect(found(page, "Cracking").locator(".cop-flag")).to_have_text("retired")
    expect(found(page, "A newer book").locator(".cop-flag")).to_have_count(0)


def test_overdue_notes_come_after_their_likes(page: Page) -> None:
    """Of two notes that say the same, the one that was reviewed in time comes first."""
    search_for(page, "chestnut")
    assert titles(page) == ["Roasting on Monday", "Roasting on Friday"]
    expect(found(page, "Roasting on Friday").locator(".cop-flag")).to_have_text("overdue")


def test_current_notes_come_first_in_the_dialog_too(page: Page) -> None:
    """The dialog of the other pages has the same order and the same marks."""
    page.goto("topics/")
    page.keyboard.press("/")
    search_for(page, "walnut")
    assert set(titles(page)[-2:]) == {"Walnut walnut walnut", "Cracking"}
    expect(found(page, "Walnut walnut walnut").locator(".cop-flag svg")).to_be_visible()


def test_people_can_be_chosen_who_are_listed(page: Page) -> None:
    """The filter names listed members alone; it finds what they made, led or look after, and their own page."""
    people = page.get_by_role("group", name="Person").locator("label > span:not([data-count])")
    assert [label.inner_text() for label in people.all()] == ["Anna Müller", "Bo Lund"]
    option(page, "Anna Müller").check()
    expect(said(page)).to_have_text("3 notes with this filter")
    assert set(titles(page)) == {"Anna Müller", "First round", "Listening"}


def test_nothing_leads_to_the_unlisted(hard_site: SiteServer) -> None:
    """Neither the page nor the index has the name, the slug or the pseudonym of somebody who is not listed."""
    for file in (hard_site.folder / "pagefind").rglob("*.pf_*"):
        raw = gzip.decompress(file.read_bytes()).lower()
        for name in (b"verborgen", b"henrike", b"hidden-person", b"fox"):
            assert name not in raw, file
    html = (hard_site.folder / "search" / "index.html").read_text("utf-8")
    assert "hidden-person" not in html
    assert "Plain Name" not in html


def test_levels_can_be_chosen(page: Page) -> None:
    """The filter for the level knows topics and resources, in the order of the levels."""
    levels = page.get_by_role("group", name="Level").locator("label > span:not([data-count])")
    assert [label.inner_text() for label in levels.all()] == ["Foundation", "Advanced"]
    option(page, "Advanced").check()
    expect(said(page)).to_have_text("2 notes with this filter")
    assert set(titles(page)) == {"Hosting", "A newer book"}
