"""Files of expectations are rewritten on request, and none is left behind by what it was for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from expected_files import ExpectedFiles, find_stale, render_json

CASES = Path(__file__).parent / "cases"


def test_no_case_file_is_stale() -> None:
    """Every file below `tests/cases` is read by some test."""
    assert find_stale(CASES) == []


@pytest.mark.parametrize(
    "name",
    [
        "gfm/gone.html",
        "outline/gone.json",
        "communities/gone/expected.json",
        "communities/kept/plan.txt",
        "communities/kept/notes.txt",
        "rules/COP001-file-is-readable/made-bad.json",
        "rules/COP001-file-is-readable/expected.json.orig",
        "nothing/that-is-known.md",
    ],
)
def test_a_stale_case_file_is_found(name: str, tmp_path: Path) -> None:
    """Whatever has lost its case, or is in a place that no test looks at, is named."""
    for kept in ("communities/kept/content/index.md", "gfm/kept.md", "gfm/kept.html", name):
        file = tmp_path / kept
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert find_stale(tmp_path) == [name]


def test_an_expected_file_is_only_read(tmp_path: Path) -> None:
    """Without the option, a test gets what the file says, and a file that is missing is an error."""
    file = tmp_path / "expected.txt"
    file.write_text("old\n", "utf-8")
    files = ExpectedFiles(update=False)
    assert files.text(file, "new\n") == "old\n"
    assert file.read_text("utf-8") == "old\n"
    with pytest.raises(FileNotFoundError):
        files.text(tmp_path / "missing.txt", "new\n")
    assert files.diffs == []


def test_an_expected_file_is_rewritten_on_request(tmp_path: Path) -> None:
    """With the option, the file is what was found, a new one too, and what changed can be shown."""
    file = tmp_path / "expected.txt"
    file.write_text("same\nold\n", "utf-8")
    files = ExpectedFiles(update=True)
    assert files.text(file, "same\nnew\n") == "same\nnew\n"
    assert files.text(file, "same\nnew\n") == "same\nnew\n"
    assert files.json(tmp_path / "new.json", {"a": [1]}) == {"a": [1]}
    assert file.read_text("utf-8") == "same\nnew\n"
    changed, made = files.diffs
    assert changed.endswith("@@ -1,2 +1,2 @@\n same\n-old\n+new\n")
    assert made.endswith('+{\n+  "a": [1]\n+}\n')


@pytest.mark.parametrize("value", [{}, [], "é", None, [1, "a"], {"a": {}, "b": []}, [[1, None], [{"a": [[2]]}]]])
def test_expected_json_is_json(value: Any) -> None:
    """However it is broken into lines, it says the same, and ends with a line break."""
    assert json.loads(render_json(value)) == value
    assert render_json(value).endswith("\n")
