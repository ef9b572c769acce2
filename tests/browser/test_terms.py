"""What a word of the glossary means, read where it stands: by mouse, keyboard, touch, and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import SiteServer, record
from .test_accessibility import NARROW, overflow, use_dark, violations

ADDRESS = "practices/scribe-rotation/"
MEANING = "The member who writes a meetup's note"


def word(page: Page) -> Locator:
    """A word of the page that is explained."""
    return page.get_by_role("link", name=re.compile("^scribe$", re.IGNORECASE)).and_(page.locator(".cop-term"))


def meaning(page: Page) -> Locator:
    """What it means."""
    return page.locator("#cop-term-scribe")


@pytest.fixture
def finger(browser: Browser, site_server: SiteServer) -> Iterator[Page]:
    """The page on a telephone."""
    context = browser.new_context(
        base_url=site_server.url, has_touch=True, is_mobile=True, viewport={"width": NARROW, "height": 812}
    )
    problems: list[str] = []
    record(context, site_server.origin, problems)
    page = context.new_page()
    page.goto(ADDRESS)
    yield page
    context.close()
    assert problems == []


def test_focus_shows_it_and_escape_hides_it(page: Page) -> None:
    """Tab to the word shows what it means, Escape puts it away and the focus stays, and another Tab moves on."""
    page.goto(ADDRESS)
    expect(meaning(page)).to_be_hidden()
    for _ in range(60):
        page.keyboard.press("Tab")
        if word(page).evaluate("element => element === document.activeElement"):
            break
    expect(meaning(page)).to_be_visible()
    expect(meaning(page)).to_contain_text(MEANING)
    page.keyboard.press("Escape")
    expect(meaning(page)).to_be_hidden()
    expect(word(page)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(meaning(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(meaning(page)).to_be_hidden()


def test_enter_follows_the_link(page: Page) -> None:
    """The word is a link to its page for keys, too."""
    page.goto(ADDRESS)
    word(page).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/scribe/")


def test_a_mouse_can_move_into_it(page: Page) -> None:
    """It appears under the mouse, stays while the mouse is on the word or in it, and goes when it leaves."""
    page.clock.install()
    page.goto(ADDRESS)
    word(page).hover()
    expect(meaning(page)).to_be_visible()
    page.clock.run_for(600)
    expect(meaning(page)).to_be_visible()
    meaning(page).hover()
    page.clock.run_for(600)
    expect(meaning(page)).to_be_visible()
    page.locator("h1").hover()
    expect(meaning(page)).to_be_hidden()
    word(page).hover()
    expect(meaning(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning(page)).to_be_hidden()
    word(page).click()
    page.wait_for_url("**/glossary/scribe/")


def test_a_mouse_on_its_way_leaves_no_trail(page: Page) -> None:
    """Passing over the word shows nothing; resting on it for as long does."""
    page.clock.install(time=0)
    page.goto(ADDRESS)
    page.clock.pause_at(3_600_000)  # however long the mouse takes from one to the other, no time passes meanwhile
    word(page).hover()
    page.locator("h1").hover()
    page.clock.run_for(400)
    expect(meaning(page)).to_be_hidden()
    word(page).hover()
    page.clock.run_for(400)
    expect(meaning(page)).to_be_visible()


def test_the_first_tap_shows_it_and_the_second_follows(finger: Page) -> None:
    """A tap elsewhere puts it away again."""
    word(finger).tap()
    expect(meaning(finger)).to_be_visible()
    assert finger.url.endswith(ADDRESS)
    finger.locator("h1").tap()
    expect(meaning(finger)).to_be_hidden()
    word(finger).tap()
    expect(meaning(finger)).to_be_visible()
    word(finger).tap()
    finger.wait_for_url("**/glossary/scribe/")


def test_it_fits_the_window(finger: Page) -> None:
    """On a telephone, every word's meaning is within the window, and beside the word."""
    words = finger.locator(".cop-term")
    assert words.count() > 1
    for number in range(words.count()):
        words.nth(number).tap()
        box = finger.locator(".cop-definition:popover-open").bounding_box()
        assert box
        line = words.nth(number).evaluate("e => { const r = e.getClientRects()[0]; return [r.top, r.bottom]; }")
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 812
        assert min(abs(box["y"] - line[1]), abs(box["y"] + box["height"] - line[0])) < 10
    assert overflow(finger) == 0


def test_it_goes_along_when_the_page_is_scrolled(page: Page) -> None:
    """It stays beside its word."""
    page.set_viewport_size({"width": NARROW, "height": 700})
    page.goto(ADDRESS)
    word(page).hover()
    expect(meaning(page)).to_be_visible()
    before = meaning(page).bounding_box()
    page.evaluate(
        "new Promise((done) => { addEventListener('scroll', () => requestAnimationFrame(done)); scrollBy(0, 40); })"
    )
    after = meaning(page).bounding_box()
    assert before
    assert after
    assert round(before["y"] - after["y"]) == 40


def test_screen_readers_get_it_with_the_link(page: Page) -> None:
    """The word's description is what it means, whether it is shown or not."""
    page.goto(ADDRESS)
    expect(word(page)).to_have_accessible_description(re.compile(MEANING))
    assert page.locator("[title]").and_(page.locator(".cop-term")).count() == 0


def test_an_open_one_is_accessible(page: Page) -> None:
    """Axe finds nothing while one is open: light, dark and narrow."""
    page.emulate_media(reduced_motion="reduce")
    for scheme in ("default", "slate"):
        page.goto(ADDRESS)
        if scheme == "slate":
            use_dark(page)
        for width in (1300, NARROW):
            page.set_viewport_size({"width": width, "height": 812})
            word(page).hover()
            expect(meaning(page)).to_be_visible()
            assert violations(page) == []


def test_without_scripts_it_is_a_link(browser: Browser, site_server: SiteServer) -> None:
    """The word leads to the page that explains it, and no meaning stands about on the page."""
    context = browser.new_context(base_url=site_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    expect(meaning(page)).to_be_hidden()
    word(page).click()
    page.wait_for_url("**/glossary/scribe/")
    expect(page.get_by_role("heading", name="Used in")).to_be_visible()
    expect(page.locator(".cop-rows a").first).to_be_visible()
    context.close()


def test_headings_links_and_code_are_left_alone(page: Page) -> None:
    """On no page of the example is a word explained within one of these, or twice."""
    page.goto("glossary/")
    addresses = page.locator("article dt a").evaluate_all("all => all.map((a) => a.href)")
    seen = 0
    for address in [*addresses[:6], "practices/five-minute-note/", "topics/core-and-periphery/", ""]:
        page.goto(address)
        assert page.locator(":is(h1, h2, h3, h4, code, pre, a) .cop-term").count() == 0
        described = page.locator(".cop-term").evaluate_all("all => all.map((a) => a.getAttribute('aria-describedby'))")
        assert len(described) == len(set(described))
        seen += len(described)
    assert seen > 9
