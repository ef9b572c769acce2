"""Fragments in `changelog.d/` become the section of a release."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from sites import EXAMPLE, run

FRAGMENTS = sorted(file for file in (EXAMPLE / "changelog.d").iterdir() if not file.name.startswith("."))


def test_every_fragment_gets_into_the_changelog(tmp_path: Path) -> None:
    """The new section stands above the older ones, holds each fragment once, and the fragments are gone."""
    for name in ("pyproject.toml", "CHANGELOG.md"):
        shutil.copy(EXAMPLE / name, tmp_path)
    shutil.copytree(EXAMPLE / "changelog.d", tmp_path / "changelog.d")
    (tmp_path / "changelog.d" / "12.fixed.md").write_text("Something that issue 12 was about.\n", "utf-8")
    towncrier = Path(sys.executable).with_name("towncrier")
    done = run(tmp_path, towncrier, "build", "--yes", "--version", "0.2.0", "--date", "2026-12-01")
    assert done.returncode == 0, done.stdout + done.stderr
    before = (EXAMPLE / "CHANGELOG.md").read_text("utf-8")
    after = (tmp_path / "CHANGELOG.md").read_text("utf-8")
    introduction, _, older = before.partition("<!-- towncrier release notes start -->\n")
    assert after.startswith(f"{introduction}<!-- towncrier release notes start -->\n\n## 0.2.0 (2026-12-01)\n")
    assert after.endswith(older)
    assert after.count("- Something that issue 12 was about. (#12)\n") == 1
    for fragment in FRAGMENTS:
        assert after.count(fragment.read_text("utf-8").strip()) == 1, f"{fragment.name}: is its kind one that there is?"
    assert not [file for file in (tmp_path / "changelog.d").iterdir() if not file.name.startswith(".")]


def test_make_asks_for_the_version() -> None:
    """Without one, nothing is written."""
    before = (EXAMPLE / "CHANGELOG.md").read_bytes()
    done = run(EXAMPLE, "make", "--old-file=.venv/test.stamp", "changelog")
    assert done.returncode == 2
    assert "make changelog VERSION=0.2.0" in done.stderr
    assert (EXAMPLE / "CHANGELOG.md").read_bytes() == before
