"""What a reader's first search transfers."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from .conftest import PREFIX, SiteServer
from .finding import results

COMPRESSED = (".pagefind", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")
TOTAL = 200_000
PROGRAM = {"dialog": 96_000, "page": 97_000}
"""What does not grow with the notes. At 5,000 of them their list weighs 23,000, results 10,000 and a word 20,000."""


def weigh(name: str, body: bytes) -> int:
    """What a file costs to transfer from a server that compresses what is not compressed already."""
    return len(body) if name.endswith(COMPRESSED) else len(gzip.compress(body, 6))


@pytest.mark.parametrize("where", ["dialog", "page"])
def test_first_search_is_light(page: Page, site_server: SiteServer, where: str) -> None:
    """A first search, in the dialog or on its page, stays within what leaves room for 5,000 notes."""
    page.goto("", wait_until="networkidle")
    had = set(page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)"))
    seen: set[str] = set()
    page.on("requestfinished", lambda request: seen.add(request.url))
    if where == "dialog":
        page.keyboard.press("/")
    else:
        page.goto("search/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("silence", delay=40)
    expect(results(page).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    weights = {}
    for url in seen - had:
        path = urlsplit(url).path.removeprefix(f"{PREFIX}/")
        file = site_server.folder / path
        file = file / "index.html" if file.is_dir() else file
        weights[path] = weigh(file.name, file.read_bytes())
    program = {path: size for path, size in weights.items() if not path.endswith((*COMPRESSED[1:], "/"))}
    assert "pagefind/wasm.en.pagefind" in program
    assert sum(program.values()) <= PROGRAM[where], program
    assert sum(weights.values()) <= TOTAL - 45_000, weights


def test_pages_carry_hardly_any_of_the_search(page: Page) -> None:
    """Before somebody searches, a page loads the one script that opens the search, and nothing of Pagefind."""
    page.goto("topics/handling-silence/", wait_until="networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert [url for url in loaded if "pagefind" in url] == []
    assert [url.rpartition("/")[2] for url in loaded if "assets/cop/search" in url] == ["search.js"]
