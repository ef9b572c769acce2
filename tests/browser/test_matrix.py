"""The matrix of topics by quarters: its lines as they are drawn, on screens wide and narrow, and on paper."""

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

RUNS = """(row) => [...row.querySelectorAll(".cop-run")].map((run) => {
  const box = run.getBoundingClientRect();
  const line = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return style.content === "none" ? "none" : `${style.borderTopWidth} ${style.borderTopStyle}`;
  };
  return {
    left: box.left, right: box.right, middle: (box.top + box.bottom) / 2,
    enters: line(run, "::before"), leaves: line(run, "::after"),
  };
})"""


def runs(page: Page, topic: str) -> list[dict[str, Any]]:
    """Where the cells with marks or lines of a row are, and which lines they draw at their edges."""
    row = page.locator(".cop-matrix tbody tr").filter(has=page.get_by_role("rowheader", name=topic))
    found: list[dict[str, Any]] = row.evaluate(RUNS)
    return found


@pytest.mark.parametrize("width", [1300, 375])
def test_line_runs_through_from_cell_to_cell(page: Page, width: int) -> None:
    """What leaves a cell goes on in the next at the same height and without a gap: solid on purpose, else dashed."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("coverage/")
    cells = runs(page, "Opening a meetup")
    assert len(cells) == 5
    assert [cell["leaves"] for cell in cells[:2]] == ["2px solid", "2px dashed"]
    assert [cell["enters"] for cell in cells[1:]] == ["2px solid", "2px dashed", "2px dashed", "2px dashed"]
    for cell, following in pairwise(cells):
        assert following["left"] == pytest.approx(cell["right"], abs=1)
        assert following["middle"] == pytest.approx(cell["middle"], abs=0.6)


def test_line_goes_below_a_meetup_that_it_does_not_join(page: Page) -> None:
    """A meetup that is mainly about something else makes room, so that nobody takes it for the repeat."""
    page.goto("coverage/")
    row = page.locator(".cop-matrix tbody tr").filter(has=page.get_by_role("rowheader", name="Making a plan"))
    boxes = [mark.bounding_box() for mark in row.locator(".cop-run a").all()]
    first, passed, last = (box["y"] + box["height"] / 2 for box in boxes if box)
    assert first == pytest.approx(last, abs=1)
    assert first - passed > 10


def test_marks_can_be_hit(page: Page) -> None:
    """Every mark is a target of 24 pixels or more, whatever lines are about it, and leads to its meetup."""
    page.set_viewport_size({"width": 375, "height": 900})
    page.goto("coverage/")
    for mark in page.locator(".cop-run a").all():
        box = mark.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 23.9
    page.get_by_role("link", name="4 Nov 2026: Opening rounds, again · repeats 25 Feb 2026 by accident").click()
    expect(page.locator("h1")).to_have_text("Opening rounds, again")


def test_topics_stay_in_sight(page: Page) -> None:
    """On a narrow screen the matrix opens at the latest quarter, and its topics stay where they are."""
    page.set_viewport_size({"width": 375, "height": 900})
    page.goto("coverage/")
    region = page.get_by_role("region", name="Topics by quarter")
    topic = page.locator(".cop-matrix th[scope=row]").first
    topic.scroll_into_view_if_needed()
    before = topic.bounding_box()
    expect(page.locator(".cop-matrix tbody td:last-child").first).to_be_in_viewport()
    region.evaluate("region => region.scrollTo(-region.scrollWidth, 0)")
    assert region.evaluate("region => region.scrollLeft") < -100
    after = topic.bounding_box()
    assert before
    assert after
    assert after["x"] == pytest.approx(before["x"], abs=1)


def test_matrix_fits_on_paper(page: Page) -> None:
    """Printed, the whole table is there, however full a cell is, and dark on white, even from the dark scheme.

    The table of contents, whose links lead nowhere on paper, is not.
    """
    page.emulate_media(color_scheme="dark")
    page.goto("coverage/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".cop-run a").first.evaluate("a => { for (let i = 0; i < 40; i++) a.after(a.cloneNode(true)); }")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 640, "height": 900})
    expect(page.locator(".cop-contents")).to_have_count(1)
    expect(page.locator(".cop-contents")).to_be_hidden()
    table, region = (
        page.locator(".cop-matrix").bounding_box(),
        page.locator(".cop-scroll:has(.cop-matrix)").bounding_box(),
    )
    assert table
    assert region
    assert table["width"] <= region["width"] + 1
    colour = page.locator("h1").evaluate("h1 => getComputedStyle(h1).color")
    assert max(map(int, re.findall(r"\d+", colour)[:3])) < 80
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") != "rgb(20, 26, 24)"


def test_coverage_and_plan_lead_to_each_other(page: Page) -> None:
    """From what is left out to what will be done about it and back, and from the board to both."""
    page.goto("topics/")
    page.locator("article").get_by_role("link", name="left out 2", exact=True).click()
    page.wait_for_url("**/coverage/#left-out")
    page.locator("article").get_by_role("link", name="The plan, with all reasons and who could lead").click()
    page.wait_for_url("**/plan/")
    page.locator("article").get_by_role("link", name="what is covered and what is left out").click()
    page.wait_for_url("**/coverage/")
