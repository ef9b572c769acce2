"""Knowing where one is on the page of a note, and going on from there."""

import re

import pytest
from playwright.sync_api import Page, expect

PHONE = {"width": 375, "height": 812}


def test_from_one_meetup_to_the_next(page: Page) -> None:
    """The ways below a meetup lead to the one before it and after it by day."""
    page.goto("meetups/2026-04-08-handling-silence/")
    ways = page.get_by_role("navigation", name="Before and after")
    ways.get_by_role("link", name="Next").click()
    expect(page).not_to_have_url(re.compile("handling-silence"))
    page.get_by_role("navigation", name="Before and after").get_by_role("link", name="Previous").click()
    expect(page).to_have_url(re.compile("2026-04-08-handling-silence/$"))


@pytest.mark.parametrize(
    ("address", "tab"),
    [
        ("meetups/2026-04-08-handling-silence/", "Notes"),
        ("topics/handling-silence/", "Topics"),
        ("members/amara-osei/", "Community"),
        ("paths/new-facilitator/", "Start here"),
    ],
)
def test_a_note_is_in_its_menu_with_others_beside_it(page: Page, address: str, tab: str) -> None:
    """The tab of its list is marked, and no other; the note is marked among those around it."""
    page.set_viewport_size({"width": 1300, "height": 900})
    page.goto(address)
    expect(page.locator(".md-tabs__item--active")).to_have_text([re.compile(tab)])
    beside = page.get_by_role("navigation", name="Notes around this one")
    expect(beside.locator("[aria-current=page]")).to_have_text(page.locator("h1").inner_text())
    assert beside.get_by_role("link").count() > 2


@pytest.mark.parametrize(
    "address", ["meetups/2026-03-11-the-five-minute-note/", "practices/five-minute-note/", "about/"]
)
def test_the_first_sentence_is_on_the_first_screen(page: Page, address: str) -> None:
    """On a phone the text of a note begins before one has to scroll."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(address)
    box = page.locator("article .cop-page > p:not([class])").filter(has_text=".").first.bounding_box()
    assert box is not None
    assert box["y"] < PHONE["height"] - 24


def test_the_foot_has_what_is_in_no_menu(page: Page) -> None:
    """The code of conduct, About and the documents for programs are a click away from every page."""
    for address in ("", "topics/handling-silence/", "log/"):
        page.goto(address)
        foot = page.get_by_role("region", name="About this site")
        expect(foot.get_by_text("As of 25 Nov 2026.")).to_be_visible()
        expect(foot.get_by_role("link", name="notes.json")).to_be_visible()
        foot.get_by_role("link", name=re.compile("^About")).click()
        expect(page).to_have_url(re.compile("/about/$"))
