"""Each kind of page, in both colour schemes, wide and narrow: what axe finds, and what does not fit."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .conftest import SiteServer

WIDE, NARROW = 1300, 375
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    # Every stylesheet is the page's own already.
    "preload": False,
}
KINDS = {
    "home": "",
    "start": "start/",
    "board": "topics/",
    "topic with an alert and a footnote": "topics/handling-silence/",
    "coverage": "coverage/",
    "plan": "plan/",
    "meetups": "meetups/",
    "meetup with a table and tasks": "meetups/2026-04-08-handling-silence/",
    "meetup with code": "meetups/2026-03-11-the-five-minute-note/",
    "meetup to come": "meetups/2026-12-02-first-90-days/",
    "stories": "testimonials/",
    "story": "testimonials/a-quieter-room/",
    "resource": "resources/liberating-structures/",
    "practice": "practices/five-minute-note/",
    "members": "members/",
    "member": "members/amara-osei/",
    "who knows what": "who-knows-what/",
    "subscribe": "subscribe/",
    "paths": "paths/",
    "path": "paths/new-facilitator/",
    "glossary": "glossary/",
    "term": "glossary/boundary-object/",
    "tags": "tags/",
    "log": "log/",
    "contribute": "contribute/",
    "search": "search/",
    "page": "about/",
}


SCROLLABLE_CODE_HAS_FOCUS = """() =>
  [...document.querySelectorAll("pre:not(.mermaid) > code")].every(
    (code) => code.scrollWidth <= code.clientWidth || code.tabIndex === 0
  )
"""
"""The theme lets keys scroll what is wider than the window, a moment after the window has got its size."""


def violations(page: Page) -> list[str]:
    """What axe finds against the open page: the rule, and each place with its reason."""
    page.wait_for_function(SCROLLABLE_CODE_HAS_FOCUS)
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    result: dict[str, Any] = page.evaluate("(rules) => axe.run(rules)", RULES)
    return [
        f"{violation['id']}: {node['target']} {node['html'][:160]} ({node['failureSummary']})"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    width: int = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    return max(0, width)


def use_dark(page: Page) -> None:
    """Press the header's button for the dark scheme."""
    page.locator("[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def assert_accessible(page: Page) -> None:
    """Assert that a page as it is now has no violation, in light and dark, and on a phone no part that is wider."""
    assert violations(page) == []
    use_dark(page)
    assert violations(page) == []
    page.set_viewport_size({"width": NARROW, "height": 812})
    assert violations(page) == []
    assert overflow(page) == 0


def open_all(page: Page, address: str) -> None:
    """Open a page with everything on it unfolded."""
    page.goto(address)
    page.locator("details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
    if address == "search/":
        page.get_by_role("searchbox").fill("silence")
        page.locator(".cop-find a:visible").first.wait_for()


@pytest.mark.parametrize("kind", KINDS)
def test_kind_of_page_is_accessible(page: Page, kind: str) -> None:
    """Axe finds nothing against WCAG 2.2 AA, wide and narrow, light and dark; and no page scrolls sideways."""
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    open_all(page, KINDS[kind])
    for scheme in ("default", "slate"):
        if scheme == "slate":
            page.set_viewport_size({"width": WIDE, "height": 900})
            use_dark(page)
        assert violations(page) == []
        assert overflow(page) == 0
        page.set_viewport_size({"width": NARROW, "height": 812})
        assert violations(page) == []
        assert overflow(page) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_missing_page_is_accessible(
    page: Page, site_server: SiteServer, problems: list[str], width: int, scheme: str
) -> None:
    """The page for addresses that lead nowhere has no violation either, in the scheme that the reader prefers."""
    page.set_viewport_size({"width": width, "height": 812})
    page.emulate_media(reduced_motion="reduce", color_scheme="dark" if scheme == "dark" else "light")
    page.goto("nothing/")
    assert violations(page) == []
    assert overflow(page) == 0
    site_server.missing.clear()
    problems.clear()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_open_search_is_accessible(page: Page, width: int) -> None:
    """The search of every page with results in it has no violation either, light or dark, wide or narrow."""
    page.emulate_media(reduced_motion="reduce")
    for scheme in ("default", "slate"):
        page.set_viewport_size({"width": width, "height": 812})
        page.goto("")
        if scheme == "slate":
            use_dark(page)
        page.keyboard.press("Control+k")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("silence")
        page.locator(".cop-find a:visible").first.wait_for()
        assert violations(page) == []
        assert overflow(page) == 0


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_search_with_filters_is_accessible(page: Page, width: int, scheme: str) -> None:
    """The search page with filters chosen, results that are out of date, and nothing found has no violation."""
    page.emulate_media(reduced_motion="reduce", color_scheme="dark" if scheme == "slate" else "light")
    page.set_viewport_size({"width": width, "height": 812})
    for state in ("?q=art of community&kind=resource&level=foundation&level=practitioner", "?q=xylophone&kind=meetup"):
        page.goto(f"search/{state}")
        expect(page.get_by_role("status").filter(visible=True)).not_to_be_empty()
        page.locator("details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
        page.locator("[name=kind]").first.focus()
        expect(page.locator("[data-count]").first).not_to_be_empty()
        assert violations(page) == []
        assert overflow(page) == 0


def test_open_menu_is_accessible(page: Page) -> None:
    """The narrow screen's menu, opened, has no violation."""
    page.set_viewport_size({"width": NARROW, "height": 812})
    page.emulate_media(reduced_motion="reduce")
    page.goto("topics/")
    page.locator("label[for=__drawer]:visible").first.click()
    expect(page.locator(".md-nav--primary").get_by_role("link", name="Coverage")).to_be_visible()
    assert violations(page) == []


def test_colour_scheme_follows_the_reader(browser: Browser, site_server: SiteServer) -> None:
    """Whoever prefers dark gets the dark scheme on arrival, without pressing anything."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(site_server.url)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    context.close()


def test_matrix_leaves_room_for_the_quarters(page: Page) -> None:
    """On a narrow screen the topics, which stay in sight, take no more than two fifths of the matrix."""
    page.set_viewport_size({"width": NARROW, "height": 812})
    page.goto("coverage/")
    region = page.get_by_role("region", name="Topics by quarter").bounding_box()
    topic = page.locator(".cop-matrix th[scope=row]").first.bounding_box()
    assert region
    assert topic
    assert topic["width"] <= 0.4 * region["width"]


def test_name_of_the_site_is_readable_on_a_phone(page: Page) -> None:
    """On a narrow screen the search button is an icon, so that the header has room for the site's name."""
    page.set_viewport_size({"width": NARROW, "height": 812})
    page.goto("")
    name = page.locator(".md-header__topic").first.locator(".md-ellipsis")
    assert name.evaluate("element => element.scrollWidth <= element.clientWidth")
    expect(page.get_by_role("button", name="Search")).to_be_visible()
    expect(page.get_by_role("button", name="Search").get_by_text("Search")).to_be_hidden()
