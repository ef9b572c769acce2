"""`cop stats --as-of`: the notes of a past day where git has them, else the dates in today's notes."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from communities import measure_texts
from sites import cop, set_up, write_notes

from cop_site.feeds.community import describe_community
from cop_site.model.past import name_as_today

DAY = "2026-03-31"
THEN = {
    "index.md": "---\nname: Ropes\npurpose: Knots.\ntimezone: Pacific/Auckland\n---\n",
    "topics/splice.md": "---\ntitle: Splice\nobjectives: [Make one]\n---\nOver and under.\n",
    "members/ana.md": "---\nname: Ana Li\njoined: 2026-01-01\nlisted: true\nwants: [splice]\n---\n",
    "meetups/2026-03-04-first.md": "---\ntitle: First\ntags: [splice]\nspeakers: [ana, Bo Ek]\n---\nWe met.\n",
    "testimonials/2026-03-05-told.md": (
        "---\ntitle: Told\ntags: [splice]\nauthor: ana\nchanged: A.\nresult: B.\n"
        "consent: {given: 2026-03-05, scope: public, by: Ana}\n---\n"
    ),
}
LATER = {"meetups/2026-04-01-second.md": "---\ntitle: Second\ntags: [splice]\nattendees: [ana]\n---\nAgain.\n"}


def _git(root: Path, *arguments: str, day: str = "2026-01-01T00:00Z") -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "protocol.file.allow=always"]
    environment = {**os.environ, "GIT_COMMITTER_DATE": day}
    subprocess.run(["git", *who, "-C", str(root), *arguments], check=True, capture_output=True, env=environment)


def _commit(root: Path, day: str) -> None:
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", "Change", day=day)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a commit in the last hour of a day, in its own time zone, and one in the hour after."""
    root = write_notes(set_up(tmp_path / "project"), THEN)
    _git(root, "init", "--quiet")
    (root / ".gitignore").write_text(".cop-cache\n", "utf-8")
    _commit(root, f"{DAY}T23:10:00+13:00")
    _commit(write_notes(root, LATER), "2026-04-01T00:10:00+13:00")
    return root


def _stats(root: Path, *arguments: str) -> dict[str, Any]:
    done = cop(root, "stats", "--format", "json", *arguments)
    assert done.exit_code == 0, done.output
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_a_past_day_is_a_checkout_of_it(project: Path, tmp_path: Path) -> None:
    """Today's notes give what a checkout of the end of that day says, and so do their dates for what looks back."""
    by_git, by_dates = _stats(project, "--as-of", DAY), _stats(project, "--as-of", DAY, "--by-dates")
    basis, other = by_git.pop("basis"), by_dates.pop("basis")
    assert (basis["notes"], len(basis["commit"]), other["notes"], other["commit"]) == ("then", 40, "now", None)
    _git(project, "worktree", "add", "--quiet", str(tmp_path / "then"), basis["commit"])
    assert by_git == _stats(set_up(tmp_path / "then", f"as_of = {DAY}"))
    for key in ("coverage", "repeats", "cadence", "members", "health"):
        assert by_git[key] == by_dates[key]
    assert "The notes are those of that day, at commit" in cop(project, "stats", "--as-of", DAY).stdout
    assert _stats(project, "--as-of", "2026-04-01")["cadence"]["held"] == 2
    without = _stats(project, "--as-of", DAY, "--without", "ana")
    assert (without["basis"], without["topics"][0]["people"]) == (basis, ["Bo Ek"])


def test_what_git_does_not_know_is_told_by_dates(project: Path, tmp_path: Path) -> None:
    """Of a shallow clone, before the first commit, before the folder was there and without git; the reason is said."""
    _git(tmp_path, "clone", "--quiet", "--depth", "1", project.as_uri(), "shallow")
    _git(project, "mv", "content", "notes")
    _commit(set_up(project, 'as_of = 2026-11-25\ncontent = "notes"'), "2026-05-01T00:00Z")
    alone = write_notes(set_up(tmp_path / "alone"), THEN)
    for root, day, why in (
        (tmp_path / "shallow", DAY, "git has only a part of the history; fetch the rest: git fetch --unshallow"),
        (project, "2026-03-05", "git's history begins later"),
        (project, DAY, "there was no folder 'notes' yet"),
        (alone, DAY, "not a git repository"),
    ):
        found = _stats(root, "--as-of", day)
        assert found["basis"]["notes"] == "now"
        assert found["basis"]["reason"].startswith(why)
        assert found["cadence"]["held"] == 1
        assert f"By the dates in today's notes: {why}" in cop(root, "stats", "--as-of", day).stdout


def _name(now: dict[str, str]) -> str:
    """The document of the notes of then, with the names of now."""
    figures = measure_texts(THEN, date(2026, 3, 31))
    merged = name_as_today(figures.community, measure_texts(now).community)
    figures = type(figures)(merged, figures.thresholds)
    return json.dumps(describe_community(figures), ensure_ascii=False)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("members/ana.md", THEN["members/ana.md"].replace("listed: true\n", "")),
        ("members/ana.md", "---\nname: [broken\n---\n"),
        ("members/ana.md", ""),
        ("members/ana-li.md", "---\nname: Ana Li\n---\n"),
        ("members/bo.md", "---\nname: Bo Ek\nleft: 2026-08-01\n---\n"),
    ],
    ids=["unlisted", "unreadable", "gone", "renamed and unlisted", "a member since"],
)
def test_who_is_not_named_today_is_not_named(path: str, text: str) -> None:
    """Whatever the notes of that day say: no longer listed, gone, unreadable, or not a member yet at that time."""
    now = {name: note for name, note in THEN.items() if text or name != path}
    now |= {path: text} if text else {}
    if path == "members/ana-li.md":
        del now["members/ana.md"]
    name = "Bo Ek" if "bo" in path else "Ana Li"
    assert name in _name(THEN)
    assert name not in _name(now)


def test_people_have_the_names_of_today() -> None:
    """A former name is shown nowhere, neither of the member nor where a note had it in words."""
    renamed = THEN["members/ana.md"].replace("Ana Li", "Ada Li")
    assert "Bo Ek" in _name({**THEN, "members/ana.md": renamed})
    assert "Ana" not in _name({**THEN, "members/ana.md": renamed})
    assert "Ada Li" in _name({**THEN, "members/ana.md": renamed})


def test_a_story_that_was_withdrawn_counts_on_no_day() -> None:
    """Consent is that of today."""
    story = "testimonials/2026-03-05-told.md"
    withdrawn = THEN[story].replace("consent", "# consent")
    assert '"realised": 1' in _name(THEN)
    assert '"realised": 0' in _name({**THEN, story: withdrawn})
