"""A note that lacks what its kind requires is read to its end, so that findings do not come in waves."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_cases import diagnose
from sites import cop

NOTES = {
    "topics/housing.md": "---\ntitle: Housing\nobjectives: []\n---\nText.\n",
    "meetups/no-day.md": (
        "---\ntitle: No day\ntags: [houssing]\nspeakers: ['Anne Berg, Carl Dahl']\nrecording: nowhere\n---\n"
        "[gone](gone.md), ==SENTINEL==\n"
    ),
    "paths/no-readers.md": "---\ntitle: Path\nsteps: [{topic: nothing}]\n---\n[gone](gone.md)\n",
    "resources/fine.md": "---\ntitle: Fine\n---\n[No day](../meetups/no-day.md)\n",
}


def write(root: Path, notes: dict[str, str]) -> None:
    """Write notes, and a charter, below the content folder."""
    for name, text in {"index.md": "---\nname: Example\npurpose: To compare.\n---\n", **notes}.items():
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(text, "utf-8")


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    """Fields, tags, people, references, links and text are checked; what links to it gets no finding of its own."""
    write(tmp_path, NOTES)
    found = {(d.span.path.removeprefix("content/"), d.code) for d in diagnose(tmp_path)}
    day = {"COP102", "COP106", "COP201", "COP203", "COP205", "COP020"}
    assert {code for path, code in found if path == "meetups/no-day.md"} == day
    assert {"COP102", "COP202", "COP203"} <= {code for path, code in found if path == "paths/no-readers.md"}
    assert not [code for path, code in found if path == "resources/fine.md"]


@pytest.mark.slow
def test_it_is_not_shown_and_named(tmp_path: Path) -> None:
    """It is in no file of the site, and the build says what it lacks."""
    write(tmp_path, NOTES)
    done = cop(tmp_path, "build", "--keep-going")
    assert done.exit_code == 0, done.output
    assert "content/meetups/no-day.md: lacks date" in done.stderr
    assert "content/paths/no-readers.md: lacks for" in done.stderr
    site = [file for file in (tmp_path / "site").rglob("*") if file.is_file()]
    assert site
    assert not [file for file in site if b"SENTINEL" in file.read_bytes()]


def test_a_note_that_is_hidden_too_is_a_draft(tmp_path: Path) -> None:
    """It is counted as hidden, and its text is not looked at, as that of no draft is."""
    write(tmp_path, {"meetups/no-day.md": "---\ntitle: No day\ndraft: true\n---\n[gone](gone.md)\n"})
    done = cop(tmp_path, "check")
    assert "gone.md" not in done.output
    assert "the field 'date' is missing" in done.output
    assert "1 note is hidden" in done.output


def test_the_day_of_writing_is_its_date_where_no_other_is_said(tmp_path: Path) -> None:
    """`created`, as Obsidian has it, is weaker than a date in the file's name."""
    created = "---\ncreated: 2024-03-02T10:11\naliases: [Old name]\n---\n# New name\n"
    names = ("resources/one.md", "meetups/two.md", "meetups/2024-01-01-three.md")
    write(tmp_path, {**dict.fromkeys(names, created), "about.md": "# About\n\n[[Old name]]\n"})
    (tmp_path / "content/meetups").joinpath("two.md").write_text(created.replace("Old", "Older"), "utf-8")
    (tmp_path / "content/meetups").joinpath("2024-01-01-three.md").write_text(created.replace("Old", "Oldest"), "utf-8")
    assert [d.hint for d in diagnose(tmp_path) if d.code == "COP020"] == ["write [Old name](resources/one.md)"]
    assert not [d for d in diagnose(tmp_path) if d.code in ("COP101", "COP102", "COP104", "COP116")]
