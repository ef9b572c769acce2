"""Questions that notes ask, and what answers them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from communities import AS_OF, measure_texts, site_of
from sites import built, set_up, write_notes

from cop_site.feeds.community import describe_community, publish_community
from cop_site.insight.figures import Figures
from cop_site.pages.topic import topic_page

MEETUP = "meetups/2026-03-04-first.md"
ASKED = "---\ntitle: First\ntags: [splice]\n---\nWe met.\n\n## {}\n\n- How long is a rope?\n- Who cuts it, @ana?\n"
NOTES = {
    "topics/splice.md": "---\ntitle: Splice\n---\n",
    MEETUP: ASKED.format("Questions"),
    "practices/cut.md": "---\ntitle: Cutting\nsummary: Measure twice.\n---\n",
}
LINK = "[{}](../meetups/2026-03-04-first.md#{})"


def _open(notes: dict[str, str], day: date = AS_OF) -> list[str]:
    return [question.text for question in measure_texts(notes, day).questions.open]


def _answer(notes: dict[str, str], words: str, anchor: str = "questions", name: str = "practices/cut.md") -> Figures:
    before = notes.get(name, "---\ntitle: More\n---\n")
    return measure_texts({**notes, name: f"{before}{LINK.format(words, anchor)} Ten metres.\n"})


@pytest.mark.parametrize(
    "heading", ["Questions", "3. Open questions:", "offene Fragen", "Preguntas", "質問", "*Questions*?"]
)
def test_list_items_below_a_heading_are_questions(heading: str) -> None:
    """In the languages whose headings of decisions are read."""
    assert _open({**NOTES, MEETUP: ASKED.format(heading)}) == ["How long is a rope?", "Who cuts it, @ana?"]


def test_a_question_is_answered_by_a_link_with_its_words() -> None:
    """The others stay open, and the earliest note that answers is the one that did."""
    figures = _answer(NOTES, "How long is a rope?")
    first, second = figures.questions.all
    assert (first.text, first.answered_by and first.answered_by.key) == ("How long is a rope?", "practices/cut")
    assert (second.is_open, second.topic) == (True, "splice")
    assert describe_community(figures)["questions"] == publish_community(figures)["questions"]
    assert publish_community(figures)["questions"] == {"open": 1, "answered": 1}
    assert "questions" not in describe_community(figures, texts=False)


@pytest.mark.parametrize(
    ("words", "anchor", "name", "left"),
    [
        ("the questions", "questions", "practices/cut.md", 2),
        ("how long is a rope", "questions", "practices/cut.md", 1),
        ("How long is a rope?", "decisions", "practices/cut.md", 2),
        ("How long is a rope?", "%71uestions", "practices/cut.md", 1),
        ("How long is a rope?", "questions", "meetups/2026-12-02-to-come.md", 2),
        ("How long is a rope?", "questions", MEETUP, 1),
        ("How long", "questions", "practices/cut.md", 2),
    ],
    ids=["a mention", "spelling", "another heading", "an escaped anchor", "a plan", "the note itself", "half"],
)
def test_what_answers_and_what_does_not(words: str, anchor: str, name: str, left: int) -> None:
    """A mention, half of the words, another heading and a plan answer nothing; spelling and the note itself may."""
    assert len(_answer(NOTES, words, anchor, name).questions.open) == left


def test_the_only_question_needs_no_words() -> None:
    """Except in the note itself, whose table of contents has such a link."""
    alone = {**NOTES, MEETUP: NOTES[MEETUP].replace("- Who cuts it, @ana?\n", "")}
    assert not _answer(alone, "see there").questions.open
    assert _answer(alone, "see there", name=MEETUP).questions.open


def test_what_is_done_where_it_stands_needs_no_answer() -> None:
    """Ticked or struck through."""
    done = NOTES[MEETUP].replace("- How", "- [x] How").replace("Who cuts it, @ana?", "~~Who cuts it, @ana?~~")
    assert _open({**NOTES, MEETUP: done}) == []


def test_a_question_that_is_asked_again_is_the_same() -> None:
    """It stands where it was asked first, and an answer to either is one."""
    again = {
        **NOTES,
        "meetups/2026-04-01-again.md": ASKED.format("Questions").replace("?", "").replace("First", "Again"),
    }
    assert [one.note.title for one in measure_texts(again).questions.all] == ["First", "First"]
    assert len(_answer(again, "How long is a rope?").questions.open) == 1


def test_one_heading_may_be_of_several() -> None:
    """Tasks are actions, and what ends with a question mark is no decision."""
    mixed = "---\ntitle: First\n---\n## Decisions and questions\n\n- We cut.\n- Who?\n\n"
    mixed += "## Questions and actions\n\n- [ ] Cut\n"
    figures = measure_texts({MEETUP: mixed})
    assert [one.text for one in figures.questions.all] == ["Who?"]
    assert [one.text for one in figures.log.decisions] == ["We cut."]
    assert [one.text for one in figures.log.actions] == ["Cut"]


def test_a_past_day_has_its_questions() -> None:
    """An answer of later is none yet."""
    later = {
        **NOTES,
        "meetups/2026-05-06-later.md": f"---\ntitle: L\n---\n{LINK.format('How long is a rope', 'questions')}\n",
    }
    assert len(_open(later, date(2026, 5, 5))) == len(measure_texts(later).as_of(date(2026, 5, 5)).questions.open) == 2
    assert len(_open(later)) == 1
    assert _open(later, date(2026, 3, 3)) == []


@pytest.mark.slow
def test_the_ledger_and_the_topic_show_them(tmp_path: Path) -> None:
    """Open ones first, those with an answer with its note; nobody who is not listed is named."""
    notes = {**NOTES, "index.md": "---\nname: C\npurpose: P.\n---\n", "members/ana.md": "---\nname: Ana Li\n---\n"}
    notes["practices/cut.md"] += LINK.format("How long is a rope?", "questions")
    root = write_notes(set_up(tmp_path), notes)
    site = built(root)
    page = (site.folder / "questions/index.html").read_text("utf-8")
    assert "Questions that wait for an answer: 1 of 2." in page
    assert page.index("Who cuts it, a member?") < page.index("How long is a rope?") < page.index("Measure twice.")
    topic = (site.folder / "topics/splice/index.html").read_text("utf-8")
    assert "Who cuts it, a member?" in topic
    assert "How long is a rope?" not in topic
    (root / "content/practices/cut.md").write_text(NOTES["practices/cut.md"], "utf-8")
    assert "Questions that wait for an answer: 2 of 2." in (built(root).folder / "questions/index.html").read_text(
        "utf-8"
    )


def test_what_a_topic_asks_itself_is_asked_above() -> None:
    """Its page does not name itself as the place; a question of a meetup has that meetup."""
    site = site_of(NOTES | {"topics/splice.md": "---\ntitle: Splice\n---\n## Questions\n\n- Why?\n"})
    listed = topic_page(site, site.community.topics["splice"]).html.partition('id="cop-questions"')[2]
    assert listed.count(">asked above</a>") == 1
    assert listed.count("asked in <a") == 2
