"""What the next meetups should be about, on the board's page, in the terminal, and as notes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from communities import AS_OF, CASES, measure, measure_texts, site_of
from expected_files import ExpectedFiles
from hypothesis import given, settings
from sites import EXAMPLE, cop, set_up, write_notes
from small_communities import WEEKDAYS, communities

from cop_site.authoring.planned import draft_planned_meetup
from cop_site.feeds.community import describe_community
from cop_site.feeds.summary import render_plan, render_stats
from cop_site.insight.coverage import Status
from cop_site.insight.figures import Figures
from cop_site.model.occurrence import is_ahead
from cop_site.pages.board import board_page
from cop_site.pages.plan import plan_page
from cop_site.pages.topic import topic_page
from cop_site.project.open import read_project
from cop_site.settings import Thresholds

CHARTER = "---\nname: A\npurpose: P.\nmeetups: {every: 2 weeks, on: Wednesday}\n---\n"


def _topic(title: str, **fields: str) -> str:
    written = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: {title}\nobjectives: [Explain it, Do it]\n{written}---\n"


def _member(name: str, **fields: str) -> str:
    written = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\nname: {name}\n{written}---\n"


def _meetup(tag: str, **fields: str) -> str:
    written = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\ntitle: On {tag}\ntags: [{tag}]\n{written}---\n"


def _order(figures: Figures) -> list[str]:
    return [candidate.covered.topic.slug for candidate in figures.candidates]


def test_what_more_members_ask_for_comes_first() -> None:
    """Demand decides among topics that are otherwise alike, and the reasons say how many asked."""
    figures = measure_texts(
        {
            "index.md": CHARTER,
            "topics/a.md": _topic("A"),
            "topics/b.md": _topic("B"),
            "members/x.md": _member("X", wants="[b]"),
            "members/y.md": _member("Y", wants="[b, a]"),
        }
    )
    assert _order(figures) == ["b", "a"]
    assert figures.candidates[0].reasons[0] == "2 members ask for it"
    assert figures.candidates[1].reasons[0] == "1 member asks for it"


def test_a_missing_baseline_outweighs_one_wish() -> None:
    """What everybody should know and nobody has covered is more urgent than what one member asks for."""
    figures = measure_texts(
        {
            "index.md": CHARTER,
            "topics/asked.md": _topic("Asked"),
            "topics/base.md": _topic("Base", baseline="true"),
            "members/x.md": _member("X", wants="[asked]"),
        }
    )
    assert _order(figures) == ["base", "asked"]


@pytest.mark.parametrize(
    ("fields", "meetup", "reason"),
    [
        ({}, None, "nobody has covered it yet"),
        ({}, "[a/do-it]", "1 of its 2 objectives is still open"),
        ({}, "[nothing/at-all]", "2 of its 2 objectives are still open"),
        ({"baseline": "true"}, None, "it belongs to the baseline, and nobody has covered it"),
        ({"baseline": "true"}, "[a/do-it]", "it belongs to the baseline, and 1 of its 2 objectives is still open"),
    ],
    ids=["nothing", "one-objective", "two-objectives", "baseline", "baseline-objective"],
)
def test_the_reason_says_what_is_still_open(fields: dict[str, str], meetup: str | None, reason: str) -> None:
    """What nobody has taken up is not said of what has been taken up in part."""
    texts = {"index.md": CHARTER, "topics/a.md": _topic("A", **fields)}
    if meetup:
        texts["meetups/2026-11-04-x.md"] = _meetup("a", covers=meetup)
    (candidate,) = measure_texts(texts).candidates
    assert candidate.reasons == (reason,)
    # What no meetup has taken up has one voice at most, which counts half a point.
    assert candidate.score == (3 if fields else 0) + (0 if meetup else 0.5)


def test_where_one_meetup_is_not_enough_that_is_the_reason() -> None:
    """With every objective claimed, a topic is open only because the setting asks for more meetups."""
    texts = {
        "index.md": CHARTER,
        "topics/a.md": _topic("A"),
        "meetups/2026-11-04-x.md": _meetup("a", covers="[do-it, explain-it]"),
    }
    figures = replace(measure_texts(texts), thresholds=Thresholds(min_meetups=2))
    assert figures.candidates[0].reasons == ("it wants more meetups than it has had",)


def test_a_partial_topic_that_rests_waits_the_longer_the_more() -> None:
    """Half a point for each year without a meetup, two years at most, beside what speaks for it otherwise."""
    texts = {
        "index.md": CHARTER,
        "topics/a.md": _topic("A"),
        "topics/b.md": _topic("B"),
        "topics/c.md": _topic("C"),
        "meetups/2025-11-24-x.md": _meetup("a"),
        "meetups/2024-11-25-x.md": _meetup("b"),
        "meetups/2020-11-25-x.md": _meetup("c"),
    }
    scores = {c.covered.topic.slug: c.score for c in measure_texts(texts).candidates}
    assert scores == {"a": pytest.approx(0.5 * 366 / 365), "b": 1.0, "c": 1.0}
    second = next(c for c in measure_texts(texts).candidates if c.covered.topic.slug == "b")
    assert second.reasons == (
        "nobody has spoken about it since 2024-11-25",
        "2 of its 2 objectives are still open",
    )


def test_each_missing_prerequisite_counts_against_a_topic() -> None:
    """One point for all that is met, one against for each that is not; taken up in part is met."""
    texts = {
        "index.md": CHARTER,
        **{f"topics/{name}.md": _topic(name) for name in ("left", "read", "partial")},
        "topics/none.md": _topic("None of it", requires="[left, read, partial]"),
        "topics/half.md": _topic("Half of it", requires="[partial, left]"),
        "topics/all.md": _topic("All of it", requires="[partial]"),
        "practices/read.md": "---\ntitle: P\ntags: [read]\n---\n",
        "meetups/2026-11-04-x.md": _meetup("partial"),
    }
    scores = {c.covered.topic.slug: c.score for c in measure_texts(texts).candidates}
    # Each of the three counts half a point as a topic that nobody has taken up, and three weeks of waiting.
    waiting = 0.5 + 0.5 * 21 / 365
    for name, counted in (("none", -2), ("half", -1), ("all", 1)):
        assert scores[name] == pytest.approx(counted + waiting)


def test_who_spoke_on_what_a_topic_builds_on_could_lead_where_nobody_else_could() -> None:
    """Speakers on prerequisites are named only when nobody offers, looks after or has spoken on the topic itself."""
    texts = {
        "index.md": CHARTER,
        "topics/a.md": _topic("A"),
        "topics/b.md": _topic("B", requires="[a]"),
        "topics/c.md": _topic("C", requires="[a]", stewards="[y]"),
        "members/x.md": _member("X"),
        "members/y.md": _member("Y"),
        "meetups/2026-11-04-one.md": _meetup("a", speakers="[x]"),
        "meetups/2026-11-05-two.md": _meetup("elsewhere", speakers="[y]"),
    }
    leaders = {c.covered.topic.slug: c.could_lead for c in measure_texts(texts).candidates}
    assert leaders == {"a": ("x",), "b": ("x",), "c": ("y",)}


def test_proposals_become_notes_letter_by_letter(expected_files: ExpectedFiles) -> None:
    """The notes that `--write` makes are those of the case, one after the other."""
    case = CASES / "whole"
    figures = measure(case)
    notes = [draft_planned_meetup(slot, figures.community) for slot in figures.plan]
    text = "".join(f"{note.name}\n{note.text}\n" for note in notes)
    assert text == expected_files.text(case / "planned.txt", text)


def test_covered_topics_are_left_alone_until_somebody_asks_or_they_rest() -> None:
    """Neither what is covered and fresh nor what is planned already is a candidate."""
    figures = measure_texts(
        {
            "index.md": CHARTER,
            **{f"topics/{name}.md": f"---\ntitle: {name}\n---\n" for name in ("fresh", "asked", "rests", "planned")},
            "meetups/2026-11-04-a.md": _meetup("fresh"),
            "meetups/2026-11-05-a.md": _meetup("asked"),
            "meetups/2025-11-01-a.md": _meetup("rests"),
            "meetups/2026-12-02-a.md": _meetup("planned"),
            "members/x.md": _member("X", wants="[{topic: asked, since: 2026-11-10}, planned]"),
        }
    )
    assert sorted(_order(figures)) == ["asked", "rests"]


def test_a_topic_is_proposed_after_what_it_requires() -> None:
    """A slot never takes up a topic before the ones it builds on, where those wait too."""
    figures = measure_texts(
        {
            "index.md": CHARTER,
            "topics/first.md": _topic("First"),
            "topics/second.md": _topic("Second", requires="[first]"),
            "members/x.md": _member("X", wants="[second]"),
            "members/y.md": _member("Y", wants="[second]"),
        }
    )
    assert _order(figures)[0] == "second"
    assert [slot.candidate.covered.topic.slug for slot in figures.plan] == ["first", "second"]
    assert [topic.slug for topic in figures.candidates[0].missing] == ["first"]


def test_topics_that_require_one_another_are_still_proposed() -> None:
    """A circle of prerequisites is somebody's mistake, not a reason to plan nothing."""
    figures = measure_texts(
        {
            "index.md": CHARTER,
            "topics/a.md": _topic("A", requires="[b]"),
            "topics/b.md": _topic("B", requires="[a]"),
        }
    )
    assert len(figures.plan) == 2


def test_a_topic_that_requires_itself_requires_nothing() -> None:
    """It is somebody's slip, and neither counts against the topic nor holds it up."""
    alone, itself = (
        measure_texts({"index.md": CHARTER, "topics/a.md": topic}).candidates[0]
        for topic in (_topic("A"), _topic("A", requires="[a]"))
    )
    assert itself.missing == ()
    assert (itself.score, itself.reasons) == (alone.score, alone.reasons)


def test_what_only_builds_on_a_circle_waits_for_it() -> None:
    """Where topics require one another, one of them comes first, and not what members ask for most."""
    figures = measure_texts(
        {
            "index.md": CHARTER,
            "topics/a.md": _topic("A", requires="[b]"),
            "topics/b.md": _topic("B", requires="[c]"),
            "topics/c.md": _topic("C", requires="[b]"),
            "members/x.md": _member("X", wants="[a, c]"),
            "members/y.md": _member("Y", wants="[a]"),
        }
    )
    assert _order(figures) == ["a", "c", "b"]
    assert [slot.candidate.covered.topic.slug for slot in figures.plan] == ["b", "a", "c"]


def test_what_is_planned_holds_nothing_up() -> None:
    """Slots lie after every planned meetup, so that a topic whose prerequisite is planned need not wait."""
    figures = measure_texts(
        {
            "index.md": CHARTER,
            "topics/first.md": _topic("First"),
            "topics/second.md": _topic("Second", requires="[first]"),
            "topics/third.md": _topic("Third"),
            "meetups/2026-12-02-a.md": _meetup("first"),
            "members/x.md": _member("X", wants="[second]"),
            "members/y.md": _member("Y", wants="[second]"),
        }
    )
    assert [slot.candidate.covered.topic.slug for slot in figures.plan] == ["second", "third"]
    assert [topic.slug for topic in figures.candidates[0].missing] == ["first"]


def _charter(every: str, on: str) -> str:
    rhythm = f"{{every: {every}, on: {on}}}" if on else f"{{every: {every}}}"
    return f"---\nname: A\npurpose: P.\nmeetups: {rhythm}\n---\n"


@pytest.mark.parametrize(
    ("every", "on", "days"),
    [
        # 2026-11-25 is a Wednesday; fourteen days later is one too.
        ("2 weeks", "Sunday", ["2026-12-06", "2026-12-20"]),
        ("2 weeks", "monday", ["2026-12-07", "2026-12-21"]),
        ("2 weeks", "Tuesday", ["2026-12-08", "2026-12-22"]),
        ("2 weeks", "Wednesday", ["2026-12-09", "2026-12-23"]),
        ("2 weeks", "Thursday", ["2026-12-10", "2026-12-24"]),
        ("2 weeks", "Friday", ["2026-12-11", "2026-12-25"]),
        ("2 weeks", "Saturday", ["2026-12-12", "2026-12-26"]),
        ("10 days", "", ["2026-12-05", "2026-12-15"]),
        ("4 days", "Wednesday", ["2026-12-02", "2026-12-09"]),
        ("3 days", "Wednesday", ["2026-12-02", "2026-12-09"]),
        ("1 day", "Wednesday", ["2026-12-02", "2026-12-09"]),
        ("1 day", "", ["2026-11-26", "2026-11-27"]),
    ],
)
def test_slots_are_on_the_nearest_weekday(every: str, on: str, days: list[str]) -> None:
    """The weekday nearest to the rhythm's day, never the same day twice."""
    figures = measure_texts({"index.md": _charter(every, on), **{f"topics/{name}.md": _topic(name) for name in "ab"}})
    assert [slot.day.isoformat() for slot in figures.plan] == days


def test_nothing_is_planned_after_the_end_of_the_calendar() -> None:
    """A rhythm beyond all years leaves no free day, and a meetup at the end of them breaks nothing."""
    topic = {"topics/a.md": _topic("A")}
    assert measure_texts({"index.md": _charter("9999 years", "Monday"), **topic}).plan == ()
    assert len(measure_texts({**topic, "meetups/9999-12-20-x.md": _meetup("elsewhere")}).plan) == 1


@settings(max_examples=150, deadline=None)
@given(communities())
@pytest.mark.slow
def test_any_plan_can_be_followed(notes: dict[str, str]) -> None:
    """Days follow one another after today and have no meetup yet, and no topic comes before what it builds on.

    What it builds on is covered, planned, or proposed before it, unless the two require one another.
    """
    figures = measure_texts(notes)
    community, topics = figures.community, figures.coverage.topics
    days = [slot.day for slot in figures.plan]
    proposed = [slot.candidate.covered.topic.slug for slot in figures.plan]
    assert len(days) == min(len(figures.candidates), 4)
    assert len(set(proposed)) == len(proposed)
    assert all(earlier < later for earlier, later in zip([AS_OF, *days], days, strict=False))
    assert not {meetup.fields.date for meetup in community.meetups} & set(days)
    weekday = community.charter.fields.meetups.on
    assert weekday not in WEEKDAYS or {WEEKDAYS[day.weekday()] for day in days} <= {weekday}

    def builds_on(slug: str) -> set[str]:
        found: set[str] = set()
        waiting = [slug]
        while waiting:
            new = set(community.required[waiting.pop()]) - found
            found |= new
            waiting.extend(new)
        return found

    for number, slug in enumerate(proposed):
        for needed in community.required[slug]:
            met = topics[needed].status in (Status.COVERED, Status.PARTIAL) or topics[needed].planned
            assert met or needed in proposed[:number] or slug in builds_on(needed)


def test_slots_are_days_of_the_rhythm_that_have_no_meetup() -> None:
    """Days are in the charter's rhythm and on its weekday; a meetup on or beside one takes it, called off or not."""
    texts = {"index.md": CHARTER, **{f"topics/{name}.md": _topic(name) for name in "abcd"}}
    assert [slot.day for slot in measure_texts(texts).plan][:2] == [date(2026, 12, 9), date(2026, 12, 23)]
    texts["meetups/2026-12-15-extra.md"] = _meetup("elsewhere")
    assert [slot.day for slot in measure_texts(texts).plan][:2] == [date(2026, 12, 9), date(2026, 12, 23)]
    texts["meetups/2026-12-22-tuesday.md"] = _meetup("elsewhere")
    texts["meetups/2026-12-09-off.md"] = _meetup("elsewhere", status="cancelled")
    texts["meetups/2026-11-27-moved.md"] = _meetup("elsewhere", moved_to="2027-01-06")
    texts["meetups/2027-02-02-days.md"] = _meetup("elsewhere", until="2027-02-04")
    assert [slot.day for slot in measure_texts(texts).plan][:2] == [date(2027, 1, 20), date(2027, 2, 17)]


def test_a_community_that_has_been_silent_plans_ahead_of_today() -> None:
    """No slot lies in the past, however long ago the last meetup was."""
    texts = {"index.md": CHARTER, "topics/a.md": _topic("A"), "meetups/2025-01-08-x.md": _meetup("elsewhere")}
    (slot,) = measure_texts(texts).plan
    assert slot.day == date(2026, 12, 9)


def test_only_present_people_could_lead() -> None:
    """Those who offer a topic, look after it or have spoken on it could lead, unless they have left."""
    figures = measure_texts(
        {
            "index.md": CHARTER,
            "topics/a.md": _topic("A", stewards="[steward]"),
            "members/steward.md": _member("Steward"),
            "members/offers.md": _member("Offers", offers="[a]"),
            "members/gone.md": _member("Gone", offers="[a]", left="2026-10-01"),
            "members/asleep.md": _member("Asleep", offers="[a]"),
            "meetups/2026-11-04-x.md": _meetup("elsewhere", attendees="[steward, offers, gone]"),
        }
    )
    assert figures.candidates[0].could_lead == ("asleep", "offers", "steward")


def test_nobody_is_ranked_who_is_not_listed(tmp_path: Path) -> None:
    """Unlisted members are counted among those who ask, and named nowhere in the plan."""
    root = write_notes(
        set_up(tmp_path),
        {
            "index.md": CHARTER,
            "topics/a.md": _topic("A"),
            "members/secret.md": _member("Secretive Person", wants="[a]", offers="[a]"),
            "meetups/2026-11-04-x.md": _meetup("elsewhere", attendees="[secret]"),
        },
    )
    text, document = cop(root, "plan").stdout, json.loads(cop(root, "plan", "--format", "json").stdout)
    assert "1 member asks for it" in text
    assert "Secretive" not in text
    assert (document[0]["asked_by"], document[0]["could_lead"]) == ([], [])


def test_the_plan_writes_meetups_that_pass_the_check(tmp_path: Path) -> None:
    """`--write N` makes N planned notes with what to cover; then those topics are planned, and the next ones follow."""
    root = write_notes(
        set_up(tmp_path),
        {
            "index.md": CHARTER + "Us.\n",
            "topics/a.md": _topic("'A: the first'", baseline="true"),
            "topics/b.md": _topic("B"),
            "resources/r.md": "---\ntitle: Read [this]\ntags: [a]\n---\nText.\n",
        },
    )
    done = cop(root, "plan", "--write", "1")
    assert done.exit_code == 0, done.output
    (note,) = (root / "content" / "meetups").iterdir()
    assert note.name == "2026-12-09-a.md"
    assert "covers: [a/explain-it, a/do-it]" in note.read_text("utf-8")
    assert cop(root, "check", "--strict").exit_code == 0, cop(root, "check").output
    assert "2026-12-23  B" in cop(root, "plan").stdout
    assert "A: the first" not in cop(root, "plan").stdout
    rest = cop(root, "plan", "--write", "3")
    assert "1 of 3: every other topic is covered or planned" in rest.stderr
    assert rest.stdout.count("meetups/") == 1
    none = cop(root, "plan", "--write", "1")
    assert (none.exit_code, none.stdout) == (0, "")
    assert "0 of 1: every other topic is covered" in none.stderr


def test_the_example_knows_what_comes_next() -> None:
    """The example community proposes what most members ask for and nobody has covered."""
    document = json.loads(cop(EXAMPLE, "plan", "--format", "json").stdout)
    assert [slot["topic"] for slot in document][:2] == ["remote-facilitation", "sharing-the-lead"]
    assert document[0]["date"] == "2026-12-30"


def test_what_was_never_taken_up_comes_before_what_rests() -> None:
    """Without wishes, topics left out are proposed first, then the longest resting; one more year changes nothing."""
    figures = measure_texts(
        {
            "index.md": CHARTER,
            **{f"topics/{name}.md": f"---\ntitle: {name}\n---\n" for name in ("older", "old", "never", "asked")},
            "topics/one-voice.md": "---\ntitle: One voice\n---\n",
            "meetups/2018-11-07-a.md": _meetup("older", speakers="[ann]"),
            "meetups/2020-11-04-a.md": _meetup("old", speakers="[bea]"),
            "meetups/2019-11-06-a.md": _meetup("one-voice", speakers="[cy]"),
            "meetups/2026-11-04-a.md": _meetup("asked", speakers="[cy, ann]"),
            "resources/r.md": "---\ntitle: R\ntags: [one-voice]\nauthors: [cy]\n---\nText.\n",
            **{f"members/{name}.md": _member(name, wants="[{topic: asked, since: 2026-11-05}]") for name in "xyz"},
        }
    )
    assert _order(figures) == ["asked", "never", "one-voice", "older", "old"]


def test_who_has_no_file_is_named_on_the_page_as_in_the_terminal(tmp_path: Path) -> None:
    """A speaker without a member's file could lead, and page and command say so; an unlisted member is not named."""
    root = write_notes(
        set_up(tmp_path),
        {
            "index.md": CHARTER,
            "topics/a.md": _topic("A", stewards="[secret]"),
            "members/secret.md": _member("Secretive Person"),
            "meetups/2026-11-04-x.md": _meetup("a", speakers="[Ann Known, secret]"),
            **{f"resources/{n}.md": f"---\ntitle: Read {n}\ntags: [a]\ndate: 2026-01-0{n}\n---\n" for n in range(1, 8)},
        },
    )
    assert "could lead: Ann Known and 1 more member\n" in cop(root, "plan").stdout
    assert cop(root, "build").exit_code == 0
    for page, people in (("plan", "Ann Known, 1 more member"), ("topics/a", "Ann Known, 1 more member")):
        html = (root / "site" / page / "index.html").read_text("utf-8")
        assert f"<dd>{people}</dd>" in html
        assert "Secretive" not in html
    assert '<a href="../resources/3/">Read 3</a>, <a href="../topics/a/">2 more notes</a></dd>' in (
        root / "site" / "plan" / "index.html"
    ).read_text("utf-8")
    assert "All topics" in (root / "site" / "topics" / "index.html").read_text("utf-8")


def test_a_planned_meetup_says_what_it_takes_up_again() -> None:
    """A topic that was held within the repeat window is repeated on purpose; one held longer ago is no repeat."""
    texts = {
        "index.md": CHARTER,
        "topics/a.md": _topic("A"),
        "topics/b.md": _topic("B"),
        "topics/c.md": _topic("C"),
        "meetups/2026-11-04-x.md": _meetup("a"),
        "meetups/2026-11-05-y.md": _meetup("c, a"),
        "meetups/2025-11-04-z.md": _meetup("b"),
    }
    figures = measure_texts(texts)
    notes = {slot.candidate.covered.topic.slug: draft_planned_meetup(slot, figures.community) for slot in figures.plan}
    assert "\nrevisits: 2026-11-04-x\n" in notes["a"].text
    assert "revisits" not in notes["b"].text


def test_where_all_is_covered_the_community_can_come_back(tmp_path: Path) -> None:
    """What was taken up longest ago is offered, but nothing of the last quarter; written, it says what it revisits."""
    root = write_notes(
        set_up(tmp_path),
        {
            "index.md": CHARTER + "Us.\n",
            **{f"topics/{name}.md": f"---\ntitle: {name}\n---\nText.\n" for name in ("june", "august", "lately")},
            "meetups/2026-06-03-june.md": _meetup("june") + "We met.\n",
            "meetups/2026-09-02-august.md": _meetup("august") + "We met again.\n",
            "meetups/2026-11-18-lately.md": _meetup("lately") + "We met lately.\n",
        },
    )
    figures = read_project(root, AS_OF).figures
    assert figures.plan == ()
    assert [(str(slot.day), slot.candidate.covered.topic.slug) for slot in figures.coming_back] == [
        ("2026-12-02", "june"),
        ("2026-12-16", "august"),
    ]
    text = cop(root, "plan").stdout
    assert text.startswith("Every topic is covered, and nobody asks for one.\nYou could come back to")
    assert "2026-12-02  june\n    it is covered; it was last taken up on 2026-06-03\n" in text
    page = plan_page(site_of(_texts(root))).html
    assert page.index("Every topic is covered") < page.index("You could come back") < page.index("june</a></h3>")
    done = cop(root, "plan", "--write", "3")
    assert "2 of 3: " in done.stderr
    assert "\nrevisits: 2026-06-03-june\n" in (root / "content/meetups/2026-12-02-june.md").read_text("utf-8")
    assert cop(root, "check", "--strict").exit_code == 0, cop(root, "check").output


def _texts(root: Path) -> dict[str, str]:
    content = root / "content"
    return {file.relative_to(content).as_posix(): file.read_text("utf-8") for file in content.rglob("*.md")}


_LEFT = {
    "index.md": CHARTER,
    "topics/a.md": _topic("A", stewards="[old]"),
    "members/old.md": _member("Old Hand", left="2026-01-01", listed="true", offers="[a]"),
    "meetups/2025-11-04-x.md": _meetup("a", speakers="[old]"),
}


@pytest.mark.parametrize(
    ("more", "nobody"),
    [
        ({}, True),
        ({"members/new.md": _member("New", wants="[a]", listed="true")}, True),
        ({"members/new.md": _member("New", offers="[a]")}, False),
        ({"members/old.md": _member("Old Hand", left="2027-01-01", listed="true", offers="[a]")}, False),
        ({"meetups/2026-11-04-y.md": _meetup("a", speakers="[Guest]")}, False),
    ],
    ids=["all-left", "who-wants-knows-nothing", "an-offer", "leaves-later", "a-guest"],
)
def test_where_all_who_knew_a_topic_have_left_that_is_said(more: dict[str, str], nobody: bool) -> None:
    """Board, topic, plan and commands say that nobody is left, and send to nobody who has gone."""
    site = site_of({**_LEFT, **more})
    document = describe_community(site.figures)
    pages = [board_page(site).html, topic_page(site, site.community.topics["a"]).html, plan_page(site).html]
    shown = [*pages, render_plan(document), render_stats(document)]
    assert ["nobody left" in text for text in shown] == [nobody] * 5
    assert not nobody or not any("ask <a" in text or "Could lead</dt><dd><a" in text for text in pages)


def test_the_plans_page_counts_those_whom_it_does_not_name() -> None:
    """Nobody is missing from the plan: who is not listed is counted, beside others or alone."""
    unlisted = {f"members/u{n}.md": _member(f"Hidden {n}", wants="[a]", offers="[a, b]") for n in (1, 2)}
    listed = {"members/ann.md": _member("Ann", wants="[a]", offers="[a]", listed="true")}
    topics = {"topics/a.md": _topic("A"), "topics/b.md": _topic("B")}
    html = plan_page(site_of({"index.md": CHARTER, **topics, **unlisted, **listed})).html
    assert html.count('<dd><a href="../members/ann/">Ann</a>, 2 more members</dd>') == 2
    assert html.count("<dd>2 members who are not listed</dd>") == 1
    assert "Hidden" not in html


_TWO_DAYS = {"date": "2026-11-24", "until": "2026-11-25"}


@pytest.mark.parametrize(
    ("fields", "ahead"),
    [
        ({}, True),
        (_TWO_DAYS, True),
        ({"status": "held"}, False),
        ({"status": "cancelled"}, False),
        ({"moved_to": "2026-12-09"}, False),
        ({**_TWO_DAYS, "moved_to": "2026-12-09"}, False),
    ],
    ids=["today", "its-last-day", "held", "cancelled", "moved", "moved-days"],
)
def test_the_next_meetup_is_one_that_can_still_be_attended(fields: dict[str, str], ahead: bool) -> None:
    """A meetup of today is shown as the next one, unless it is over, called off or moved."""
    community = measure_texts({"index.md": CHARTER, f"meetups/{AS_OF}-x.md": _meetup("a", **fields)}).community
    assert is_ahead(community.meetups[0], community) is ahead


def test_the_map_marks_what_members_still_ask_for() -> None:
    """Where all wishes are served, nobody asks: neither a station nor the key says so."""
    wish = {"members/ann.md": "---\nname: Ann\nwants: [{topic: rye, since: 2026-01-01}]\n---\n"}
    notes = {"index.md": "---\nname: B\n---\n", "topics/rye.md": "---\ntitle: Rye\n---\n", **wish}
    assert "members ask for it" in board_page(site_of(notes)).html
    held = {"meetups/2026-10-01-rye.md": "---\ntags: [rye]\n---\n"}
    assert "members ask for it" not in board_page(site_of({**notes, **held})).html
