"""Following a topic, a person or a path, and being shown what is new since: in this browser only."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from .conftest import SiteServer
from .test_accessibility import WIDE, assert_accessible
from .test_progress import KEY, keep, kept

TOPIC = "topics/opening-a-meetup/"
PERSON = "members/tomas-lind/"
PLANNED = "meetups/2026-12-16-deciding-together/"
STORY = "testimonials/a-quieter-room/"
DECISION = "meetups/2026-11-04-opening-rounds-again/decision-1"


def star(page: Page) -> Locator:
    """The button of the page that is open."""
    return page.get_by_role("button", name="Follow", exact=True)


def news(page: Page) -> Locator:
    """What is new, on the home page."""
    return page.locator("[data-cop-news]")


def ids(server: SiteServer) -> list[str]:
    """All that may be new, as the site lists it."""
    return [one["id"] for one in json.loads((server.folder / "assets/cop/news.json").read_text("utf-8"))]


def visit(page: Page, server: SiteServer, *unread: str, stars: tuple[str, ...] = (TOPIC,), **more: Any) -> None:
    """Open the home page as somebody who follows something and has read all but some entries."""
    at = "2026-11-12T10:00:00.000Z"
    followed = {key: {"is": "on", "at": at, "title": key.split("/")[1]} for key in stars}
    read = {"at": at, "ids": [one for one in ids(server) if one not in unread]}
    keep(page, json.dumps({"format": "cop-progress", "version": 2, "stars": followed, "read": read, **more}))
    page.clock.set_fixed_time("2026-11-26T12:00:00Z")
    page.goto("")


def test_what_is_there_is_not_new_to_those_who_begin_to_follow(page: Page) -> None:
    """A star is a button that stays pressed; the home page then says that nothing is new, and what is followed."""
    page.goto("")
    expect(page.get_by_role("heading", name="Latest")).to_be_visible()
    expect(news(page)).to_be_hidden()
    page.goto(TOPIC)
    expect(star(page)).to_have_attribute("aria-pressed", "false")
    star(page).focus()
    page.keyboard.press("Space")
    expect(star(page)).to_have_attribute("aria-pressed", "true")
    page.wait_for_function("(key) => JSON.parse(localStorage.getItem(key)).read", arg=KEY)
    page.reload()
    expect(star(page)).to_have_attribute("aria-pressed", "true")
    page.goto("")
    expect(news(page).get_by_role("heading")).to_contain_text("New since")
    expect(news(page).locator("ul li")).to_have_text(["Nothing yet."])
    news(page).get_by_role("link", name="Opening a meetup").click()
    page.wait_for_url(f"**/garden/{TOPIC}")
    star(page).click()
    expect(star(page)).to_have_attribute("aria-pressed", "false")
    page.goto("")
    expect(page.get_by_role("heading", name="Latest")).to_be_visible()
    expect(news(page)).to_be_hidden()


def test_what_was_published_since_is_listed_until_it_is_read(page: Page, site_server: SiteServer) -> None:
    """Notes, decisions and planned meetups on what is followed, the newest first, and nothing else."""
    visit(page, site_server, f"{PLANNED}planned", STORY, DECISION, stars=(TOPIC, PERSON))
    expect(news(page).get_by_role("heading")).to_have_text("New since 12 November 2026")
    rows = news(page).locator("ul li")
    expect(rows).to_contain_text(["Deciding together", "A quieter room", "The host may pass"])
    expect(rows).to_contain_text(["Planned meetup", "Story", "Decision"])
    expect(rows.nth(1)).to_contain_text("11 Nov 2026")
    assert rows.count() == 3
    news(page).get_by_role("button", name="Mark all as read").click()
    expect(news(page).get_by_role("heading")).to_have_text("New since 26 November 2026")
    expect(news(page).get_by_role("heading")).to_be_focused()
    expect(rows).to_have_text(["Nothing yet."])
    assert set(kept(page)["read"]["ids"]) == set(ids(site_server))


@pytest.mark.parametrize(
    ("followed", "expected"),
    [
        ("paths/steward/", ["The host may pass, and does so at least once a season."]),
        ("topics/handling-silence/", ["A quieter room"]),
        ("members/amara-osei/", []),
    ],
    ids=["a path, by the topics on it", "a topic", "somebody else"],
)
def test_each_is_told_of_what_they_follow(
    page: Page, site_server: SiteServer, followed: str, expected: list[str]
) -> None:
    """A path brings what its topics bring, and nobody is told of what they do not follow."""
    visit(page, site_server, STORY, DECISION, stars=(followed,))
    expect(news(page)).to_be_visible()
    assert news(page).locator("ul a").all_inner_texts() == expected


def test_a_star_in_another_tab_shows_at_once(page: Page) -> None:
    """Two tabs agree on what is followed."""
    other = page.context.new_page()
    page.goto(TOPIC)
    other.goto("")
    star(page).click()
    expect(news(other)).to_contain_text("Opening a meetup")
    star(page).click()
    expect(news(other)).to_be_hidden()


def test_what_is_followed_is_forgotten_with_the_rest(page: Page, site_server: SiteServer) -> None:
    """The one document has marks and stars, and one button forgets both."""
    visit(page, site_server, STORY, notes={"topics/a": {"is": "done", "at": "2026-11-12T10:00:00.000Z"}})
    page.locator("summary", has_text="stay in this browser").click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget everything").click()
    expect(news(page)).to_be_hidden()
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY) is None


def test_a_site_that_nothing_is_followed_on_loads_no_news(page: Page) -> None:
    """The list is for those who follow something; nobody else's browser asks for it."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    for address in ("", TOPIC, PERSON, "paths/steward/"):
        page.goto(address, wait_until="networkidle")
    assert [url for url in asked if url.endswith("/assets/cop/reader.js")]
    assert [url for url in asked if url.endswith("news.json")] == []


def test_a_document_of_the_first_version_is_kept(page: Page) -> None:
    """What was marked before there were stars is still marked once there is one."""
    notes = {"topics/handling-silence": {"is": "done", "at": "2026-01-01T00:00:00.000Z"}}
    keep(page, json.dumps({"format": "cop-progress", "version": 1, "path": "paths/steward", "notes": notes}))
    page.goto(TOPIC)
    star(page).click()
    page.wait_for_function("(key) => JSON.parse(localStorage.getItem(key)).read", arg=KEY)
    document = kept(page)
    assert (document["version"], document["path"], document["notes"]) == (2, "paths/steward", notes)
    assert document["stars"][TOPIC] | {"at": ""} == {"is": "on", "at": "", "title": "Opening a meetup"}


def test_a_browser_that_keeps_nothing_shows_no_star(page: Page, problems: list[str]) -> None:
    """Where a browser forbids to keep anything, the pages are as they are without the script."""
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('No', 'SecurityError') } })"
    )
    page.goto(PERSON, wait_until="networkidle")
    expect(star(page)).to_be_hidden()
    page.goto("", wait_until="networkidle")
    expect(news(page)).to_be_hidden()
    ours = [problem for problem in problems if "assets/cop/" in problem]
    problems.clear()  # the theme's own
    assert ours == []


def test_a_full_browser_says_so(page: Page) -> None:
    """Where there is no room to keep a star, it is not shown as pressed."""
    page.goto(PERSON)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') } }")
    star(page).click()
    expect(page.get_by_text("lets the site keep nothing")).to_be_visible()
    expect(star(page)).to_have_attribute("aria-pressed", "false")


def test_a_loaded_file_leads_nowhere_else(page: Page, site_server: SiteServer) -> None:
    """Whatever a file names as followed, its link stays on the site."""
    visit(page, site_server, stars=("//example.org/x", "javascript:alert(1)/x", "https://example.org/x"))
    expect(news(page).locator(".cop-chip")).to_have_count(3)
    links = news(page).locator(".cop-chip").evaluate_all("all => all.map((link) => link.href)")
    assert all(link.startswith(site_server.url) for link in links)


@pytest.mark.parametrize("address", [TOPIC, PERSON, "paths/steward/", ""])
def test_followed_pages_are_accessible(page: Page, site_server: SiteServer, address: str) -> None:
    """With something followed, axe finds nothing: wide, light and dark, and narrow."""
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    visit(page, site_server, STORY, DECISION, stars=(TOPIC, PERSON, "paths/steward/"))
    page.goto(address)
    button = star(page) if address else page.get_by_role("button", name="Mark all as read")
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    assert_accessible(page)
