"""Adopting: what becomes of the folders, calendars and tables that communities have."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from expected_files import ExpectedFiles
from sites import cop

CASES = Path(__file__).parent / "cases" / "adopt"


def adopt(case: str, root: Path, *options: str) -> str:
    """The output of adopting the source of a case into an empty project."""
    (root / "pyproject.toml").write_text("[tool.cop]\nas_of = 2026-11-25\n", "utf-8")
    sources = sorted((CASES / case / "source").parent.glob("source*"))
    done = cop(root, "adopt", *map(str, sources), "--name", "Example Community", *options)
    assert done.exit_code == 0, done.output
    return done.output


def show(root: Path) -> str:
    """Every note below the content folder, one after another."""
    content = root / "content"
    notes = sorted(content.rglob("*.md"))
    files = sorted(file for file in content.rglob("*") if file.is_file() and file.suffix != ".md")
    texts = [f"===== {note.relative_to(content).as_posix()}\n{note.read_text('utf-8')}" for note in notes]
    return "".join([*texts, *(f"===== {file.relative_to(content).as_posix()}\n" for file in files)])


@pytest.mark.parametrize("case", sorted(folder.name for folder in CASES.iterdir()))
def test_a_source_becomes_notes(case: str, tmp_path: Path, expected_files: ExpectedFiles) -> None:
    """The report and all notes are as expected, the check finds no error, and a second run changes nothing."""
    report = adopt(case, tmp_path)
    notes = show(tmp_path)
    actual = f"{report}\n{notes}"
    assert actual == expected_files.text(CASES / case / "expected.txt", actual)
    assert cop(tmp_path, "check").exit_code == 0
    assert re.fullmatch(r"\d+ unchanged: .*", adopt(case, tmp_path).splitlines()[-1])
    assert show(tmp_path) == notes


@pytest.mark.slow
def test_nothing_that_was_hidden_is_published(tmp_path: Path) -> None:
    """Drafts and notes that say they are not published are in no file of the site, which is built at once."""
    for case in ("jekyll",):
        adopt(case, tmp_path)
    done = cop(tmp_path, "build")
    assert done.exit_code == 0, done.output
    files = [file.read_bytes() for file in (tmp_path / "site").rglob("*") if file.is_file()]
    site = b"".join(gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw for raw in files)
    assert b"Folding paper" in site
    assert b"HIDDEN-SENTINEL" not in site


def test_what_people_changed_stays(tmp_path: Path) -> None:
    """A note that somebody edited or deleted after adopting stays as it is, and another file is never written over."""
    theirs = tmp_path / "content/resources/wire-frames.md"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("---\ntitle: Ours\n---\n", "utf-8")
    adopt("jekyll", tmp_path)
    assert theirs.read_text("utf-8") == "---\ntitle: Ours\n---\n"
    edited, deleted = tmp_path / "content/resources/folding-paper.md", tmp_path / "content/idea.md"
    edited.write_text("---\ntitle: Folding\n---\n", "utf-8")
    next(tmp_path.glob("content/**/idea.md")).unlink()
    assert "1 deleted, 1 edited, 3 unchanged" in adopt("jekyll", tmp_path)
    assert edited.read_text("utf-8") == "---\ntitle: Folding\n---\n"
    assert not deleted.exists()


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """The report alone leaves the project as it was."""
    report = adopt("minutes", tmp_path, "--dry-run")
    assert "6 meetups, 2024-03-26 to 2024-06-04" in report
    assert [file.name for file in tmp_path.iterdir()] == ["pyproject.toml"]
