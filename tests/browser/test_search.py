"""Searching: the modal of every page, and the page that has filters."""

import pytest
from playwright.sync_api import Locator, Page, expect

NOTE = "meetups/2026-04-08-handling-silence/"


def results(page: Page) -> Locator:
    """The titles of the results that are shown."""
    return page.locator(".pf-result-link:visible")


def search_modal(page: Page, text: str) -> None:
    """Type into the modal, once it is open."""
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(text)


def option(page: Page, value: str) -> Locator:
    """The checkbox of a kind, topic or year."""
    return page.locator(f"pagefind-filter-pane input[value='{value}']")


def count(page: Page, value: str) -> int:
    """How many notes the filters say there are of a kind, topic or year."""
    return int(option(page, value).locator("xpath=..").locator(".pf-filter-checkbox-count").inner_text())


@pytest.mark.parametrize("key", ["Control+k", "/"])
def test_keys_open_the_search(page: Page, key: str) -> None:
    """Ctrl+K and / open the search on any page, typing finds notes, and Enter on a result leads to it."""
    page.goto(NOTE)
    page.keyboard.press(key)
    search_modal(page, "knowledge base")
    expect(results(page).first).to_have_text("Knowledge base")
    expect(page.locator(".pf-result-title").first).to_contain_text("Term")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/garden/glossary/knowledge-base/")


def test_click_on_a_result_leads_to_the_note(page: Page) -> None:
    """The button opens the search too; two notes of one title differ by their kind, and a date where they have one."""
    page.goto("coverage/")
    page.get_by_role("button", name="Search").click()
    search_modal(page, "handling silence")
    meetup = page.locator(".pf-result-title").filter(has_text="Meetup, 2026-04-08")
    meetup.get_by_role("link", name="Handling silence").click()
    page.wait_for_url(f"**/garden/{NOTE}")


def test_escape_closes_the_search(page: Page) -> None:
    """Escape closes the modal, and the focus is back on its button."""
    page.goto("")
    page.keyboard.press("/")
    search_modal(page, "silence")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_slash_in_a_field_is_a_slash(page: Page) -> None:
    """Who is writing gets the character, not another search."""
    page.goto("")
    page.keyboard.press("/")
    search_modal(page, "and/or")
    expect(page.get_by_role("searchbox")).to_have_value("and/or")
    page.goto("search/")
    page.get_by_role("searchbox").press_sequentially("and/or")
    expect(page.get_by_role("searchbox")).to_have_value("and/or")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_nothing_found_is_said(page: Page) -> None:
    """A search without a result says so, with the words that were searched."""
    page.goto("")
    page.keyboard.press("/")
    # Where no word matches, the index may offer one that begins alike; no word here begins with a Georgian letter.
    search_modal(page, "ქართული")
    expect(page.get_by_role("dialog").locator("pagefind-summary")).to_contain_text("ქართული")
    expect(results(page)).to_have_count(0)


def test_search_leads_to_the_filters(page: Page) -> None:
    """The modal has no filters, and links to the page that has."""
    page.goto(NOTE)
    page.keyboard.press("/")
    page.get_by_role("link", name="Search by kind, topic and year").click()
    page.wait_for_url("**/garden/search/")


def test_search_page_is_ready_on_arrival(page: Page) -> None:
    """One can type at once, and the filters for kind, topic and year are there, unfolded where there is room."""
    page.goto("search/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator(".pf-filter-group-name")).to_have_text(["Kind", "Topic", "Year"])
    for value in ("Meetup", "Handling silence", "2026"):
        expect(option(page, value)).to_be_visible()
    page.keyboard.type("silence")
    expect(results(page).first).to_have_text("Handling silence")


def test_slash_on_the_search_page_goes_to_its_field(page: Page) -> None:
    """Where there is a field already, / opens no second one."""
    page.goto("search/")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_filters_are_folded_on_a_phone(page: Page) -> None:
    """On a narrow screen the filters stand above the results, each folded until it is pressed."""
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("search/")
    expect(results(page).first).to_be_in_viewport()
    expect(option(page, "Meetup")).to_be_hidden()
    page.locator("summary", has_text="Kind").click()
    expect(option(page, "Meetup")).to_be_visible()


@pytest.mark.parametrize("value", ["Story", "Handling silence", "2025"])
def test_filters_narrow_the_results(page: Page, value: str) -> None:
    """Ticking a kind, a topic or a year leaves as many notes as the filter says; unticking brings the others back."""
    page.goto("search/")
    page.keyboard.type("meetup")
    summary = page.locator("pagefind-summary:visible")
    expect(summary).to_contain_text("results for meetup")
    before = summary.inner_text()
    expected = count(page, value)
    option(page, value).check()
    expect(summary).to_contain_text(f"{expected} result")
    assert 0 < expected < int(before.split()[0])
    option(page, value).uncheck()
    expect(summary).to_have_text(before)


def test_filters_work_without_a_word(page: Page) -> None:
    """With nothing typed, all notes are there, and ticking a kind lists all of it."""
    page.goto("search/")
    stories = count(page, "Story")
    option(page, "Story").check()
    expect(page.locator(".pf-result")).to_have_count(stories)
    expect(page.locator(".pf-result-title").first).to_contain_text("Story")


@pytest.mark.parametrize("key", ["Control+k", "/"])
def test_keys_open_the_search_after_the_scheme_was_switched(page: Page, key: str) -> None:
    """The switch for the colour scheme keeps the focus, and is nothing that one writes in."""
    page.goto("")
    page.locator("[data-md-component=palette] label:visible").click()
    page.keyboard.press(key)
    search_modal(page, "silence")
    expect(results(page).first).to_have_text("Handling silence")
