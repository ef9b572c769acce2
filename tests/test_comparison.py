"""What a change does to the figures, from two documents of a few lines each."""

from __future__ import annotations

from dataclasses import asdict
from itertools import permutations
from typing import Any

import pytest

from cop_site.feeds.comparison import Change, Effect, compare_documents, render_changes, render_markdown


def _topic(status: str = "left out", claimed: int = 0, slug: str = "t", title: str = "Tea") -> dict[str, Any]:
    return {"slug": slug, "title": title, "status": status, "objectives": {"listed": 3, "claimed": claimed}}


def _note(kind: str, slug: str) -> dict[str, str]:
    return {"kind": kind, "slug": slug, "url": f"{kind}s/{slug}/"}


def _repeat(later: str, *, deliberate: bool) -> dict[str, Any]:
    return {"meetup": later, "repeats": "first", "topic": "t", "deliberate": deliberate}


def _document(*topics: dict[str, Any], **figures: Any) -> dict[str, Any]:
    """A document with as much as is compared; `coverage` stays the same unless it is given."""
    kept: dict[str, Any] = {"repeats": [], "duplicates": [], "wishes": [], "notes": []}
    return {"topics": list(topics), "coverage": {"covered": 0, "topics": 0}, **kept, **figures}


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(change.effect.value, change.subject, change.text) for change in compare_documents(before, after)]


WORST_FIRST = ("left out", "introduced", "planned", "partial", "covered")


@pytest.mark.parametrize(("was", "now"), list(permutations(WORST_FIRST, 2)))
def test_each_step_between_statuses_is_weighed_and_named(was: str, now: str) -> None:
    """Towards covered is a gain, away from it a loss; a gap is what is left out or only to be read about."""
    better = WORST_FIRST.index(now) > WORST_FIRST.index(was)
    verb = {
        (True, False): "closes the gap Tea",
        (False, True): "opens a gap, Tea",
    }.get((was in ("left out", "introduced"), now in ("left out", "introduced")), "moves Tea")
    assert _changes(_document(_topic(was)), _document(_topic(now))) == [
        ("gain" if better else "loss", "topic", f"{verb}: {was} → {now}")
    ]


@pytest.mark.parametrize(
    ("was", "now", "effect", "text"),
    [
        (0, 1, "gain", "covers 1 objective of Tea"),
        (0, 2, "gain", "covers 2 objectives of Tea"),
        (1, 2, "gain", "covers 1 more objective of Tea"),
        (1, 3, "gain", "covers 2 more objectives of Tea"),
        (2, 1, "loss", "no longer covers 1 objective of Tea"),
        (3, 1, "loss", "no longer covers 2 objectives of Tea"),
    ],
)
def test_objectives_are_counted(was: int, now: int, effect: str, text: str) -> None:
    """Only the difference is told, and `more` where something was covered before."""
    assert _changes(_document(_topic(claimed=was)), _document(_topic(claimed=now))) == [(effect, "objectives", text)]


def test_topics_come_and_go_without_hiding_one_another() -> None:
    """New topics are gains and removed ones losses, and the topics after them are compared too."""
    old, new, both = (_topic(slug=slug, title=slug.title()) for slug in ("old", "new", "both"))
    assert _changes(_document(old, both), _document(new, {**both, "status": "covered"})) == [
        ("gain", "topic", "adds the topic New (left out)"),
        ("gain", "topic", "closes the gap Both: left out → covered"),
        ("loss", "topic", "removes the topic Old"),
    ]


def test_only_repeats_that_are_new_or_have_changed_are_told() -> None:
    """What was repeated before is nobody's doing; by accident is a loss, on purpose neither loss nor gain."""
    before = _document(_topic(), repeats=[_repeat("a", deliberate=False), _repeat("b", deliberate=False)])
    after = [_repeat("a", deliberate=False), _repeat("b", deliberate=True), _repeat("c", deliberate=False)]
    assert _changes(before, _document(_topic(), repeats=after)) == [
        ("loss", "repeat", "repeats first by accident (Tea)"),  # the newest first
        ("neutral", "repeat", "repeats first on purpose (Tea)"),
    ]


def test_only_new_twins_and_wishes_are_told() -> None:
    """Near-duplicates and wishes that the other side has too are passed over."""
    old, new = ({"notes": ["a", other], "reason": "the same title"} for other in ("b", "c"))
    before = _document(duplicates=[old], wishes=[{"wish": "tea"}])
    after = _document(duplicates=[old, new], wishes=[{"wish": "tea"}, {"wish": "cake"}])
    assert _changes(before, after) == [
        ("loss", "duplicate", "repeats a in c: the same title"),
        ("neutral", "wish", "asks for “cake”, which is not a topic yet"),
    ]
    assert _changes(after, before) == []


def test_notes_are_counted_by_kind() -> None:
    """What is added comes before what is removed, by kind; a moved note is both, and topics are told by name."""
    before = _document(notes=[_note("meetup", "a"), _note("term", "x")])
    after = [
        _note("term", "x"),
        _note("resource", "r"),
        _note("meetup", "b"),
        _note("meetup", "c"),
        _note("topic", "t"),
    ]
    assert _changes(before, _document(notes=after)) == [
        ("neutral", "notes", "adds 2 meetups"),
        ("neutral", "notes", "adds 1 resource"),
        ("neutral", "notes", "removes 1 meetup"),
    ]
    moved = _document(notes=[{**_note("term", "x"), "url": "elsewhere/"}, _note("meetup", "a")])
    assert [text for _, _, text in _changes(before, moved)] == ["adds 1 term", "removes 1 term"]


@pytest.mark.parametrize("now", [{"covered": 2, "topics": 3}, {"covered": 1, "topics": 4}])
def test_the_total_is_told_when_it_changes(now: dict[str, int]) -> None:
    """Covered topics and all topics, before and after."""
    before = _document(coverage={"covered": 1, "topics": 3})
    text = f"coverage: 1 of 3 → {now['covered']} of {now['topics']} topics"
    assert _changes(before, _document(coverage=now)) == [("neutral", "coverage", text)]
    assert _changes(before, before) == []


CHANGES = (
    Change(Effect.GAIN, "topic", "adds the topic *A*"),
    Change(Effect.LOSS, "topic", "removes the topic B"),
    Change(Effect.NEUTRAL, "notes", "adds 1 meetup"),
)


def test_changes_are_printed_one_on_a_line() -> None:
    """A sign says whether a change helps: for a terminal, for a comment, and by name in JSON."""
    assert render_changes(CHANGES) == "+ adds the topic *A*\n- removes the topic B\n  adds 1 meetup\n"
    assert render_markdown(CHANGES) == (
        "### What this does to the syllabus\n\n"
        "- ✅ adds the topic \\*A\\*\n- ⚠️ removes the topic B\n- ▫️ adds 1 meetup\n"
    )
    assert asdict(CHANGES[1]) == {"effect": "loss", "subject": "topic", "text": "removes the topic B"}
    assert render_markdown(()) == "### What this does to the syllabus\n\nThe figures stay as they are.\n"


@pytest.mark.parametrize("character", "\\`*_[]<>#|~!")
def test_no_character_of_markdown_is_one_in_a_comment(character: str) -> None:
    """Each is written with a backslash."""
    comment = render_markdown([Change(Effect.GAIN, "topic", f"adds the topic a{character}b")])
    assert f"a\\{character}b\n" in comment
