"""What a change does to the figures, from two documents of a few lines each."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from cop_site.feeds.comparison import Change, Effect, Title, compare_documents, list_changes
from cop_site.feeds.comparison_text import render_changes, render_markdown


def _topic(
    status: str = "left out", claimed: int = 0, slug: str = "t", title: str = "Tea", *, baseline: bool = False
) -> dict[str, Any]:
    return {
        "slug": slug,
        "title": title,
        "status": status,
        "baseline": baseline,
        "objectives": {"listed": 3, "claimed": claimed},
    }


def _note(kind: str, slug: str) -> dict[str, str]:
    return {"kind": kind, "slug": slug, "url": f"{kind}s/{slug}/", "title": slug.title(), "date": "2026-01-07"}


def _repeat(later: str, *, deliberate: bool) -> dict[str, Any]:
    return {"meetup": later, "repeats": "first", "topic": "t", "deliberate": deliberate}


def _document(*topics: dict[str, Any], **figures: Any) -> dict[str, Any]:
    """A document with as much as is compared; `coverage` stays the same unless it is given."""
    kept: dict[str, Any] = {name: [] for name in ("repeats", "duplicates", "wishes", "notes", "members", "paths")}
    kept["freshness"] = {}
    return {"topics": list(topics), "coverage": {"covered": 0, "topics": 0}, **kept, **figures}


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(change.effect.value, change.subject, change.word()) for change in compare_documents(before, after)]


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
    notes = [_note("meetup", "first")]
    repeats = [_repeat("a", deliberate=False), _repeat("b", deliberate=False)]
    before = _document(_topic(), repeats=repeats, notes=notes)
    after = [_repeat("a", deliberate=False), _repeat("b", deliberate=True), _repeat("c", deliberate=False)]
    assert _changes(before, _document(_topic(), repeats=after, notes=notes)) == [
        ("loss", "repeat", "repeats First of 2026-01-07 by accident (Tea)"),  # the newest first
        ("neutral", "repeat", "repeats First of 2026-01-07 on purpose (Tea)"),
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
    """What is added comes before what is removed, by kind; a moved note is neither, and topics are told by name."""
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
    assert [text for _, _, text in _changes(before, moved)] == ["moves 1 term"]


def _with_notes(*topics: dict[str, Any], **figures: Any) -> dict[str, Any]:
    notes = [{**_note("topic", topic["slug"]), "title": topic["title"]} for topic in topics]
    return _document(*topics, notes=notes, **figures)


def test_a_topic_that_moved_is_compared_with_itself() -> None:
    """Neither a loss nor a gain: it is told where it went, by its title or by its redirect, with what became of it."""
    before = _with_notes(_topic("partial"), repeats=[_repeat("a", deliberate=False)])
    by_title = _with_notes(_topic("covered", slug="tea"), repeats=[{**_repeat("a", deliberate=False), "topic": "tea"}])
    assert _changes(before, by_title) == [
        ("neutral", "topic", "moves the topic Tea from topics/t/ to topics/tea/"),
        ("gain", "topic", "moves Tea: partial → covered"),
    ]
    renamed = _with_notes(_topic("partial", slug="chai", title="Chai"))
    changes = compare_documents(before, renamed, {"topics/t/": "topics/chai/"})
    assert [change.word() for change in changes] == [
        "moves the topic Chai from topics/t/ to topics/chai/",
        "changes the title of Tea to Chai",
    ]


def test_a_topic_that_redirects_to_an_older_one_was_merged() -> None:
    """Nothing is lost where two topics become one."""
    tea, cup = _topic(), _topic(slug="cup", title="Cup")
    changes = compare_documents(_with_notes(tea, cup), _with_notes(cup), {"topics/t/": "topics/cup/"})
    assert [(change.effect.value, change.word()) for change in changes] == [
        ("neutral", "merges the topic Tea into Cup")
    ]


def test_two_notes_of_one_title_are_not_taken_for_one_another() -> None:
    """Which of two went where is not guessed."""
    before = _document(notes=[_note("term", "x"), {**_note("term", "y"), "title": "X"}])
    after = _document(notes=[{**_note("term", "z"), "title": "X"}])
    assert [text for _, _, text in _changes(before, after)] == ["adds 1 term", "removes 2 terms"]


def test_a_topic_that_cannot_be_read_is_no_better_than_it_was() -> None:
    """Without its objectives it would be covered; nothing is said of it or of the coverage."""
    before = _with_notes(_topic("partial", 1), coverage={"covered": 0, "topics": 1})
    after = _with_notes(_topic("covered", title="T"), coverage={"covered": 1, "topics": 1})
    assert compare_documents(before, after, unreadable={"topics/t/"}) == ()
    assert compare_documents(before, after) != ()


@pytest.mark.parametrize("now", [{"covered": 2, "topics": 3}, {"covered": 1, "topics": 4}])
def test_the_total_is_told_when_it_changes(now: dict[str, int]) -> None:
    """Covered topics and all topics, before and after."""
    before = _document(coverage={"covered": 1, "topics": 3})
    text = f"coverage: 1 of 3 → {now['covered']} of {now['topics']} topics"
    assert _changes(before, _document(coverage=now)) == [("neutral", "coverage", text)]
    assert _changes(before, before) == []


@pytest.mark.parametrize(
    ("was", "now", "text"),
    [(False, True, "takes Tea into the baseline"), (True, False, "takes Tea out of the baseline")],
)
def test_the_baseline_is_told(was: bool, now: bool, text: str) -> None:  # a case
    """Whether everybody should know a topic is a decision that a reviewer wants to see."""
    before, after = _document(_topic(baseline=was)), _document(_topic(baseline=now))
    assert _changes(before, after) == [("neutral", "baseline", text)]


def test_people_come_and_go() -> None:
    """Listed members are named; whoever is listed no longer asked not to be named, and is only counted."""
    before = [{"slug": "ann", "name": "Ann", "left": None}, {"slug": "bo", "name": "Bo", "left": None}]
    after = [{"slug": "ann", "name": "Ann", "left": "2026-10-01"}, {"slug": "cy", "name": "Cy", "left": None}]
    assert _changes(_document(members=before), _document(members=after)) == [
        ("neutral", "person", "says that Ann leaves on 2026-10-01"),
        ("neutral", "person", "lists Cy among the members"),
        ("neutral", "person", "no longer lists 1 member"),
    ]


def test_paths_and_reviews_are_told() -> None:
    """A path by its steps, a review by what the note was before; a new note was never anything else."""
    old, new = ({"slug": "p", "title": "First steps", "steps": steps} for steps in (["a"], ["a", "b"]))
    added = {"slug": "q", "title": "Next", "steps": ["a"]}
    notes = [_note("resource", "r"), _note("resource", "s"), _note("resource", "new")]
    before = _document(paths=[old], notes=notes[:2], freshness={"overdue": ["resources/r"], "fresh": ["resources/s"]})
    freshness = {"fresh": ["resources/r", "resources/new"], "superseded": ["resources/s"]}
    assert _changes(before, _document(paths=[new, added], notes=notes, freshness=freshness)) == [
        ("gain", "review", "reviews R, which was overdue"),
        ("neutral", "review", "replaces S by another note"),
        ("neutral", "path", "changes the steps of the learning path First steps (1 → 2 steps)"),
        ("gain", "path", "adds the learning path Next (1 step)"),
        ("neutral", "notes", "adds 1 resource"),
    ]


CHANGES = (
    Change(Effect.GAIN, "topic", "adds the topic {}", (Title("*A*", "topics/a/"),)),
    Change(Effect.NEUTRAL, "coverage", "coverage: 1 of 2 → 1 of 3 topics"),
    Change(Effect.LOSS, "topic", "removes the topic {}", (Title("B", ""),)),
    Change(Effect.NEUTRAL, "notes", "adds 1 meetup"),
    Change(Effect.LOSS, "check", "error at content/x.md:1: no {braces}"),
)


def test_changes_are_printed_one_on_a_line() -> None:
    """A sign says whether a change helps; JSON has the addresses of what is named."""
    assert render_changes(CHANGES[:3]) == (
        "+ adds the topic *A*\n  coverage: 1 of 2 → 1 of 3 topics\n- removes the topic B\n"
    )
    assert list_changes(CHANGES)[0] == {
        "effect": "gain",
        "subject": "topic",
        "text": "adds the topic *A*",
        "notes": ["topics/a/"],
    }
    assert render_changes(()) == "The figures stay as they are.\n"


def test_a_comment_says_the_most_important_first() -> None:
    """The total, then what is wrong or lost, then what is better, then the rest; titles link to their notes."""
    assert render_markdown(CHANGES, {"topics/a/": "https://example.org/blob/1/content/topics/a b.md"}) == (
        "### What this changes\n\n"
        "**Coverage\\: 1 of 2 → 1 of 3 topics**\n\n"
        "⚠️ **Look at this**\n\n- error at content\\/x\\.md\\:1\\: no \\{braces\\}\n- removes the topic B\n\n"
        "✅ **Better now**\n\n- adds the topic [\\*A\\*](https://example.org/blob/1/content/topics/a%20b.md)\n\n"
        "▫️ **Also**\n\n- adds 1 meetup\n"
    )
    assert render_markdown(()) == "### What this changes\n\nThe figures stay as they are.\n"
