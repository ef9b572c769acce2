"""What somebody does who has nothing but the wheel: start a community, or bring one along, and look at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sites import EXAMPLE, run

from .conftest import record, serve

ADOPTED = EXAMPLE / "tests" / "cases" / "adopt" / "minutes"


@pytest.fixture
def cop(installed: Path, tmp_path: Path) -> Callable[..., str]:
    """Runs the installed program in a folder that knows nothing of this repository."""

    def run_it(*arguments: str) -> str:
        done = run(tmp_path, installed, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run_it


@pytest.fixture
def look(browser: Browser, tmp_path: Path, problems: list[str]) -> Iterator[Callable[[], Page]]:
    """Opens the home page of the site that was built; whatever goes wrong in the browser fails the test."""
    with serve(tmp_path / "site") as server:
        context = browser.new_context(base_url=server.url)
        record(context, server.origin, problems)

        def open_it() -> Page:
            page = context.new_page()
            page.goto("")
            return page

        yield open_it
        context.close()
        assert problems == []


def test_from_an_empty_folder_to_a_page(cop: Callable[..., str], look: Callable[[], Page], tmp_path: Path) -> None:
    """`cop init`, `cop check` and `cop build`, and the first page leads on to the first note."""
    assert "cop init" in cop()
    said = cop("init", "--yes", "--name", "Bread and salt")
    assert str(EXAMPLE) not in said
    cop("check", "--strict")
    cop("build")
    page = look()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bread and salt")
    page.get_by_role("link", name="Example: How do we begin?").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Example: How do we begin?")
    expect(page.get_by_text("This meetup is an example and did not take place.")).to_be_visible()
    assert (tmp_path / ".github" / "workflows" / "publish.yml").is_file()


def test_from_minutes_to_a_page(cop: Callable[..., str], look: Callable[[], Page], tmp_path: Path) -> None:
    """`cop adopt` and `cop build`, and the first page leads on; then `cop init` adds what it lacks, and no note."""
    shutil.copytree(ADOPTED / "source", tmp_path / "minutes")
    assert "cop init" in cop("adopt", "minutes", "--name", "Our minutes")
    cop("build")
    page = look()
    expect(page.get_by_role("heading", level=1)).to_have_text("Our minutes")
    page.locator("#cop-latest + div").get_by_role("link").first.click()
    expect(page.get_by_role("link", name="Meetups").first).to_be_visible()
    notes = {file: file.read_bytes() for file in (tmp_path / "content").rglob("*.md")}
    cop("init", "--yes")
    assert {file: file.read_bytes() for file in (tmp_path / "content").rglob("*.md")} == notes
    assert 'site_name: "Our minutes"' in (tmp_path / "mkdocs.yml").read_text("utf-8")
    cop("check")
