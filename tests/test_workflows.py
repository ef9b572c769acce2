"""The workflows for GitHub ask for little, run nothing that strangers can choose, and end."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from sites import EXAMPLE

FOLDER = EXAMPLE / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}\Z")
UNTRUSTED = re.compile(r"\$\{\{[^}]*github\.(?:event\.(?!pull_request\.(?:number|base\.sha)|issue\.number)|head_ref)")
"""What somebody outside can choose; numbers and the base's commit are GitHub's own."""


def _read(file: Path) -> dict[Any, Any]:
    document: dict[Any, Any] = yaml.safe_load(file.read_text("utf-8"))
    return document


def test_there_is_one_for_each_purpose() -> None:
    """Check, report, publish, links, and notes from issues."""
    assert {file.stem for file in WORKFLOWS} == {"check", "report", "publish", "links", "note-from-issue"}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_it_asks_for_little(file: Path) -> None:
    """No permission is given to all jobs, every job ends by itself, and every action is pinned to a commit."""
    workflow = _read(file)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]
    for job in workflow["jobs"].values():
        assert 0 < job["timeout-minutes"] <= 30
        for step in job["steps"]:
            if "uses" in step:
                assert PINNED.match(step["uses"])
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_no_command_holds_what_strangers_choose(file: Path) -> None:
    """Titles, branch names and texts reach a command as the value of a variable or as a file, if at all."""
    for job in _read(file)["jobs"].values():
        for step in job["steps"]:
            for text in (step.get("run", ""), str(step.get("with", {}).get("script", ""))):
                assert not UNTRUSTED.search(text)
                assert "${{" not in text


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_who_may_write_runs_no_code_of_a_branch(file: Path) -> None:
    """A workflow that strangers start has nothing to write with, or checks out nothing of theirs."""
    workflow = _read(file)
    triggers = workflow[True]  # YAML 1.1 takes the key `on` for a truth
    assert "pull_request_target" not in triggers
    writes = any(value == "write" for job in workflow["jobs"].values() for value in job.get("permissions", {}).values())
    if "pull_request" in triggers:
        assert not writes
        assert "secrets." not in file.read_text("utf-8")
    if "workflow_run" in triggers:
        assert "actions/checkout" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", "workflows/*.yml"),
        ("custom.github-workflows-require-timeout", "workflows/*.yml"),
        ("vendor.github-issue-forms", "ISSUE_TEMPLATE/*.yml"),
    ],
)
def test_files_are_what_github_takes(schema: str, files: str) -> None:
    """Workflows and issue forms fit the schemas that editors use for them."""
    check = Path(sys.executable).with_name("check-jsonschema")
    found = sorted((EXAMPLE / ".github").glob(files))
    assert found
    done = subprocess.run([check, "--builtin-schema", schema, *found], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    """A linter for the security of workflows agrees."""
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", EXAMPLE / ".github"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_owners_of_what_decides_are_named() -> None:
    """Settings, templates, the program and the workflows want a maintainer's look."""
    guarded = {line.split()[0] for line in (EXAMPLE / ".github/CODEOWNERS").read_text().splitlines() if line[:1] == "/"}
    assert {"/.github/", "/docs_template/", "/cop_site/", "/pyproject.toml", "/mkdocs.yml"} <= guarded
    assert not any(path.startswith("/content") for path in guarded)


def test_the_hooks_for_pre_commit_run_commands_that_exist() -> None:
    """Every hook names a command of the program and the files that it is about."""
    hooks = yaml.safe_load((EXAMPLE / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["cop-check", "cop-fix"]
    for hook in hooks:
        assert hook["entry"].startswith("cop check")
        assert hook["pass_filenames"] is False
        assert re.match(hook["files"], "content/meetups/2026-04-08-x.md")
