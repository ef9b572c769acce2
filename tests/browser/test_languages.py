"""The communities in Arabic and in Japanese, in a browser: what axe finds, what does not fit, and which way it runs."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page
from sharing import make_once
from sites import built

from .conftest import SiteServer, record, serve
from .test_accessibility import NARROW, WIDE, overflow, violations

CASES = Path(__file__).parents[1] / "cases" / "languages"
WITHIN = """() => [...document.querySelectorAll("svg.cop-chart")].flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < frame.left - 2 || box.right > frame.right + 2);
  }).map((text) => text.textContent);
})"""
"""The labels of drawings that are not within them."""

TANGLED = """() => {
  const lines = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter((box) => box.width);
  };
  const texts = [...document.querySelectorAll(".cop-page *")]
    .filter((element) => element.checkVisibility() && !element.closest("svg, .cop-hidden, [hidden], .headerlink, pre"))
    .flatMap((element) => [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim()));
  const boxes = texts
    .filter((node) => !node.parentElement.closest(".cop-scroll"))
    .flatMap((node) => lines(node, 0, node.length).map((box) => [node, box]));
  const shared = (one, other, from, to) => Math.min(one[to], other[to]) - Math.max(one[from], other[from]);
  const over = boxes.flatMap(([node, box], at) => boxes.slice(at + 1)
    .filter(([, other]) => shared(box, other, "left", "right") > 2 && shared(box, other, "top", "bottom") > 8)
    .map(([other]) => `${node.data} over ${other.data}`));
  const torn = texts.flatMap((node) => [...node.data.matchAll(/\\p{Script=Latin}{4,}/gu)]
    .filter((word) => new Set(lines(node, word.index, word.index + word[0].length).map((box) => box.top)).size > 1)
    .map(([word]) => `${word} is torn`));
  return [...over, ...torn];
}"""
"""Texts that lie over each other, and words that go on in the next line without a hyphen."""


@pytest.fixture(scope="module", params=["ar", "ja"])
def server(request: pytest.FixtureRequest, shared: Path) -> Iterator[SiteServer]:
    """The site of a small community in a language."""

    def make(folder: Path) -> None:
        copytree(CASES / request.param, folder, ignore=lambda *_: (".cop-cache", "site"))
        built(folder)

    with serve(make_once(shared / f"community-{request.param}", make) / "site") as server:
        yield server


@pytest.fixture
def reader(browser: Browser, server: SiteServer) -> Iterator[Page]:
    """A page in a fresh profile."""
    problems: list[str] = []
    context = browser.new_context(base_url=server.url, reduced_motion="reduce", viewport={"width": WIDE, "height": 900})
    record(context, server.origin, problems)
    yield context.new_page()
    context.close()
    assert problems == []


def kinds_of(site: Path) -> list[str]:
    """The address of a page of each kind: the longest of each folder, at each depth."""
    found: dict[tuple[str, int], str] = {}
    for file in sorted(site.rglob("index.html"), key=lambda file: -file.stat().st_size):
        address = file.parent.relative_to(site).as_posix()
        parts = [part for part in address.split("/") if part != "."]
        if 'http-equiv="refresh"' not in file.read_text("utf-8"):
            found.setdefault((parts[0] if parts else "", len(parts)), "/".join((*parts, "")) if parts else "")
    return [*found.values()]


def test_each_kind_of_page_is_accessible(reader: Page, server: SiteServer) -> None:
    """Axe finds nothing, no page is wider than the window, and what drawings say is within them."""
    kinds = kinds_of(server.folder)
    assert len(kinds) > 20
    found: dict[str, list[object]] = {}
    for kind in kinds:
        reader.set_viewport_size({"width": WIDE, "height": 900})
        reader.goto(kind)
        reader.locator("details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
        problems = [*violations(reader), *reader.evaluate(WITHIN)]
        reader.set_viewport_size({"width": NARROW, "height": 812})
        problems += [*reader.evaluate(WITHIN), *[overflow(reader)] * bool(overflow(reader))]
        found |= {kind: problems} if problems else {}
    assert found == {}


@pytest.mark.parametrize("server", ["de", "fr", "pt-BR"], indirect=True)
def test_long_words_and_dates_have_room(reader: Page) -> None:
    """In lists and tables, no text lies over another, and no word is torn, on wide pages and on phones."""
    found: dict[str, list[str]] = {}
    for width in (WIDE, NARROW):
        reader.set_viewport_size({"width": width, "height": 900})
        for kind in ("meetups/", "topics/", "coverage/", "health/", "testimonials/", "subscribe/"):
            reader.goto(kind)
            problems = reader.evaluate(TANGLED)
            found |= {f"{kind} {width}": problems} if problems else {}
    assert found == {}


ARABIC = pytest.mark.parametrize("server", ["ar"], indirect=True)


def box_of(page: Page, selector: str, place: int = 0) -> dict[str, float]:
    """Where an element is."""
    box = page.locator(selector).nth(place).bounding_box()
    assert box
    return {"x": box["x"], "right": box["x"] + box["width"]}


@ARABIC
def test_arabic_runs_from_right_to_left(reader: Page, server: SiteServer) -> None:
    """Menu, steps, progress, the way to the next note and quarters are mirrored; attributes hold no elements."""
    reader.goto("paths/first-repair/")
    assert box_of(reader, ".md-sidebar--primary")["x"] > box_of(reader, ".cop-page")["right"] - 1
    step = box_of(reader, ".cop-step__title")
    assert box_of(reader, ".cop-step")["right"] - step["right"] > 20
    reader.locator("[data-cop-mark=done]").first.click()
    meter, done = box_of(reader, ".cop-meter svg"), box_of(reader, ".cop-meter__done")
    assert done["right"] == pytest.approx(meter["right"], abs=1)
    assert done["x"] > meter["x"] + 10
    reader.goto("meetups/2026-05-09-three-short-talks/")
    assert box_of(reader, ".cop-onward [rel=prev]")["x"] > box_of(reader, ".cop-onward [rel=next]")["x"]
    pages = [file.read_text("utf-8") for file in server.folder.rglob("*.html")]
    assert any('<bdi dir="rtl">' in page for page in pages)
    assert not [page[:200] for page in pages if "&lt;bdi" in page or '="<bdi' in page]


@ARABIC
def test_keys_go_the_way_that_is_seen(reader: Page) -> None:
    """Arrows move what scrolls to their side, the latest quarter comes first, and Tab goes on to the left."""
    reader.set_viewport_size({"width": NARROW, "height": 812})
    reader.goto("coverage/")
    region = reader.locator(".cop-scroll--latest:has(.cop-matrix)")
    frame, latest = region.bounding_box(), reader.locator(".cop-matrix thead th").last.bounding_box()
    assert frame
    assert latest
    assert latest["x"] >= frame["x"] - 1
    region.focus()
    before = reader.locator(".cop-matrix thead th").last.bounding_box()
    reader.keyboard.press("ArrowRight")
    reader.wait_for_timeout(300)
    after = reader.locator(".cop-matrix thead th").last.bounding_box()
    assert before
    assert after
    assert after["x"] < before["x"]
    reader.goto("paths/first-repair/")
    reader.locator("[data-cop-mark]").first.focus()
    places = []
    for _ in range(3):
        places.append(reader.evaluate("document.activeElement.getBoundingClientRect().x"))
        reader.keyboard.press("Tab")
    assert places == sorted(places, reverse=True)
