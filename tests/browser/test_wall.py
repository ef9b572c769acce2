"""The policy of the pages is a second wall: what gets into a page's HTML all the same neither runs nor loads."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import SiteServer, serve

PAGES = ("index.html", "topics/handling-silence/index.html", "search/index.html", "404.html")
LOADED = ("x.js", "x.png", "y.png", "x.css", "y.css", "x.html", "z.html", "x.mp4", "x.mp3")
ATTACKS = """
<script>ran()</script>
<script type="module">ran()</script>
<script src="data:text/javascript,ran()"></script>
<script src="{elsewhere}x.js"></script>
<img src="data:," onerror="ran()">
<svg onload="ran()"><script>ran()</script><image href="{elsewhere}y.png"/></svg>
<iframe src="javascript:parent.ran()"></iframe>
<iframe srcdoc="<script>parent.ran()</script>"></iframe>
<iframe src="{elsewhere}x.html"></iframe>
<object data="{elsewhere}z.html"></object>
<img src="{elsewhere}x.png">
<style>h1 {{ color: rgb(1, 2, 3) !important }}</style>
<link rel="stylesheet" href="data:text/css,h1 {{ color: rgb(1, 2, 3) !important }}">
<link rel="stylesheet" href="{elsewhere}x.css"><style>@import "{elsewhere}y.css";</style>
<p id="styled" style="position: fixed">x</p>
<video src="{elsewhere}x.mp4" autoplay muted></video><audio src="{elsewhere}x.mp3" autoplay></audio>
<base href="{elsewhere}">
<a class="go" href="javascript:ran()">x</a>
<form action="{elsewhere}form"><button class="go">x</button></form>
"""
"""What a note would have to smuggle in; `ran` is a function of the page that counts its calls."""
LISTEN = """
window.calls = 0; window.ran = () => { window.calls += 1; }; window.blocked = [];
document.addEventListener("securitypolicyviolation", (event) => window.blocked.push(event.effectiveDirective));
"""
BLOCKED = {"script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr", "img-src", "media-src"} | {
    "frame-src",
    "object-src",
    "base-uri",
    "form-action",
}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """Another website, which records what it is asked for."""
    with serve(tmp_path_factory.mktemp("elsewhere")) as server:
        yield server


@pytest.fixture(scope="module")
def attacked(
    example_site: Path, elsewhere: SiteServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SiteServer]:
    """The example, with each of PAGES twice more: attacked, and attacked without its policy."""
    folder = tmp_path_factory.mktemp("attacked") / "site"
    shutil.copytree(example_site, folder)
    inserted = ATTACKS.format(elsewhere=elsewhere.url)
    for name in PAGES:
        file = folder / name
        html = file.read_text("utf-8")
        start = html.index(">", html.index("<body")) + 1
        html = f"{html[:start]}{inserted}{html[start:]}"
        file.with_suffix(".attacked.html").write_text(html, "utf-8")
        file.with_suffix(".open.html").write_text(html.replace("Content-Security-Policy", "none"), "utf-8")
    with serve(folder) as server:
        yield server


def _open(browser: Browser, server: SiteServer, name: str) -> Page:
    page = browser.new_page()
    page.add_init_script(LISTEN)
    page.goto(server.url + name, wait_until="load")
    expect(page.locator("h1").first).to_be_visible()
    return page


@pytest.mark.parametrize("name", PAGES, ids=["home", "note", "search", "missing"])
def test_what_gets_into_a_page_does_nothing(
    browser: Browser, attacked: SiteServer, elsewhere: SiteServer, name: str
) -> None:
    """No script and no style of it has an effect, no other website is asked, and each kind is blocked by its rule."""
    page = _open(browser, attacked, name.replace(".html", ".attacked.html"))
    assert page.locator("h1").first.evaluate("h1 => getComputedStyle(h1).color") != "rgb(1, 2, 3)"
    assert page.locator("#styled").evaluate("p => getComputedStyle(p).position") == "static"
    page.evaluate("document.querySelectorAll('.go').forEach((element) => element.click())")
    page.wait_for_function("(all) => all.every((one) => window.blocked.includes(one))", arg=sorted(BLOCKED))
    assert page.evaluate("window.calls") == 0
    assert elsewhere.missing == []
    page.close()


def test_the_same_does_everything_without_the_policy(
    browser: Browser, attacked: SiteServer, elsewhere: SiteServer
) -> None:
    """The attacks are real ones: where the policy is taken away, all of them run, and the other website is asked."""
    page = _open(browser, attacked, "404.open.html")
    assert page.locator("h1").first.evaluate("h1 => getComputedStyle(h1).color") == "rgb(1, 2, 3)"
    assert page.locator("#styled").evaluate("p => getComputedStyle(p).position") == "fixed"
    page.wait_for_function("() => window.calls >= 7")
    assert {name.rpartition("/")[2] for name in elsewhere.missing} >= set(LOADED)
    elsewhere.missing.clear()
    page.close()
