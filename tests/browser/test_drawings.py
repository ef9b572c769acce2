"""Drawings from strangers: nothing in them runs or is loaded, and those of the usual programs look as they did."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sites import build, set_up, write_notes

from .conftest import SiteServer, record, serve

CASES = Path(__file__).parents[1] / "cases" / "drawings"
DRAWINGS = {file.name: file for folder in ("cleaned", "kept", "refused") for file in (CASES / folder).glob("*.svg")}
PICTURES = {file.name: file for file in (CASES.parent / "pictures").glob("told.*")}
SHOWN = sorted([*PICTURES, *(file.name for file in (CASES / "kept").iterdir())])

_DRAW = """() => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [600, 600];
  canvas.getContext("2d").drawImage(document.images[0], 0, 0, 600, 600);
  return canvas.toDataURL();
}"""
"""Returns the picture as a browser shows it, of an animation the first."""


@pytest.fixture(scope="module")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """A site with all drawings that were not refused, and beside it, in `raw`, all of them as they came."""
    root = set_up(tmp_path_factory.mktemp("drawings"))
    shown = "\n\n".join(f"![{name}](drawings/{name})" for name in DRAWINGS)
    write_notes(root, {"index.md": f"---\nname: A community\npurpose: To draw.\n---\n{shown}\n"})
    for folder in (root / "content" / "drawings", root / "raw"):
        folder.mkdir()
        for name, file in {**DRAWINGS, **PICTURES}.items():
            shutil.copyfile(file, folder / name)
    done = build(root, "--keep-going")
    assert done.returncode == 0, done.stderr
    shutil.copytree(root / "raw", root / "site" / "raw")
    with serve(root / "site") as server:
        yield server


@pytest.fixture
def context(browser: Browser, drawings: SiteServer) -> Iterator[BrowserContext]:
    """A fresh profile."""
    context = browser.new_context(base_url=drawings.url)
    yield context
    context.close()


def _has_run(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.hasAttribute('data-ran')"))


def test_the_attacks_are_real(context: BrowserContext) -> None:
    """As they came, the drawings whose name says so do run a script: otherwise nothing below would mean anything."""
    page = context.new_page()
    for name in sorted(name for name in DRAWINGS if name.startswith("runs-")):
        page.goto(f"raw/{name}")
        page.wait_for_timeout(50)
        assert _has_run(page), name


def test_nothing_in_a_drawing_runs(context: BrowserContext, drawings: SiteServer) -> None:
    """Opened by their own address, in a frame and in a page, no drawing runs a script or asks another website."""
    problems: list[str] = []
    record(context, drawings.origin, problems)
    page = context.new_page()
    page.on("dialog", lambda dialog: problems.append(f"dialog: {dialog.message}"))
    published = sorted((drawings.folder / "drawings").glob("*.svg"))
    for file in published:
        page.goto(f"drawings/{file.name}")
        assert not _has_run(page), file.name
        for link in page.locator("a").all():
            link.dispatch_event("click")
        assert page.url.split("#")[0].endswith(file.name)
    # A page of the site's own has a policy that forbids frames; one without it must do no harm either.
    (drawings.folder / "frames.html").write_text("<!doctype html><title>Frames</title><body>", "utf-8")
    page.goto("frames.html")
    page.evaluate(
        "names => names.forEach(n => document.body.insertAdjacentHTML('beforeend',"
        " `<iframe src='drawings/${n}'></iframe><object data='drawings/${n}'></object>`))",
        [file.name for file in published],
    )
    page.wait_for_load_state("networkidle")
    assert not any(frame.evaluate("document.documentElement.hasAttribute('data-ran')") for frame in page.frames)
    page.goto("")
    assert page.locator("main img[src*='drawings/']").count() == len(published) > 10
    assert problems == []


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_looks_as_it_did(context: BrowserContext, name: str) -> None:
    """What the usual programs write, and pictures that had metadata, show the same in a browser as before."""
    page = context.new_page()
    page.goto("404.html")
    shown = []
    for folder in ("raw", "drawings"):
        page.set_content(f"<img src='{folder}/{name}' width='600'>")
        page.wait_for_function("document.images[0].complete && document.images[0].naturalWidth > 0")
        shown.append(page.evaluate(_DRAW))
    assert shown[0] == shown[1]
    assert len(shown[0]) > 1500
