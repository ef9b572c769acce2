"""The page for addresses that lead nowhere."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import SiteServer


@pytest.mark.parametrize("path", ["nothing", "meetups/nothing/", "a/b/c/nothing.html"])
def test_missing_page_needs_nothing_else(page: Page, site_server: SiteServer, problems: list[str], path: str) -> None:
    """At any depth, the 404 page is styled and asks for no file: it cannot know below which folder the site lies."""
    page.goto(path)
    expect(page.get_by_role("heading")).to_have_text("There is no page here")
    assert page.locator("main").bounding_box() != page.locator("body").bounding_box()
    assert site_server.missing == [f"/garden/{path}"]
    site_server.missing.clear()
    # The page's own status, which the console repeats.
    assert len(problems) == 2
    assert all("404" in problem and problem.rstrip(")").endswith(path) for problem in problems)
    problems.clear()


def test_missing_page_leads_nowhere_else(page: Page, site_server: SiteServer, problems: list[str]) -> None:
    """Without a `site_url`, it has no link at all rather than a dead one."""
    page.goto("nothing")
    expect(page.get_by_role("link")).to_have_count(0)
    site_server.missing.clear()
    problems.clear()
