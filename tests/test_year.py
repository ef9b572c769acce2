"""A year of a community: planned, run and closed by commands alone, with no field edited by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from sites import cop, set_up, write_notes

from cop_site.insight.figures import Figures
from cop_site.insight.log import Action
from cop_site.project.open import read_project

_BEGIN = date(2026, 1, 1)
_SUMMER = date(2026, 7, 2)
_MEETUPS = 26
_CHARTER = '---\nname: A\npurpose: P.\nmeetups: {every: 2 weeks, on: Wednesday, at: "18:00", minutes: 90}\n---\n'


def _found(root: Path, topics: int, refresh_after: str) -> None:
    """Write a community of some topics, and of members of whom three take the parts and some ask for topics."""
    notes = {"index.md": _CHARTER}
    for number in range(topics):
        requires = f"requires: [t{number - 1:02}]\n" if number % 4 == 3 else ""
        baseline = "baseline: true\n" if number % 5 == 0 else ""
        objectives = "objectives: [{id: say, text: Say it}, {id: do, text: Do it}]\n"
        fields = f"title: Topic {number:02}\n{objectives}{requires}{baseline}refresh_after: {refresh_after}\n"
        notes[f"topics/t{number:02}.md"] = f"---\n{fields}---\nText.\n"
    for name in ("ann", "ben", "cem"):
        notes[f"members/{name}.md"] = (
            f"---\nname: {name.title()}\nlisted: true\nroles: [{{role: facilitator}}, {{role: scribe}}]\n"
            "wants: [{topic: t07, since: 2026-01-01}, {topic: t03, since: 2026-01-01}]\n---\n"
        )
    notes["members/dee.md"] = "---\nname: Dee\njoined: 2025-12-01\nwants: [t07, t09, how to juggle]\n---\n"
    write_notes(root, notes)


def _run(root: Path, *arguments: str) -> str:
    done = cop(root, *arguments)
    assert done.exit_code == 0, (arguments, done.output)
    return done.output


def _hold(root: Path, file: Path, number: int) -> None:
    """Do what a facilitator does: the agenda beforehand, the notes, and closing; now and then each command twice."""
    slug, topic = file.stem, file.stem[11:]
    twice = number % 8 == 0
    _run(root, "agenda", "--write")
    if twice:
        assert _run(root, "agenda", slug, "--write") == f"content/meetups/{slug}.md: unchanged\n"
    agenda = file.read_text("utf-8")
    turns = [line for line in agenda.splitlines() if line.startswith(("- Facilitates: ", "- Writes the notes: "))]
    facilitates, writes = (turn.partition(": ")[2].partition(",")[0] for turn in turns)
    notes = " ".join(f"said{number}x{word}" for word in range(50))
    file.write_text(f"{agenda}\n{notes}\n\n## Actions\n\n- [ ] @ann prepare {number:02}\n", "utf-8")
    said = ["--attended", "Ann, @ben\nCem\nDee, Guest", "--covered", f"{topic}/say", "--covered", f"{topic}/do"]
    said += ["--facilitated", facilitates, "--wrote", writes]
    if number:
        # Every third action is carried over once before it is done.
        said += ["--carry" if number % 3 == 0 else "--done", f"prepare {number - 1:02}"]
    if number > 1 and number % 3 == 1:
        said += ["--done", f"prepare {number - 2:02}"]
    assert "still missing" not in _run(root, "close", slug, *said)
    if twice:
        closed = {path: path.read_bytes() for path in file.parent.iterdir()}
        _run(root, "close", slug, *said)
        assert {path: path.read_bytes() for path in file.parent.iterdir()} == closed


def _live(root: Path, ahead: int, *, newcomer: bool) -> Figures:
    """Plan some meetups ahead whenever none is left, until 26 are held, and return the figures of the last day.

    A newcomer comes in summer, and asks for what was held long before.
    """
    today = _BEGIN
    for number in range(_MEETUPS):
        if newcomer and today >= _SUMMER:
            write_notes(root, {"members/eve.md": f"---\nname: Eve\njoined: {_SUMMER}\nwants: [t07]\n---\n"})
        set_up(root, f"as_of = {today}")
        planned = sorted((root / "content/meetups").glob("*.md"))[number:]
        if not planned:
            _run(root, "plan", "--write", str(min(ahead, _MEETUPS - number)))
            planned = sorted((root / "content/meetups").glob("*.md"))[number:]
        today = date.fromisoformat(planned[0].stem[:10])
        set_up(root, f"as_of = {today}")
        _hold(root, planned[0], number)
    return read_project(root, today).figures


def _describe(action: Action) -> tuple[str, bool]:
    return action.text, action.done


@pytest.mark.slow
@pytest.mark.parametrize(
    ("topics", "refresh_after", "ahead"),
    [(26, "1 year", 1), (26, "1 year", 26), (30, "1 year", 4), (10, "60 days", 1), (10, "1 year", 1)],
    ids=["one-by-one", "all-at-once", "four-ahead", "topics-rest", "topics-come-back"],
)
def test_a_year_runs_by_commands_alone(tmp_path: Path, topics: int, refresh_after: str, ahead: int) -> None:
    """26 meetups are held, every topic once before any twice, none repeated by accident, every wish explained."""
    _found(tmp_path, topics, refresh_after)
    figures = _live(tmp_path, ahead, newcomer=topics < _MEETUPS)
    held = figures.coverage.held
    order = [meetup.main_topic for meetup in held]
    assert len(order) == _MEETUPS
    assert len(set(order[:topics])) == min(topics, _MEETUPS)
    assert figures.repeat_rate.accidental == 0
    assert len(figures.repeats) == max(0, _MEETUPS - topics)
    for wish in figures.wishes:
        assert wish.is_met if wish.topic else wish.text in figures.coverage.wishes, wish
    for turns in ([m.fields.facilitators[0] for m in held], [m.fields.scribe for m in held]):
        counts = Counter(turns)
        assert set(counts) == {"ann", "ben", "cem"}
        assert max(counts.values()) - min(counts.values()) <= 1
    assert [_describe(action) for action in figures.log.open_actions] == [(f"prepare {_MEETUPS - 1:02}", False)]
    assert sorted(map(_describe, figures.log.actions)) == [
        (f"prepare {n:02}", n < _MEETUPS - 1) for n in range(_MEETUPS)
    ]
    assert _run(tmp_path, "check", "--strict")
