"""The example community as a whole: every page that home leads to, opened once."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from playwright.sync_api import Browser

from .conftest import SiteServer, record

READ = """() => ({
  title: document.title,
  headings: [...document.querySelectorAll("h1")].map((h1) => h1.innerText.trim()),
  ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
  links: [...document.querySelectorAll("a[href]")].map((a) => new URL(a.getAttribute("href"), document.baseURI).href),
})"""


@dataclass(frozen=True)
class Opened:
    """What a page says of itself, once it is open."""

    title: str
    headings: list[str]
    ids: list[str]
    links: list[str]


@dataclass(frozen=True)
class Crawl:
    """All pages that home leads to, by address, and what went wrong on the way."""

    pages: dict[str, Opened]
    problems: list[str]


@pytest.fixture(scope="module")
def crawl(browser: Browser, site_server: SiteServer) -> Iterator[Crawl]:
    """The whole site, each page opened once, found by following links from home.

    The link to the search page is in the search itself, which the page's script opens.
    """
    context = browser.new_context()
    problems: list[str] = []
    record(context, site_server.origin, problems)
    page = context.new_page()
    pages: dict[str, Opened] = {}
    waiting = deque([site_server.url])
    while waiting:
        address = waiting.popleft()
        if address in pages:
            continue
        page.goto(address)
        pages[address] = Opened(**page.evaluate(READ))
        targets = (urldefrag(link).url for link in pages[address].links)
        waiting.extend(target for target in targets if _is_page(target, site_server))
    yield Crawl(pages, problems)
    context.close()


def _is_page(address: str, server: SiteServer) -> bool:
    """Whether an address is one of the site's pages; feeds and pictures are files, not pages."""
    return address.startswith(server.url) and address.endswith(("/", ".html"))


def _file(address: str, server: SiteServer) -> Path:
    path = server.folder / unquote(address.removeprefix(server.url))
    return path / "index.html" if address.endswith("/") else path


def test_every_page_opens_without_a_problem(crawl: Crawl) -> None:
    """No console error, no failed request and no request to another origin, on any page."""
    assert crawl.problems == []


def test_home_leads_to_every_page(crawl: Crawl, site_server: SiteServer) -> None:
    """There is no page in the site that a reader cannot reach by links from home."""
    built = {path for path in site_server.folder.rglob("*.html") if path.name != "404.html"}
    assert built - {_file(address, site_server) for address in crawl.pages} == set()


def test_every_page_has_one_heading_and_its_own_title(crawl: Crawl) -> None:
    """A page has exactly one h1, and its title begins with the same words; the home page's is the site's name."""
    for address, page in crawl.pages.items():
        assert len(page.headings) == 1, address
        assert page.title.startswith(page.headings[0].rstrip("¶").strip()), address


def test_no_id_is_given_twice(crawl: Crawl) -> None:
    """An anchor means one place on its page."""
    doubled = {
        address: twice
        for address, page in crawl.pages.items()
        if (twice := [name for name, count in Counter(page.ids).items() if count > 1])
    }
    assert doubled == {}


def test_no_link_is_dead(crawl: Crawl, site_server: SiteServer) -> None:
    """Each link within the site leads to a file that is there, and to an anchor that is on it."""
    dead = []
    for address, page in crawl.pages.items():
        for link in page.links:
            target, anchor = urldefrag(link)
            if not target.startswith(site_server.origin):
                continue
            if target in crawl.pages:
                is_there = not anchor or unquote(anchor) in crawl.pages[target].ids
            else:
                is_there = target.startswith(site_server.url) and _file(target, site_server).is_file()
            if not is_there:
                dead.append(f"{address} -> {link}")
    assert dead == []
