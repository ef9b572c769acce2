"""What the tests of the search share: what is found, and how it is said."""

import re

from playwright.sync_api import Locator, Page, expect


def results(page: Page) -> Locator:
    """The titles of the results that are shown."""
    return page.locator(".cop-find__title a:visible")


def said(page: Page) -> Locator:
    """What is read out about the results."""
    return page.get_by_role("status").filter(visible=True)


def option(page: Page, label: str) -> Locator:
    """The checkbox of a kind, topic, year, level, person or language."""
    words = page.get_by_text(label, exact=True)
    return page.get_by_role("article").locator("label").filter(has=words).get_by_role("checkbox")


def search_page(page: Page, query: str = "") -> None:
    """Open the search page, at a search if one is given, and wait until it is done."""
    page.goto(f"search/{query}")
    if query:
        expect(said(page)).not_to_be_empty()
    else:
        expect(page.get_by_role("searchbox")).to_be_focused()


def search_for(page: Page, text: str) -> None:
    """Put words into the field that is open, and wait until the results are theirs."""
    page.get_by_role("searchbox").fill(text)
    expect(said(page)).to_contain_text(re.compile(rf"[“„«「]\W?{re.escape(text)}\W?[”“»」]"))
