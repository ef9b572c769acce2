"""A folder that a community has already is read as it lies: its names, its fields, its pages of folders."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from assembled import build_community
from sites import COP, cop, run, set_up, write_notes

from cop_site.content.files import Files, SourceText
from cop_site.model.community import Community
from cop_site.model.kinds import Kind, Meetup
from cop_site.project.open import read_project

CHARTER = "---\nname: A\npurpose: B\n---\nWelcome.\n"


def _community(notes: dict[str, str]) -> Community:
    sources = [SourceText(f"content/{name}", name, text) for name, text in notes.items()]
    return build_community(Files("content", tuple(sources), (), ()), date(2026, 11, 25))


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [
        ("meetups/2024/05/15.md", "", "2024-05-15"),
        ("meetups/january-2024/10.md", "", "2024-01-10"),
        ("meetups/2024-05-15/README.md", "", "2024-05-15"),
        ("meetups/2024/05/15/index.md", "", "2024-05-15"),
        ("meetups/talk.md", "# Talk, 13 June 2024\n", "2024-06-13"),
        ("meetups/talk.md", "---\ndate: 2024-10-29T19:00:00-05:00\n---\n", "2024-10-29"),
        ("meetups/2024-10-28-utc.md", "---\ndate: 2024-10-29T01:00:00Z\n---\n", "2024-10-29"),
        ("meetups/week.md", "---\ndate: 2024-W44-2\n---\n", "2024-10-29"),
        ("meetups/talk.md", "# Talk, 1/2/2024\n", ""),
        ("meetups/2024/05-intro.md", "", ""),
    ],
    ids=["folders", "month", "own-folder", "deep", "heading", "offset", "name", "week", "two-readings", "no-day"],
)
def test_days_are_found_where_they_stand(name: str, text: str, day: str) -> None:
    """Where no field says the day, the folders or the heading do, if they can be read in one way only."""
    community = _community({name: text})
    assert [str(meetup.fields.date) for meetup in community.meetups] == ([day] if day else [])
    assert [problem.name for problem in community.problems if problem.name == "date-agrees-with-name"] == []


def test_a_date_time_says_the_time_and_the_zone() -> None:
    """Its time is the meetup's, unless a field says another; midnight is no time."""
    notes = {
        "meetups/a.md": "---\ndate: 2018-06-18 15:30:00 -0500\n---\n",
        "meetups/b.md": "---\ndate: 2019-06-18T15:30\ntime: '16:00'\n---\n",
        "meetups/c.md": "---\ndate: 2020-06-18T00:00:00Z\n---\n",
    }
    fields = [meetup.fields for meetup in _community(notes).meetups]
    assert all(isinstance(one, Meetup) for one in fields)
    assert [(one.time, one.timezone) for one in fields] == [("15:30", "-05:00"), ("16:00", ""), ("", "")]


def test_pages_of_folders_introduce_lists(tmp_path: Path) -> None:
    """They have no address of their own, are no notes without a day, and can be linked to."""
    notes = {
        "meetups/README.md": "# Ours\n\nEvery week. [Home](../index.md)\n",
        "meetups/2024/_index.md": "A good year.\n",
        "meetups/2024/2024-05-15-a.md": "# A\n\nSee [all](../README.md).\n",
        "resources/kit/index.md": "# The kit\n\nA folder is a note.\n",
        "practices/index.md": "# B\n",
    }
    community = _community({"index.md": CHARTER, **notes})
    assert set(community.introductions) == {"meetups", "meetups/2024", "practices"}
    assert {(note.kind, note.slug) for note in community.notes} == {
        (Kind.MEETUP, "2024-05-15-a"),
        (Kind.RESOURCE, "kit"),
    }
    assert community.problems == ()
    done = cop(set_up(write_notes(tmp_path, {"index.md": CHARTER, **notes})), "check", "--strict")
    assert done.exit_code == 0, done.stdout


def test_one_folder_has_one_introduction() -> None:
    """The second is an error that names the first."""
    community = _community({"index.md": CHARTER, "meetups/README.md": "One.\n", "meetups/index.md": "Two.\n"})
    assert [(p.name, "content/meetups/README.md" in p.message) for p in community.problems] == [("uri-is-unique", True)]


@pytest.mark.slow
def test_a_folder_is_published_as_it_lies(tmp_path: Path) -> None:
    """Introductions are above lists, links of `extra` on pages, and what hosts want is there byte for byte."""
    notes = {
        "index.md": CHARTER + "See [Q](notes.qmd).\n",
        "meetups/README.md": "Every week.\n",
        "meetups/2024/_index.md": "A good year.\n",
        "meetups/2024/2024-05-15-a.md": "---\nslack: https://example.org/slack\nroom: 12\n---\n# A\n",
        "notes.qmd": "# Q\n\nBack [home](index.md).\n",
        "CNAME": "example.org\n",
        ".nojekyll": "",
        ".well-known/security.txt": "Contact: mailto:a@example.org\n",
        "_redirects": "/old /\n",
        "css/own.css": "a{}\n",
        f"{'long-' * 30}name.md": "# Long\n",
        "settings.yml": "a: 1\n",
    }
    root = write_notes(set_up(tmp_path), notes)
    (root / "mkdocs.yml").write_text(
        "site_name: A\ntheme: material\nplugins: [cop]\nextra_css: [css/own.css]\n", "utf-8"
    )
    done = run(root, COP, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    site = root / "site"
    for name in ("CNAME", ".nojekyll", ".well-known/security.txt", "_redirects", "css/own.css"):
        assert (site / name).read_text("utf-8") == notes[name]
    meetups = (site / "meetups/index.html").read_text("utf-8")
    assert meetups.index("Every week.") < meetups.index("A good year.")
    page = (site / "meetups/2024/2024-05-15-a/index.html").read_text("utf-8")
    assert 'href="https://example.org/slack" rel="' in page
    assert 'href="notes/"' in (site / "index.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["css/evil.js", "page.html", "meetups/x.php", ".well-known/page.html"])
def test_what_runs_stays_an_error(name: str, tmp_path: Path) -> None:
    """What browsers run is refused, unless `mkdocs.yml` names it."""
    done = cop(write_notes(set_up(tmp_path), {"index.md": CHARTER, name: "x"}), "check", "--format", "json")
    assert "file-type-is-allowed" in done.stdout


def test_names_of_fields_are_mapped_once(tmp_path: Path) -> None:
    """The setting gives other names to fields of ours, with positions, and patterns for their values."""
    fields = '{youtube_id = "recording:https://example.org/{}", Categories = "tags", layout = "drop", room = "extra"}'
    note = "---\ntags: [a]\ncategories: [b, c]\nyoutube id: xyz\nlayout: post\nroom: 12\n---\n# A\n"
    root = write_notes(set_up(tmp_path, f"fields = {fields}"), {"index.md": CHARTER, "meetups/2024-05-15-a.md": note})
    project = read_project(root, date(2026, 11, 25))
    (meetup,) = project.community.meetups
    assert meetup.fields.tags == ("a", "b", "c")
    assert meetup.fields.recording == "https://example.org/xyz"
    assert meetup.fields.extra == {"room": "12"}
    assert [problem for problem in project.community.problems if "unknown" in problem.message] == []
    assert meetup.source.span_of("tags", 2).line == 3


def test_a_field_that_is_mapped_to_nothing_of_ours_is_refused(tmp_path: Path) -> None:
    """The message names the setting."""
    root = write_notes(set_up(tmp_path, 'fields = {a = "no_such_field"}'), {"index.md": CHARTER})
    done = cop(root, "check", "--format", "json")
    assert "fields.a" in json.loads(done.stdout)[0]["message"]
