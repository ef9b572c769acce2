"""What readers get whose browser runs no scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import SiteServer, record

LISTS = ["topics", "meetups", "testimonials", "resources", "practices", "members", "paths", "glossary", "tags"]


@pytest.fixture
def plain(browser: Browser, site_server: SiteServer) -> Iterator[Page]:
    """An empty page in a browser without JavaScript; it asks for nothing that is not there either."""
    context = browser.new_context(base_url=site_server.url, java_script_enabled=False)
    problems: list[str] = []
    record(context, site_server.origin, problems)
    yield context.new_page()
    context.close()
    assert problems == []


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("", "people who run communities of practice"),
        ("topics/", "Silence has reasons."),
        ("coverage/", "Topics covered: "),
        ("meetups/2026-04-08-handling-silence/", "Tomas asked a question and then did nothing."),
        ("search/", "Everything can be reached from here, too"),
    ],
    ids=["home", "topics", "coverage", "meetup", "search"],
)
def test_content_is_readable(plain: Page, address: str, text: str) -> None:
    """The heading and the text of a page are there to be read, and nothing of the search is in their way."""
    plain.goto(address)
    expect(plain.locator("h1")).to_be_visible()
    expect(plain.get_by_text(text).first).to_be_visible()
    expect(plain.locator("dialog")).to_be_hidden()
    expect(plain.get_by_role("searchbox")).to_have_count(0)


def test_search_button_is_a_link(plain: Page) -> None:
    """The header's search leads to the search page."""
    plain.goto("meetups/2026-04-08-handling-silence/")
    plain.get_by_role("link", name="Search", exact=True).click()
    plain.wait_for_url("**/garden/search/")


def test_search_page_leads_to_every_kind(plain: Page, site_server: SiteServer) -> None:
    """The search page says that it needs JavaScript, and links to all there is to look through instead."""
    plain.goto("search/")
    # A Chromium whose scripts Playwright turned off does not show what is for those without scripts.
    assert "Searching needs JavaScript" in plain.content()
    links = plain.locator("article a").evaluate_all("all => all.map((a) => a.href)")
    assert {f"{site_server.url}{name}/" for name in LISTS} <= set(links)


def test_search_page_leads_to_every_topic(plain: Page, site_server: SiteServer) -> None:
    """Every topic of the board is linked to as well, and nothing that needs a script is in the way."""
    plain.goto("topics/")
    board = plain.locator("article a:not(svg a)").evaluate_all("all => all.map((a) => a.href)")
    topics = {link for link in board if link.startswith(f"{site_server.url}topics/") and link.endswith("/")}
    plain.goto("search/")
    links = plain.locator("article a:visible").evaluate_all("all => all.map((a) => a.href)")
    assert len(topics) > 10
    assert topics <= set(links)
    expect(plain.locator("article").get_by_role("button")).to_have_count(0)
