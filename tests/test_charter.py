"""The charter's own fields: each is checked, since nobody but the charter has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sites import cop, set_up, write_notes

CHARTER = "---\nname: Small\npurpose: To be checked.\n{}\n---\nWelcome.\n"


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("timezone: Berlin", "COP105", "did you mean 'Europe/Berlin'?"),
        ("timezone: europe/berlin", "COP105", "did you mean 'Europe/Berlin'?"),
        ("timezone: ../../etc/passwd", "COP105", "write an IANA name"),
        ("meetups: {on: Wednesdays}", "COP105", "write one of: Monday, Tuesday"),
        ("meetups: {on: payday}", "COP105", "write one of: Monday, Tuesday"),
        ("join: slack", "COP106", "write it in full: https://…"),
        ("code_of_conduct: conducct.md", "COP202", "did you mean 'conduct'?"),
        ("code_of_conduct: rules", "COP202", "correct the name, or write it first"),
    ],
)
def test_what_the_charter_says_wrongly_is_reported(tmp_path: Path, line: str, code: str, says: str) -> None:
    """Each with its place on the line of its own, and a way to mend it."""
    notes = {"index.md": CHARTER.format(line), "conduct.md": "---\ntitle: Conduct\n---\nBe kind.\n"}
    root = write_notes(set_up(tmp_path), notes)
    (row,) = json.loads(cop(root, "check", "--format", "json").stdout)
    assert (row["path"], row["line"], row["code"]) == ("content/index.md", 4, code)
    assert row["column"] > 1
    assert says in row["hint"]


@pytest.mark.parametrize(
    "line",
    [
        "timezone: Europe/Berlin",
        "timezone: UTC",
        "meetups: {on: wednesday}",
        "join: https://example.org/join",
        "code_of_conduct: conduct.md",
        "code_of_conduct: conduct",
    ],
)
def test_what_the_charter_says_rightly_is_not(tmp_path: Path, line: str) -> None:
    """However it is written."""
    notes = {"index.md": CHARTER.format(line), "conduct.md": "---\ntitle: Conduct\n---\nBe kind.\n"}
    assert json.loads(cop(write_notes(set_up(tmp_path), notes), "check", "--format", "json").stdout) == []
