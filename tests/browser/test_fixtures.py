"""The browser tests' own net: what it must catch, it catches."""

from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Page

from .conftest import SiteServer

PAGES = {
    "index.html": '<h1>Home</h1><a href="topics/">Topics</a>',
    "topics/index.html": '<a href="../">Home</a>',
    "404.html": "<h1>Not here</h1>",
    "rooted.html": '<img src="/logo.png">',
    "logged.html": "<script>console.error('logged')</script>",
    "thrown.html": "<script>throw new Error('thrown')</script>",
    "rejected.html": "<script>Promise.reject(new Error('rejected'))</script>",
    "elsewhere.html": '<img src="http://example.org/counter.gif">',
    "barred.html": """<meta http-equiv="Content-Security-Policy" content="script-src 'self'"><script>x()</script>""",
    "worker.html": "<script>new Worker('worker.js')</script>",
    "worker.js": "fetch('gone-for-the-worker.json')",
    "assets/only.css": "",
}


@pytest.fixture(scope="module")
def site_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """A site of a few small pages in place of the example community."""
    folder = tmp_path_factory.mktemp("small")
    for name, text in PAGES.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    with SiteServer(folder) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_pages_are_served_below_a_sub_path(page: Page, site_server: SiteServer) -> None:
    """A folder's page has an address that ends in /, with or without being asked for it."""
    page.goto("")
    page.get_by_role("link", name="Topics").click()
    page.wait_for_url("**/garden/topics/")
    page.goto("topics")
    assert page.url == f"{site_server.url}topics/"
    assert site_server.missing == []


@pytest.mark.parametrize("path", ["/nothing", "/garden/nothing", "/garden/../nothing", "/gardener", "/garden/assets/"])
def test_what_is_not_there_is_recorded(page: Page, site_server: SiteServer, problems: list[str], path: str) -> None:
    """The site's own 404 page answers, and the test learns of it."""
    page.goto(f"{site_server.origin}{path}")
    assert page.get_by_role("heading").inner_text() == "Not here"
    assert site_server.missing.pop().endswith(path.removeprefix("/garden/.."))
    assert any(problem.startswith("answered 404") for problem in problems)
    problems.clear()


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("rooted.html", "answered 404: http://127.0.0.1:{port}/logo.png"),
        ("logged.html", "console error: logged"),
        ("thrown.html", "page error: thrown"),
        ("rejected.html", "page error: rejected"),
        ("barred.html", "console error: Executing inline script violates"),
        ("elsewhere.html", "request to another origin: http://example.org/counter.gif"),
        ("worker.html", "answered 404: http://127.0.0.1:{port}/garden/gone-for-the-worker.json"),
    ],
    ids=["missing", "logged", "thrown", "rejected", "barred", "other-origin", "missing-for-worker"],
)
def test_problems_are_caught(page: Page, site_server: SiteServer, problems: list[str], name: str, problem: str) -> None:
    """Whatever a reader's browser would complain of fails the test that saw it."""
    page.goto(name, wait_until="networkidle")
    expected = problem.format(port=site_server.server_port)
    assert [found for found in problems if found.startswith(expected)], problems
    problems.clear()
