"""Diagrams in a browser: drawn on light and dark pages, also without scripts, and nothing in them runs or loads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sites import build, set_up, write_notes

from cop_site.content.gfm.diagrams import is_installed

from .conftest import SiteServer, record, serve
from .test_accessibility import overflow, use_dark, violations

CASES = Path(__file__).parents[1] / "cases" / "diagrams"
LISTEN = """
window.blocked = [];
document.addEventListener("securitypolicyviolation", (event) => window.blocked.push(event.effectiveDirective));
"""
INK = """(picture) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [600, 600];
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0, 600, 600);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
  let [inked, light] = [0, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] > 200) { inked += 1; light += (pixels[at] + pixels[at + 1] + pixels[at + 2]) / 3; }
  }
  return [inked, light / Math.max(inked, 1)];
}"""
"""Returns how many pixels of a picture, made a square, are drawn, and how light these are, from 0 to 255."""

pytestmark = pytest.mark.skipif(not is_installed(), reason="the extra `diagrams` is not installed")


@pytest.fixture(scope="module")
def diagrams(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """A site with a note of common diagrams, and one of hostile ones."""
    root = set_up(tmp_path_factory.mktemp("diagrams"))
    notes = {"index.md": "---\nname: A community\npurpose: To draw.\n---\n"}
    for name, wanted in {"common": ("flow", "sequence", "gantt", "flow-shapes"), "hostile": ("*",)}.items():
        files = [file for stem in wanted for file in sorted((CASES / name).glob(f"{stem}.mmd"))]
        body = "\n".join(f"```mermaid\n{file.read_text('utf-8')}```\n" for file in files)
        notes[f"practices/{name}.md"] = f"---\ntitle: Diagrams\n---\n{body}"
    done = build(write_notes(root, notes))
    assert done.returncode == 0, done.stderr
    with serve(root / "site") as server:
        yield server


@pytest.fixture
def page(browser: Browser, diagrams: SiteServer, problems: list[str]) -> Iterator[Page]:
    """An empty page in a fresh profile; problems fail the test."""
    context = browser.new_context(base_url=diagrams.url, reduced_motion="reduce")
    context.add_init_script(LISTEN)
    record(context, diagrams.origin, problems)
    yield context.new_page()
    context.close()
    assert problems == []


@pytest.mark.parametrize("width", [1300, 375])
def test_diagrams_are_drawn_on_light_and_dark_pages(page: Page, width: int) -> None:
    """Each once, in the colors of its page; and axe finds nothing, nor does the page scroll sideways."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("practices/common/")
    lights = [_look_at(page)]
    use_dark(page)
    lights.append(_look_at(page))
    dark = [after < before - 40 for before, after in zip(*lights, strict=True)]
    assert dark == [True, True, True, False]  # the last one has colors of its own
    assert page.evaluate("window.blocked") == []


def _look_at(page: Page) -> list[float]:
    """Return how light each diagram is, after a look at the page as it is."""
    expect(page.locator(".cop-drawn:visible")).to_have_count(4)
    looks = [picture.evaluate(INK) for picture in page.locator(".cop-drawn:visible").all()]
    assert all(inked > 10_000 for inked, _ in looks)
    assert violations(page) == []
    assert overflow(page) == 0
    return [light for _, light in looks]


def test_nothing_of_a_diagram_runs_or_is_loaded(page: Page) -> None:
    """No dialog, no request to another website, and nothing that the policy would have to block."""
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto("practices/hostile/")
    page.locator("details summary").evaluate_all("all => all.forEach((summary) => summary.click())")
    for picture in page.locator(".cop-drawn:visible").all():
        picture.click()
    assert page.locator(".cop-drawn:visible").count() > 8
    assert page.url.endswith("practices/hostile/")
    assert dialogs == page.evaluate("window.blocked") == []


def test_a_diagram_and_its_source_need_no_script(browser: Browser, diagrams: SiteServer) -> None:
    """The picture is shown as it is, and its source can be unfolded."""
    context = browser.new_context(base_url=diagrams.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("practices/common/")
    expect(page.get_by_role("img", name="Mermaid: flowchart").first).to_be_visible()
    source = page.get_by_text("A[Question]").first
    expect(source).to_be_hidden()
    page.locator("summary").first.click()
    expect(source).to_be_visible()
    context.close()
