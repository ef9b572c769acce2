"""Using a list of 620 meetups on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import SiteServer, record
from .test_accessibility import violations

PHONE = {"width": 375, "height": 812}
TALLEST = 12_000
"""Pixels; about fifteen screens of a phone."""


@pytest.fixture(params=[True, False], ids=["scripts", "none"])
def phone(request: pytest.FixtureRequest, browser: Browser, many: SiteServer) -> Iterator[Page]:
    """A phone, with and without scripts."""
    yield from _open(browser, many, scripts=request.param)


@pytest.fixture
def scripted(browser: Browser, many: SiteServer) -> Iterator[Page]:
    """A phone with scripts."""
    yield from _open(browser, many, scripts=True)


def _open(browser: Browser, server: SiteServer, *, scripts: bool) -> Iterator[Page]:
    context = browser.new_context(base_url=server.url, viewport=PHONE, java_script_enabled=scripts)  # type: ignore[arg-type]
    problems: list[str] = []
    record(context, server.origin, problems)
    yield context.new_page()
    context.close()
    assert problems == []


@pytest.mark.parametrize("address", ["meetups/", "meetups/2023/", "log/", "log/2022/", "tags/"])
def test_no_list_is_endless(phone: Page, address: str) -> None:
    """A page opens with a few screens of entries, and what is not there has a link to it."""
    phone.goto(address)
    box = phone.locator("body").bounding_box()
    assert box is not None
    assert box["height"] < TALLEST
    assert box["width"] == PHONE["width"]


def test_a_year_is_two_taps_away(phone: Page) -> None:
    """From the list to a year, and to a meetup that is folded there."""
    phone.goto("meetups/")
    phone.get_by_role("navigation", name="Parts of this list").get_by_role("link", name=re.compile("^2022")).click()
    expect(phone).to_have_url(re.compile("/meetups/2022/$"))
    phone.locator("summary").filter(has_text="more").click()
    expect(phone.get_by_role("link", name="Evening 130 on round tables")).to_be_visible()


def test_words_and_filters_find_what_is_on_other_pages(scripted: Page) -> None:
    """What is typed and chosen is looked for in all years; how much was found is said; Back and a link restore it."""
    scripted.goto("meetups/")
    scripted.get_by_label("Filter by words").fill("evening 61")
    status = scripted.locator("[data-cop-said]")
    expect(status).to_have_text("16 of 620")  # 61, 161 to 561, 610 to 619
    scripted.get_by_label("Topic", exact=True).select_option(label="Silence (207)")
    expect(status).to_have_text(re.compile(r"^\d+ of 620$"))
    expect(scripted).to_have_url(re.compile(r"\?q=evening\+61&topic=silence$"))
    found = scripted.locator("[data-cop-found] .cop-card__title")
    assert all("silence" in text for text in found.all_inner_texts())
    shared = scripted.url
    scripted.go_back()
    expect(scripted.get_by_label("Topic", exact=True)).to_have_value("")
    expect(status).to_have_text("16 of 620")
    scripted.goto(shared)
    expect(scripted.get_by_label("Filter by words")).to_have_value("evening 61")
    expect(found.first).to_be_visible()
    scripted.get_by_role("button", name="Show the whole list").click()
    expect(scripted.get_by_role("heading", name="2026")).to_be_visible()
    expect(scripted).to_have_url(re.compile("/meetups/$"))


def test_order_and_more_go_through_the_whole_list(scripted: Page) -> None:
    """The oldest first, further ones on demand with the focus on the first of them, and links that lead on."""
    scripted.goto("meetups/?sort=oldest")
    titles = scripted.locator("[data-cop-found] .cop-card__title a")
    expect(scripted.locator("[data-cop-said]")).to_have_text("620 of 620")
    expect(titles.first).to_have_text("Evening 0 on silence")
    expect(titles).to_have_count(40)
    scripted.get_by_role("button", name="Show more").click()
    expect(titles).to_have_count(80)
    expect(titles.nth(40)).to_be_focused()
    assert violations(scripted) == []
    titles.first.click()
    expect(scripted.get_by_role("heading", level=1)).to_have_text("Evening 0 on silence")


@pytest.mark.parametrize(
    ("old", "new"),
    [("meetups/#2021", "/meetups/2021/$"), ("log/#decision-2021-01-06-m-1", "/log/2021/#decision-2021-01-06-m-1$")],
    ids=["year", "decision"],
)
def test_an_old_address_leads_there(scripted: Page, old: str, new: str) -> None:
    """What was on the one long page is found on the page of its year."""
    scripted.goto(old)
    expect(scripted).to_have_url(re.compile(new))
