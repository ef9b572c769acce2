"""What a browser makes of pages that `cop serve` answers with."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser
from serving import serve
from sites import set_up, write_notes

from cop_site.engines.watch import watching

from .conftest import record


def test_a_page_follows_its_note(browser: Browser, tmp_path: Path, problems: list[str]) -> None:
    """It loads itself again after a change, shows what is wrong with its note, and what keeps it from being shown."""
    root = write_notes(
        set_up(tmp_path / "project"), {"index.md": "---\nname: Us\npurpose: P.\n---\n", "about.md": "# About\n"}
    )
    with serve(root, tmp_path) as served, watching(lambda: served.site.inputs, served.server.look):
        context = browser.new_context()
        record(context, served.server.url.rstrip("/"), problems)
        page = context.new_page()
        page.goto(f"{served.server.url}about/")
        assert page.locator(".cop-findings").count() == 0
        write_notes(root, {"about.md": "# About us\n\n[Nowhere](no.md)\n"})
        page.get_by_role("heading", name="About us").wait_for()
        box = page.locator(".cop-findings")
        box.locator("summary").click()
        assert "content/about.md:3:" in box.inner_text()
        set_up(root, "as_off = 2026-11-25")
        page.get_by_role("heading", name="cannot be shown").wait_for()
        assert "pyproject.toml:2:1" in page.inner_text("main")
        set_up(root)
        page.get_by_role("heading", name="About us").wait_for()
        context.close()
    assert [problem for problem in problems if "500" not in problem] == []
    problems.clear()
