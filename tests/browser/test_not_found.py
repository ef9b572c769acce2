"""Landing on an address that leads nowhere, and arriving."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import SiteServer
from .test_accessibility import violations


@pytest.fixture
def lost(page: Page, site_server: SiteServer, problems: list[str]) -> Iterator[Page]:
    """An empty page that may be answered with the page for addresses without one, and look for the site's folder."""
    yield page
    assert all("404" in problem for problem in problems), problems
    site_server.missing.clear()
    problems.clear()


@pytest.mark.parametrize("path", ["nothing", "meetups/nothing/", "a/b/c/nothing.html"])
def test_menu_and_search_are_there_at_any_depth(lost: Page, site_server: SiteServer, path: str) -> None:
    """Without a `site_url`, below a folder: the page finds where the site lies, and all of its links lead there."""
    lost.goto(path)
    expect(lost.get_by_role("heading", level=1)).to_have_text("There is no page here")
    menu = lost.get_by_role("navigation", name="Menu")
    expect(menu.get_by_role("link", name="Coverage")).to_have_attribute("href", f"{_root(site_server)}coverage/")
    assert violations(lost) == []
    menu.get_by_role("link", name="Members").click()
    expect(lost.get_by_role("heading", level=1)).to_have_text("Members")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("meetups/2026-04-08-handling-silense/", "Handling silence"),
        ("topics/remote-facilitatoin", "Remote facilitation"),
        ("practices/opening_round.html", "Opening round"),
        ("membres/", "Members"),
    ],
)
def test_a_mistyped_address_arrives(lost: Page, path: str, title: str) -> None:
    """The nearest titles are offered, and the search holds the words of the address."""
    lost.goto(path)
    lost.get_by_role("list").last.get_by_role("link", name=title).first.click()
    expect(lost.get_by_role("heading", level=1)).to_contain_text(title)


def test_the_search_begins_with_the_words_of_the_address(lost: Page) -> None:
    """What was asked for stands in the field, without date and ending, and Enter searches for it."""
    lost.goto("old/2025-01-02-silence.html")
    field = lost.get_by_role("searchbox")
    expect(field).to_have_value("silence")
    field.press("Enter")
    expect(lost.locator(".cop-find").first).to_be_visible()


def test_without_scripts_it_leads_nowhere_wrong(browser: Browser, site_server: SiteServer) -> None:
    """Without a `site_url` and without scripts, it has no link rather than a dead one."""
    context = browser.new_context(base_url=site_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("meetups/nothing/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page here")
    expect(page.get_by_role("link")).to_have_count(0)
    expect(page.get_by_text("shorten the address")).to_be_visible()
    context.close()
    site_server.missing.clear()


def _root(server: SiteServer) -> str:
    return server.url.removeprefix(server.origin)
