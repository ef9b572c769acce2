"""`cop check --baseline`: problems that were there before stop nothing, and others do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sites import build, cop, set_up, write_notes

from cop_site.diagnostics import Diagnostic, Severity, Span
from cop_site.project.baseline import carry_over, compare, make_baseline, parse_baseline, render_baseline

NOTES = {
    "index.md": "---\nname: Small\npurpose: To be checked.\n---\nWelcome.\n",
    "old.md": "# Old\n\n[gone](gone.md), [gone](gone.md) and ![](nowhere.png)\n",
}


def diagnostic(path: str, message: str, line: int = 1) -> Diagnostic:
    """An error of a rule."""
    return Diagnostic(Span(path, line, 1, line, 2), "COP203", "link-resolves", Severity.ERROR, message)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose problems are recorded."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    root = write_notes(set_up(tmp_path), NOTES)
    assert cop(root, "check").exit_code == 1
    done = cop(root, "check", "--baseline", "write")
    assert (done.exit_code, done.output.startswith("recorded 4 in cop-baseline.json")) == (0, True)
    return root


def test_what_is_recorded_is_counted_and_stops_nothing(project: Path) -> None:
    """A check and a strict one pass, and say how many are recorded; where lines have moved, too."""
    write_notes(project, {"old.md": f"A new line.\n\n{NOTES['old.md']}"})
    for arguments in ((), ("--strict",), ("--all",)):
        done = cop(project, "check", *arguments)
        assert (done.exit_code, done.stdout) == (0, "1 note read, nothing to fix, and 4 of the baseline.\n")
    assert cop(project, "check", "--baseline", "ignore").exit_code == 1


def test_what_is_new_stops_a_check(project: Path) -> None:
    """One more of a kind that is recorded is new, and so is the same in another note; the last line counts both."""
    write_notes(project, {"old.md": NOTES["old.md"] + "\n[gone](gone.md)\n", "new.md": "# New\n\n[gone](gone.md)\n"})
    done = cop(project, "check")
    assert done.exit_code == 1
    assert [line.partition(" error")[0] for line in done.stdout.splitlines() if " error COP" in line] == [
        "content/new.md:3:1:",
        "content/old.md:5:1:",
    ]
    assert "2 notes read: 2 errors, and 4 of the baseline." in done.stdout


def test_what_is_fixed_leaves_the_baseline(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot come back unseen. A server says so only, and a note that cannot be read takes nothing out."""
    file = project / "cop-baseline.json"
    recorded = file.read_bytes()
    write_notes(project, {"old.md": "---\ntitle: [\n---\n"})
    assert cop(project, "check").exit_code == 1
    assert file.read_bytes() == recorded
    write_notes(project, {"old.md": "# Old\n\n[gone](gone.md)\n"})
    monkeypatch.setenv("CI", "true")
    assert "3 of the baseline are fixed; 'cop check' on your computer takes them out" in cop(project, "check").stderr
    assert file.read_bytes() == recorded
    monkeypatch.delenv("CI")
    assert "3 of the baseline are fixed and no longer in cop-baseline.json" in cop(project, "check").stderr
    assert cop(project, "check").stderr == ""
    write_notes(project, NOTES)
    assert "1 note read: 2 errors, 1 warning, and 1 of the baseline." in cop(project, "check").stdout
    write_notes(project, {"old.md": "# Old\n\nNothing.\n"})
    assert cop(project, "check").exit_code == 0
    assert not file.exists()


def test_every_format_tells_old_from_new(project: Path) -> None:
    """Programs get both, with a state; annotations are about new ones only."""
    write_notes(project, {"new.md": "# New\n\n[gone](gone.md)\n"})
    rows = json.loads(cop(project, "check", "--format", "json").stdout)
    assert [row["baseline_state"] for row in rows] == ["new", *["unchanged"] * 4]
    log = json.loads(cop(project, "check", "--format", "sarif").stdout)
    assert [result["baselineState"] for result in log["runs"][0]["results"]] == ["new", *["unchanged"] * 4]
    assert cop(project, "check", "--format", "github").stdout.count("::error ") == 1


def test_a_renamed_note_stays_known(project: Path) -> None:
    """`cop rename` moves what is recorded of a note, and what other notes' messages say about it."""
    done = cop(project, "rename", "note", "old", "older")
    assert "cop-baseline.json" in done.stdout
    assert cop(project, "check").stdout == "1 note read, nothing to fix, and 4 of the baseline.\n"


@pytest.mark.parametrize("text", ["[]", "{", '{"a": 1}', '{"a": {"b": {"c": "x"}}}', "<<<<<<< HEAD\n{}\n"])
def test_a_broken_baseline_is_no_baseline(project: Path, text: str) -> None:
    """A file that a merge has left with conflicts, or that is something else, is an error of its own."""
    (project / "cop-baseline.json").write_text(text, "utf-8")
    done = cop(project, "check")
    assert (done.exit_code, "cop-baseline.json cannot be read: restore it" in done.stderr) == (2, True)
    assert cop(project, "check", "--baseline", "write").exit_code == 0
    assert cop(project, "check").exit_code == 0


@pytest.mark.slow
def test_a_build_goes_on_past_the_baseline(project: Path) -> None:
    """What is recorded does not stop a build, and what is new does."""
    assert build(project).returncode == 0
    write_notes(project, {"new.md": "# New\n\n[gone](gone.md)\n"})
    assert build(project).returncode == 1


def test_a_baseline_is_read_as_it_was_written() -> None:
    """Counts and odd names survive, each file in a line of its own."""
    found = [diagnostic("a.md", "m"), diagnostic("a.md", "m", 9), diagnostic('b "\u2028.md', "n")]
    text = render_baseline(make_baseline(found))
    assert parse_baseline(text) == make_baseline(found)
    assert len(text.splitlines()) == 4
    assert parse_baseline("") is None


def test_numbers_that_grow_make_no_new_problem() -> None:
    """A size in a message changes while the problem stays."""
    baseline = make_baseline([diagnostic("a.md", "note has 5,012 lines (maximum 5,000)")])
    assert compare([diagnostic("a.md", "note has 5,013 lines (maximum 5,000)")], baseline)[0].is_known
    assert not compare([diagnostic("a.md", "there is no file '5013.md'")], baseline)[0].is_known


def test_renaming_makes_nothing_known_that_was_not() -> None:
    """Of two problems in a file, the one that the baseline has stays known under its new message, and only that."""
    before = [diagnostic("a.md", "x names old.md"), diagnostic("a.md", "y")]
    baseline = make_baseline(before[:1])
    after = [diagnostic("b.md", "y"), diagnostic("b.md", "x names new.md")]
    kept = carry_over(baseline, compare(before, baseline), after, {"a.md": "b.md"})
    assert [found.is_known for found in compare(after, kept)] == [False, True]


@pytest.mark.slow
def test_what_is_not_on_the_site_is_told_all_the_same(project: Path) -> None:
    """A note, a file and an old address that name a member who is not listed are left out, and the build says so."""
    write_notes(
        project,
        {
            "members/zelda-roe.md": "---\nname: Zelda Roe\nlisted: false\n---\n",
            "resources/maps-by-zelda-roe.md": "---\ntitle: Maps\nurl: https://example.org/\n---\n",
            "resources/kites.md": "---\ntitle: Kites\nredirect_from: [kites-of-zelda-roe/]\n---\n![](zelda-roe.csv)\n",
            "resources/zelda-roe.csv": "a,b\n",
        },
    )
    assert cop(project, "check", "--baseline", "write").exit_code == 0
    done = cop(project, "check")
    assert done.exit_code == 0
    assert "\n1 note left out: the name of the file names a member who is not listed\n" in done.output
    made = build(project)
    assert made.returncode == 0
    for line in (
        "not on the site: 2 files and 1 old address",
        "  content/resources/maps-by-zelda-roe.md: its name names a member who is not listed",
        "  content/resources/zelda-roe.csv: its name names a member who is not listed",
        "  kites-of-zelda-roe/ of content/resources/kites.md: it names a member who is not listed",
    ):
        assert line in made.stderr.splitlines()
    assert not (project / "site/resources/maps-by-zelda-roe").exists()
    assert (project / "site/resources/kites/index.html").exists()
