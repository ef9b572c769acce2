"""Knowing where one is on the page of a note, and going on from there."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 375, "height": 812}


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
    page.set_viewport_size(PHONE)
    page.goto(address)
    box = page.locator("article .cop-page > p:not([class])").filter(has_text=".").first.bounding_box()
    assert box is not None
    assert box["y"] < PHONE["height"] - 24


def test_a_path_has_its_steps_beside_it(page: Page) -> None:
    """They are in their order, and what the reader has done is marked there, too."""
    page.set_viewport_size({"width": 1300, "height": 900})
    page.goto("paths/new-facilitator/")
    beside = page.get_by_role("navigation", name="Notes around this one").get_by_role("listitem")
    expect(beside).to_have_text(["New facilitator", *page.locator(".cop-step__title > a").all_inner_texts()])
    page.get_by_role("button", name="Done").nth(1).click()
    expect(beside.nth(2)).to_have_attribute("data-cop-state", "done")
    expect(beside.nth(1)).to_have_attribute("data-cop-state", "open")


def test_the_contents_can_be_opened_on_a_phone(page: Page) -> None:
    """They lead to a part of the page; where they stand beside the text they are not there a second time."""
    page.set_viewport_size(PHONE)
    page.goto("topics/core-and-periphery/")
    contents = page.locator(".cop-contents")
    contents.get_by_text("Table of contents").click()
    contents.get_by_role("link", name="Objectives").click()
    expect(page).to_have_url(re.compile("#cop-objectives$"))
    expect(page.get_by_role("heading", name="Objectives")).to_be_in_viewport()
    page.set_viewport_size({"width": 1300, "height": 900})
    expect(contents).to_be_hidden()
    page.set_viewport_size(PHONE)
    page.goto("meetups/")
    expect(contents).to_be_hidden()


def test_a_topic_has_the_colour_of_its_area_in_a_chip(page: Page) -> None:
    """It is the same colour as on the map of topics."""
    page.goto("members/")
    chip = page.locator(".cop-chip").first
    assert (found := re.search(r"cop-area-[1-8]", chip.get_attribute("class") or ""))
    colour = "el => getComputedStyle(el).color"
    shape = chip.locator(".cop-shape").evaluate(colour)
    page.goto("topics/")
    assert (
        page.locator(f".cop-map .{found[0]} .cop-map__name, .cop-map__station.{found[0]}").first.evaluate(colour)
        == shape
    )


def test_the_foot_has_what_is_in_no_menu(page: Page) -> None:
    """The code of conduct, About and the documents for programs are a click away from every page."""
    for address in ("", "topics/handling-silence/", "log/"):
        page.goto(address)
        foot = page.get_by_role("region", name="About this site")
        expect(foot.get_by_text("As of 25 Nov 2026.")).to_be_visible()
        expect(foot.get_by_role("link", name="Subscribe")).to_be_visible()
        foot.get_by_role("link", name=re.compile("^About")).click()
        expect(page).to_have_url(re.compile("/about/$"))
