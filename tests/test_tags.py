"""The tags are listed by use, and each near-twin comes with a command that merges it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest
from sites import EXAMPLE, cop, set_up, write_notes


def _project(root: Path, *tags: Sequence[str], topics: Sequence[str] = ()) -> Path:
    notes = {"index.md": "---\nname: A\npurpose: P.\n---\n"}
    notes |= {f"topics/{slug}.md": f"---\ntitle: T {slug}\n---\n" for slug in topics}
    notes |= {f"n{n}.md": f"---\ntitle: Note {n}\ntags: {json.dumps(list(each))}\n---\n" for n, each in enumerate(tags)}
    return write_notes(set_up(root), notes)


def _twins(root: Path) -> list[tuple[str, str, str]]:
    document = json.loads(cop(root, "tags", "--format", "json").stdout)
    return [(twin["tag"], twin["kept"], twin["differ_in"]) for twin in document["twins"]]


def test_tags_are_listed_by_use(tmp_path: Path) -> None:
    """The most used comes first; a tag that names a topic says which, and a note counts once for each tag."""
    root = _project(tmp_path, ["b", "a"], ["a", "a"], ["quiet"], topics=["quiet"])
    document = json.loads(cop(root, "tags", "--format", "json").stdout)
    assert document["tags"] == [
        {"tag": "a", "uses": 2, "topic": None},
        {"tag": "b", "uses": 1, "topic": None},
        {"tag": "quiet", "uses": 1, "topic": "quiet"},
    ]
    lines = cop(root, "tags").stdout.splitlines()
    assert lines == ["    2  a", "    1  b", "    1  quiet  (the topic quiet)"]


@pytest.mark.parametrize(
    ("common", "rare", "reason"),
    [
        ("onboarding", "Onboarding", "case"),
        ("onboarding", "on-boarding", "hyphens"),
        ("code review", "code-review", "hyphens"),
        ("retrospective", "retrospectives", "plural"),
        ("facilitation", "facilitaton", "spelling"),
    ],
)
def test_the_rarer_of_two_twins_is_merged_into_the_other(tmp_path: Path, common: str, rare: str, reason: str) -> None:
    """Two tags that differ in case, hyphens, plural or a letter are twins, and the one that is used more stays."""
    assert _twins(_project(tmp_path, *([common],) * 10, [rare])) == [(rare, common, reason)]


def test_a_topic_is_kept_however_rare_it_is(tmp_path: Path) -> None:
    """Free tags are merged into the topic that they nearly name, and other forms of its name into its own."""
    root = _project(tmp_path, ["facilitaton"], ["facilitaton"], ["Facilitation"], topics=["facilitation"])
    assert sorted(_twins(root)) == [
        ("Facilitation", "facilitation", "case"),
        ("facilitaton", "facilitation", "spelling"),
    ]


@pytest.mark.parametrize("pair", [("gardening", "facilitation"), ("season-2025", "season-2026"), ("ci", "cd")])
def test_tags_that_only_look_alike_are_left_alone(tmp_path: Path, pair: tuple[str, str]) -> None:
    """Other words, other numbers and other abbreviations are other tags."""
    assert _twins(_project(tmp_path, [pair[0]], [pair[1]])) == []


def test_pairs_never_accuse_each_other(tmp_path: Path) -> None:
    """Of two tags that are used about as often, neither is taken for the other."""
    assert _twins(_project(tmp_path, ["accessibility"], *(["accessability"],) * 9)) == []


@pytest.mark.parametrize("pair", [("manager", "manage"), ("contact", "contract"), ("hosting", "costing"), ("C", "C++")])
def test_words_that_differ_in_a_letter_are_left_alone(tmp_path: Path, pair: tuple[str, str]) -> None:
    """Short words, and words that differ in their first or last letter, are other words however much one is used."""
    assert _twins(_project(tmp_path, *([pair[0]],) * 30, [pair[1]])) == []


def test_two_topics_are_never_twins(tmp_path: Path) -> None:
    """Who declared both means both."""
    assert _twins(_project(tmp_path, ["part-a"], ["part-b"], topics=["part-a", "part-b"])) == []


def test_the_commands_that_are_offered_leave_no_twin(tmp_path: Path) -> None:
    """Run as they are printed, the commands merge all that was listed."""
    root = _project(tmp_path, ["code review"], ["code review"], ["code-reviews"], ["Code Review"], ["it's"], ["It's"])
    document = json.loads(cop(root, "tags", "--format", "json").stdout)
    assert len(document["twins"]) == 3
    text = cop(root, "tags").stdout
    for twin in document["twins"]:
        assert f"    {twin['command']}\n" in text
        done = cop(root, *shlex.split(twin["command"])[1:])
        assert done.exit_code == 0, done.output
    assert _twins(root) == []


def test_the_example_has_no_twins() -> None:
    """The example community's tags are in order."""
    assert _twins(EXAMPLE) == []
