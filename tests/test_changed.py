"""`cop check --changed BASE`: what a branch touches, and what it breaks elsewhere."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from sites import cop, set_up, write_notes

NOTES = {
    "index.md": "---\nname: Small\npurpose: To be checked.\n---\nWelcome.\n",
    "old.md": "---\ntitel: Wrong for long\n---\nText.\n",
    "target.md": "# Target\n\nText.\n",
    "link.md": "# Link\n\n[target](target.md) and [gone](gone.md)\n",
}


def _git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, "-C", str(root), *arguments], check=True, capture_output=True)


def _commit(root: Path) -> None:
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", "Change")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository whose main branch has errors, and a branch `work` that is checked out."""
    root = write_notes(set_up(tmp_path / "repository" / "docs"), NOTES)
    _git(root.parent, "init", "--quiet", "--initial-branch", "main")
    _commit(root)
    _git(root, "checkout", "--quiet", "-b", "work")
    return root


def _found(root: Path, *arguments: str) -> list[tuple[str, str]]:
    rows = json.loads(cop(root, "check", "--format", "json", *arguments).stdout)
    return [(row["path"], row["code"]) for row in rows]


def test_what_was_wrong_before_is_not_reported(project: Path) -> None:
    """A branch that changes nothing is answerable for nothing, and one with a good note neither."""
    assert len(_found(project)) == 2
    assert cop(project, "check", "--changed", "main").exit_code == 0
    write_notes(project, {"new.md": "# New\n\nText.\n"})
    assert _found(project, "--changed", "main") == []


def test_everything_in_a_touched_file_is_reported(project: Path) -> None:
    """Committed, changed or new: whoever touches a file sees all that is wrong with it."""
    write_notes(project, {"old.md": NOTES["old.md"] + "More.\n"})
    assert _found(project, "--changed", "main") == [("content/old.md", "COP101")]
    _commit(project)
    write_notes(project, {"new note.md": "---\ncolour: red\n---\n"})
    expected = [("content/new note.md", "COP116"), ("content/old.md", "COP101")]
    assert _found(project, "--changed", "main") == expected


def test_templates_of_ones_own_are_no_hindrance(project: Path) -> None:
    """Settings that name a folder beside the notes can be used for the notes as they were, too."""
    set_up(project, 'templates = "ours"\n')
    (project / "ours" / "archetypes").mkdir(parents=True)
    (project / "ours" / "archetypes" / "page.md").write_text("---\ntitle: {{ title }}\n---\nText.\n", "utf-8")
    assert cop(project, "check", "--changed", "main").exit_code == 0
    _commit(project)
    write_notes(project, {"new.md": "---\ncolour: red\n---\n"})
    assert _found(project, "--changed", "HEAD") == [("content/new.md", "COP116")]


def test_settings_of_then_count_for_then(project: Path) -> None:
    """Who makes a rule count again answers for what it finds, also where a community has templates of its own."""
    (project / "ours").mkdir()
    (project / "ours" / "home.html").write_text("", "utf-8")
    set_up(project, 'templates = "ours"\nseverity = {COP101 = "off"}\n')
    _commit(project)
    set_up(project, 'templates = "ours"\n')
    assert _found(project, "--changed", "HEAD") == [("content/old.md", "COP101")]


def test_what_breaks_elsewhere_is_reported(project: Path) -> None:
    """A file that is taken away breaks the links of files that the branch did not touch, and only that is new there."""
    (project / "content" / "target.md").unlink()
    result = cop(project, "check", "--changed", "main")
    assert result.exit_code == 1
    assert "content/link.md:3:1: error COP203 link-resolves: there is no file 'target.md'" in result.stdout
    assert _found(project, "--changed", "main") == [("content/link.md", "COP203")]


def test_what_the_base_did_meanwhile_is_not_blamed_on_the_branch(project: Path) -> None:
    """The comparison is with the commit at which the branch began."""
    _git(project, "checkout", "--quiet", "main")
    write_notes(project, {"old.md": "# FixedNote\n\nText.\n"})
    _commit(project)
    _git(project, "checkout", "--quiet", "work")
    assert _found(project, "--changed", "main") == []


def test_only_what_concerns_the_branch_is_fixed(project: Path) -> None:
    """`--fix` with `--changed` leaves the rest of the notes alone."""
    write_notes(project, {"new.md": "---\ntitel: New\n---\nText.\n"})
    assert cop(project, "check", "--changed", "main", "--fix").exit_code == 0
    assert "title: New" in (project / "content" / "new.md").read_text("utf-8")
    assert "titel:" in (project / "content" / "old.md").read_text("utf-8")


def test_settings_that_were_broken_do_not_matter(project: Path) -> None:
    """A branch that fixes the settings can be checked."""
    (project / "pyproject.toml").write_text("[tool.cop]\nno_such_setting = 1\n", "utf-8")
    _commit(project)
    set_up(project)
    assert _found(project, "--changed", "work") == []


@pytest.mark.parametrize("base", ["no-such-branch", "--output=x", ""])
def test_a_base_that_is_none_is_named(project: Path, base: str) -> None:
    """What git does not know ends with 2 and one line."""
    result = cop(project, "check", f"--changed={base}")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith("cop: ")


def test_a_branch_that_is_not_here_can_be_fetched(project: Path) -> None:
    """A shallow clone knows only its own branch; the message says how to get another."""
    assert "fetch it: git fetch origin elsewhere" in cop(project, "check", "--changed", "elsewhere").stderr


def test_without_git_nothing_can_be_compared(tmp_path: Path) -> None:
    """A folder that is no repository is said to be none."""
    result = cop(write_notes(set_up(tmp_path), NOTES), "check", "--changed", "main")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_clean_branch_is_said_to_be_one(project: Path) -> None:
    """Where there is something wrong that the branch has nothing to do with, the sum does not deny it."""
    assert (
        "nothing to fix in what was touched or broken since main." in cop(project, "check", "--changed", "main").stdout
    )
    assert "nothing to fix" not in cop(project, "check").stdout
