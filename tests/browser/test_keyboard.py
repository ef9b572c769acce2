"""Using the site with keys alone."""

import pytest
from playwright.sync_api import Page, expect

# What a reader sees of the focus: an outline or a ring, on the element or on what stands for it.
READ_FOCUS = """() => {
  const active = document.activeElement;
  const shown = active.matches(".md-option") ? active.nextElementSibling : active;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  return {
    name: (active.getAttribute("aria-label") || active.textContent).trim(),
    outlined: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
    seen: box.width > 0 && box.height > 0,
    inside: Boolean(active.closest("article")),
  };
}"""

# The search page begins in its field.
START_AT_THE_TOP = """() => {
  const top = document.createElement("span");
  top.tabIndex = -1;
  document.body.prepend(top);
  top.focus();
  top.remove();
}"""


@pytest.mark.parametrize("address", ["", "topics/", "meetups/2026-04-08-handling-silence/", "members/", "search/"])
def test_tab_goes_through_the_page_in_order(page: Page, address: str) -> None:
    """Tab reaches skip link, logo, colour scheme, search, tabs and content in this order, each visibly focused."""
    page.goto(address)
    page.evaluate(START_AT_THE_TOP)
    names = []
    for _ in range(40):
        page.keyboard.press("Tab")
        focus = page.evaluate(READ_FOCUS)
        assert focus["outlined"], focus
        assert focus["seen"], focus
        names.append(focus["name"])
        if focus["inside"]:
            break
    else:
        pytest.fail(f"Tab did not reach the content: {names}")
    header = ["Skip to content", "Practice Garden", "Switch to dark mode", "Search"]
    tabs = ["Home", "Start here", "Topics", "Notes", "Community"]
    assert names[: len(header) + len(tabs)] == header + tabs


@pytest.mark.parametrize("address", ["members/", "topics/handling-silence/"])
def test_skip_link_leads_to_the_content(page: Page, address: str) -> None:
    """After the skip link the next Tab is in the content, on pages with and without a table of contents."""
    page.goto(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(READ_FOCUS)["inside"]
    expect(page.locator("h1")).to_be_in_viewport()


def test_every_stop_in_the_content_is_visible(page: Page) -> None:
    """Each link, region and control of the longest kinds of page shows its focus."""
    for address in ("coverage/", "contribute/", "meetups/2026-03-11-the-five-minute-note/"):
        page.goto(address)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        for _ in range(12):
            page.keyboard.press("Tab")
            focus = page.evaluate(READ_FOCUS)
            assert focus["outlined"], (address, focus)


def test_menu_opens_by_key(page: Page) -> None:
    """On a narrow screen, where there are no tabs, Enter on the menu button opens the menu."""
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("topics/")
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#__drawer")).to_be_checked()
    expect(page.locator(".md-nav--primary").get_by_role("link", name="Coverage")).to_be_in_viewport()


def test_colour_scheme_changes_by_key(page: Page) -> None:
    """The switch for the colour scheme can be reached and used with keys, and the choice outlasts the page."""
    page.goto("")
    page.get_by_role("radio", name="Switch to dark mode").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto("topics/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
