"""What scripts say comes from the catalogue as what pages say does, and pages tell its language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from interface import build_with_made_up_interface, find_unmarked
from playwright.sync_api import Browser, Dialog, Page, expect
from pseudo import OPEN, translate
from sites import parse

from .conftest import SiteServer, record, serve

PATH = "paths/new-member/"


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """The example as a German site whose interface is in the made-up language."""
    folder = tmp_path_factory.mktemp("made-up")
    with pytest.MonkeyPatch.context() as patch:
        build_with_made_up_interface(folder, folder / "site", patch)
    with serve(folder / "site") as server:
        yield server


@pytest.fixture
def page(browser: Browser, made_up: SiteServer, problems: list[str]) -> Iterator[Page]:
    """An empty page of a reader far from the community; problems left at the end fail the test."""
    context = browser.new_context(base_url=made_up.url, timezone_id="America/Los_Angeles")
    record(context, made_up.origin, problems)
    page = context.new_page()
    page.clock.set_system_time("2026-11-25T12:00:00")
    yield page
    context.close()
    assert problems == []


def unmarked(page: Page, typed: str = "") -> list[str]:
    """What is wrong with the texts on a page as it is now, with all that scripts have done to it."""
    return find_unmarked(parse(page.content()), typed)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("silence", "%(num)s notes for “%(words)s”, the best %(shown)s here"),
        ("beekeepers", "%(num)s note for “%(words)s”"),
        ("zzzzqqq", "No notes for “%(words)s”"),
        ("the", "Nearly every note says “%(words)s”. Add a word that tells more."),
    ],
    ids=["many", "one", "none", "common"],
)
def test_the_search_dialog(page: Page, typed: str, message: str) -> None:
    """What it says of the results, and the results themselves."""
    page.goto("topics/")
    page.locator("[data-search-open]").click()
    page.locator("dialog [name=q]").fill(typed)
    said = page.locator("dialog [role=status]")
    told = re.escape(translate(message)).replace(r"%\(words\)s", typed)
    expect(said).to_have_text(re.compile(re.sub(r"%\\\(\w+\\\)s", r"\\d+", told)))
    assert unmarked(page, typed) == []


def test_the_search_page(page: Page) -> None:
    """Its filters, its counts, and the results of words, of filters, and of both."""
    page.goto("search/?q=silence")
    status = page.locator("[data-search] [role=status]")
    expect(status).to_contain_text(OPEN)
    assert unmarked(page, "silence") == []
    boxes = page.locator("details input")
    for count in (1, 2):
        boxes.nth(count).check()
        expect(page.locator("[data-chosen]")).to_contain_text(f"({count}) · {OPEN}")
        assert unmarked(page, "silence") == []
    page.locator("#cop-q").fill("")
    expect(status).not_to_contain_text("silence")
    assert unmarked(page) == []
    page.locator("#cop-q").fill("zzzzqqq")
    expect(status).to_contain_text("zzzzqqq")
    assert unmarked(page, "zzzzqqq") == []


def test_progress(page: Page, tmp_path: Path) -> None:
    """Marks, how far one is, and what is said of files."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(PATH)
    for number, mark in enumerate(("done", "later", "skip")):
        page.locator(f"ol [data-cop-mark={mark}]").nth(number).click()
    words = page.locator("[data-cop-progress] .cop-meter__words")
    expect(words).to_contain_text(translate("%(num)s step skipped").replace("%(num)s", "1"))
    assert unmarked(page) == []
    page.goto("")
    expect(page.locator("[data-cop-progress]")).to_be_visible()
    assert unmarked(page) == []
    page.goto(PATH)
    page.locator("[data-cop-kept] summary").click()
    said = page.locator("[data-cop-kept] [data-cop-said]")
    with page.expect_download():
        page.locator("[data-cop-act=save]").click()
    expect(said).to_have_text(translate("Your progress is in the file progress.json."))
    assert unmarked(page) == []
    bad = tmp_path / "bad.json"
    bad.write_text("{}", "utf-8")
    page.locator("[data-cop-kept] input").set_input_files(bad)
    expect(said).to_contain_text(translate("This is not a file with progress, or it is damaged. Nothing was changed."))
    assert unmarked(page) == []
    page.locator("[data-cop-act=forget]").click()
    expect(said).to_have_text(translate("Everything is forgotten."))
    assert asked == [translate("Forget all that you have marked and follow on this site?")]
    assert unmarked(page) == []


@pytest.mark.parametrize("address", ["", "start/", "meetups/", "log/"])
def test_days_that_come(page: Page, address: str) -> None:
    """What is told of meetups in the reader's own time, and when their day has passed."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert unmarked(page) == []
    page.clock.set_system_time("2027-02-01T12:00:00")
    page.reload()
    page.wait_for_load_state("networkidle")
    assert unmarked(page) == []
