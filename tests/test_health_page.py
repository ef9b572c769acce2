"""The health page: five questions, answered from few notes and from many, and nobody's name."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from communities import AS_OF, CASES, measure, measure_texts, site_of
from hypothesis import given, settings
from small_communities import communities

from cop_site.charts.bars import Bar, draw_bars
from cop_site.charts.svg import Frame
from cop_site.insight.advice import Need, advise
from cop_site.pages.context import PageContext
from cop_site.pages.health import health_page
from cop_site.pages.health_answers import answer_questions

QUESTIONS = ["meet", "write", "people", "voices", "change"]


def _meetups(count: int) -> dict[str, str]:
    days = (AS_OF - timedelta(7 * number) for number in range(count))
    return {f"meetups/{day}-m.md": f"---\ntitle: On {day}\nattendees: [Ann, Bo]\n---\n" for day in days}


def test_nobody_is_missed_where_nothing_was_held_yet() -> None:
    """Members who joined long ago could not come again; the page neither counts nor suggests it."""
    members = {f"members/m{n}.md": f"---\nname: M {n}\njoined: 2025-01-01\n---\n" for n in range(9)}
    html = health_page(site_of({"index.md": "---\nname: Us\npurpose: P.\n---\n", **members})).html
    assert "came again" not in html
    assert "come again" not in html


def test_without_meetups_every_question_has_an_answer() -> None:
    """Nothing is drawn and nothing is 0 %: the page says what is not there yet."""
    context = PageContext(site_of({}), "health/")
    answers = answer_questions(context)
    assert [answer.anchor for answer in answers] == QUESTIONS
    assert [answer.sentence for answer in answers] == [
        "There was no meetup yet.",
        "There were too few meetups to say (0 of the 3 that it takes).",
        "Too few notes of the last year say who made them (0 of the 3 that it takes).",
        "Nobody who is active has contributed to a topic yet.",
        "No story tells of a change yet.",
    ]
    assert [answer.chart for answer in answers] == [None] * 5
    assert "%</p>" not in health_page(site_of({})).html


@pytest.mark.parametrize(("count", "in_year", "rows"), [(1, 1, 1), (5, 5, 5), (500, 53, 30)])
def test_the_page_stays_short_with_many_meetups(count: int, in_year: int, rows: int) -> None:
    """Few meetups are all listed, of many the latest; the chart shows the last quarters."""
    meeting, writing, people, *_ = answer_questions(PageContext(site_of(_meetups(count)), "health/"))
    assert meeting.sentence.startswith(f"{in_year} meetup")
    assert len(meeting.notes.first) + len(meeting.notes.rest) == rows
    assert meeting.chart
    assert len(meeting.chart.rows) <= 6
    assert sum(row.counts[0] for row in meeting.chart.rows) == (count if count < 500 else 74)
    enough = count >= 3
    few = "There were too few meetups to say (1 of the 3 that it takes)."
    assert writing.sentence == (
        f"Meetups with notes, decisions, a recording or slides: 0 of {count}." if enough else few
    )
    assert people.sentence.startswith("2 people took part" if enough else few)


def test_the_answers_are_the_figures() -> None:
    """The sentences and tables of a community whose figures are computed by hand."""
    figures = measure(CASES / "health")
    content = CASES / "health" / "content"
    notes = {file.relative_to(content).as_posix(): file.read_text("utf-8") for file in content.rglob("*.md")}
    _, writing, people, voices, change = answer_questions(PageContext(site_of(notes), "health/"))
    assert writing.sentence == "Meetups with notes, decisions, a recording or slides: 4 of 8."
    assert [row.title for row in writing.notes.first] == ["M5", "M2", "P1"]
    assert people.sentence.startswith("5 people took part in the last year: 2 in the core, 1 active, 2 now and then.")
    assert people.chart
    assert [row.counts for row in people.chart.rows] == [(2, 1, 2)]
    assert voices.sentence == "No topic hangs on one person."
    assert voices.chart
    assert [(row.name, *row.counts) for row in voices.chart.rows] == [
        *(("nobody", 1), ("one voice", 0), ("one note", 2), ("several voices", 1)),
    ]
    assert change.more == ("3 stories tell what came of it.", "2 lead all the way from a meetup to a result.")
    assert [advice.need for advice in advise(figures)] == [Need.WRITE_DOWN, Need.WELCOME, Need.PATH]


def test_needs_are_told_with_the_note_that_they_are_about() -> None:
    """What is missing is said once, with its reason; a meetup that is planned needs no planning."""
    quiet = {"topics/a.md": "---\ntitle: A\n---\n", **_meetups(4)}
    quiet |= {name: text.replace("attendees", "tags: [a]\nspeakers") for name, text in _meetups(4).items()}
    found = {advice.need: advice for advice in advise(measure_texts(quiet, AS_OF + timedelta(90)))}
    assert list(found) == [Need.MEET, Need.WRITE_DOWN, Need.STORY, Need.ATTENDANCE]
    assert found[Need.MEET].reason.english == "None is planned, and the last one was 90 days ago."
    assert found[Need.ATTENDANCE].note == found[Need.WRITE_DOWN].note
    planned = {**quiet, "meetups/2027-06-01-next.md": "---\ntitle: Next\n---\n"}
    assert Need.MEET not in [advice.need for advice in advise(measure_texts(planned, date(2027, 2, 1)))]


@settings(max_examples=40, deadline=None)
@given(communities())
@pytest.mark.slow
def test_the_page_is_made_whatever_there_is(notes: dict[str, str]) -> None:
    """Five questions and at most five suggestions, and nobody who is not listed is named."""
    notes = {**notes, "members/zoe.md": "---\nname: Zoe Quiet\nlisted: false\noffers: [alpha]\n---\n"}
    notes["meetups/2026-11-01-z.md"] = "---\ntitle: Z\ntags: [alpha]\nspeakers: [Zoe Quiet]\nattendees: [zoe]\n---\n"
    page = health_page(site_of(notes))
    assert [section.anchor for section in page.sections] == [*QUESTIONS, "next"]
    assert len(advise(measure_texts(notes))) <= 5
    assert "Quiet" not in page.html


def test_bars_stand_on_each_other() -> None:
    """Parts have the height of their numbers, nothing is drawn for 0, and the total stands above."""
    svg = str(draw_bars([Bar("Q1", (1, 3), "words"), Bar("Q2", (2, 0), "words")], ("a", "b"), Frame(200)))
    assert svg.count("<rect") == 3
    assert 'class="a" x="26" y="85.5" width="48" height="21"' in svg
    assert ">4</text>" in svg
    assert ">2</text>" in svg


def test_names_of_bars_keep_apart() -> None:
    """What is wider than its column is broken between words, and the drawing is higher by the lines."""
    bars = [Bar("Q1 2026", (1,), ""), Bar("Q2 2026", (1,), "")]
    wide, narrow = str(draw_bars(bars, ("a",), Frame(200))), str(draw_bars(bars, ("a",), Frame(100)))
    names = re.compile(r'y="(1[23]\d)"[^>]*>([^<]+)<')
    assert names.findall(wide) == [("124", "Q1 2026"), ("124", "Q2 2026")]
    assert names.findall(narrow) == [("124", "Q1"), ("138", "2026"), ("124", "Q2"), ("138", "2026")]
    assert ('height="130"' in wide, 'height="144"' in narrow) == (True, True)
