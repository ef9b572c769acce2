"""A build does what has changed since the last one, and gives the bytes that a fresh one gives."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from sites import cop, set_up, write_notes
from test_reproducible import NOTES

pytestmark = pytest.mark.slow
NOTE = "content/practices/round.md"
PICTURE = b"GIF89a\1\0\1\0\0\0\0;"


def build(root: Path, *arguments: str) -> Result:
    """Build a project; the search index has tests of its own."""
    return cop(root, "build", "--no-search", *arguments)


def is_unchanged(result: Result, root: Path) -> bool:
    """Whether a build says that it had nothing to do."""
    assert result.exit_code == 0, result.output
    return result.output.endswith(f"nothing changed; {root / 'site'} is as it was\n")


def read(site: Path) -> dict[str, bytes]:
    """Return the files of a site by name."""
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small community whose site has been built."""
    project = write_notes(set_up(tmp_path / "project", "as_of = 2026-02-11\ntemplates = 'own'"), NOTES)
    (project / "own" / "pages").mkdir(parents=True)
    (project / "content" / "dot.gif").write_bytes(PICTURE)
    assert build(project).exit_code == 0
    return project


def replace(file: Path, old: str, new: str) -> None:
    """Replace a text in a file, whose time of change stays the same."""
    status, text = file.stat(), file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_nothing_changed(root: Path) -> None:
    """It is said, together with what the check found, and not a file of the site is touched."""
    before = (root / "site").stat().st_ino
    assert is_unchanged(build(root), root)
    for file in (root / "content").rglob("*.md"):
        file.touch()
    assert is_unchanged(build(root), root)
    assert (root / "site").stat().st_ino == before


CHANGES: dict[str, Callable[[Path], object]] = {
    "a note, with its size and its time": lambda root: replace(root / NOTE, "Go round", "Go along"[:8]),
    "a field of a note": lambda root: replace(root / NOTE, "title: Round", "title: Rings"),
    "a new note": lambda root: write_notes(root, {"practices/new.md": "---\ntitle: New\n---\nNew.\n"}),
    "a note with another name": lambda root: (root / NOTE).rename(root / "content/practices/circle.md"),
    "a note less": lambda root: (root / NOTE).unlink(),
    "a picture": lambda root: (root / "content/dot.gif").write_bytes(PICTURE.replace(b"\1\0\1", b"\2\0\2")),
    "a picture more": lambda root: (root / "content/more.gif").write_bytes(PICTURE),
    "the settings": lambda root: replace(root / "pyproject.toml", "as_of", "repository = 'https://example.org'\nas_of"),
    "the day": lambda root: replace(root / "pyproject.toml", "2026-02-11", "2026-02-12"),
    "mkdocs.yml": lambda root: shutil.copy(Path(__file__).parents[1] / "mkdocs.yml", root),
    "a template": lambda root: (root / "own/pages/log.html").write_text("<h1>Log</h1>\n"),
    "a file of the site": lambda root: (root / "site/log/index.html").write_text("mine"),
    "a file of the site less": lambda root: (root / "site/log/index.html").unlink(),
    "a file of the site more": lambda root: (root / "site/log/more.html").write_text("mine"),
    "no site": lambda root: shutil.rmtree(root / "site"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_built(root: Path, change: Callable[[Path], object]) -> None:
    """The site is the one that a fresh build gives, and the next build has nothing to do."""
    change(root)
    assert not is_unchanged(build(root), root)
    site = read(root / "site")
    assert is_unchanged(build(root), root)
    assert not is_unchanged(build(root, "--fresh"), root)
    assert site == read(root / "site")


def test_options_count(root: Path) -> None:
    """A site without a search is not one with it."""
    assert not is_unchanged(cop(root, "build"), root)
    assert "pagefind/pagefind.js" in read(root / "site")
    assert not is_unchanged(build(root), root)
    assert "pagefind/pagefind.js" not in read(root / "site")


def test_a_failing_check_fails_again(root: Path) -> None:
    """Warnings are printed again, and `--strict` stops the build although nothing changed."""
    replace(root / NOTE, "Go round", "Go [on](no.md)")
    first = build(root, "--keep-going")
    again = build(root, "--keep-going")
    assert "no.md" in again.output
    assert again.output.partition("nothing")[0] == first.output.partition("building")[0]
    strict = build(root, "--strict")
    assert (strict.exit_code, "nothing was built" in strict.output) == (1, True)


def test_the_day_may_be_over(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a day in the settings, a site is built again on the next day, in the time zone of the charter."""
    replace(root / "pyproject.toml", "as_of = 2026-02-11\n", "")
    build(root)
    assert is_unchanged(build(root), root)
    monkeypatch.setattr("cop_site.engines.last_build.find_day", lambda *_: date(2099, 1, 1))
    assert not is_unchanged(build(root), root)


def test_what_mkdocs_does_besides_counts_nothing_as_unchanged(root: Path) -> None:
    """A hook or a variable in `mkdocs.yml` may change the site although no file has changed."""
    (root / "mkdocs.yml").write_text("site_name: !ENV [NAME, Us]\ntheme: {name: material}\nplugins: [cop]\n", "utf-8")
    for _ in range(2):
        assert not is_unchanged(build(root), root)
