"""Talks: whatever reads what a meetup was about, who spoke and what is kept of it, reads its talks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from communities import AS_OF, measure_texts
from hypothesis import given
from hypothesis import strategies as st
from sites import cop, set_up, write_notes
from small_communities import claims, day, people, tags

from cop_site.compiler.routes import page_routes
from cop_site.feeds.community import describe_with_notes
from cop_site.insight.figures import Figures
from cop_site.pages.page import Page
from cop_site.project.open import read_project

TOPICS = {
    f"topics/{slug}.md": f"---\ntitle: {slug}\nobjectives: [{{id: x, text: x}}, {{id: y, text: y}}]\n---\n"
    for slug in ("alpha", "beta", "gamma", "delta")
}
CHARTER = {"index.md": "---\nname: Us\npurpose: P.\n---\n"}
TWO = (
    "---\ntitle: Evening\ntalks:\n- title: Small batches\n  speakers: ['Jan Doe, Head of Maps']\n  topics: [alpha]\n"
    "  covers: [x]\n  recording: https://example.org/1\n- title: Reading aloud\n"
    "  speakers: {name: Kim Roe, role: Poet}\n  topics: [beta, alpha, free]\n---\n"
)
LATER = "---\ntitle: Again\ntags: [beta]\n---\n"


def _figures(notes: dict[str, str]) -> Figures:
    return measure_texts({**CHARTER, **TOPICS, **notes})


def _document(notes: dict[str, str]) -> dict[str, Any]:
    """All figures of some notes, without the talks themselves."""
    document = describe_with_notes(_figures(notes))
    for note in document["notes"]:
        note.pop("talks", None)
    return document


@given(st.lists(st.tuples(day, tags, claims, people), max_size=4))
def test_one_talk_is_the_same_as_the_short_form(meetups: list[tuple[str, list[str], list[str], list[str]]]) -> None:
    """Every figure of a community is the same whether a single talk is written as one or in the meetup's own fields."""
    short: dict[str, str] = {}
    long: dict[str, str] = {}
    for number, (on, tagged, covered, led) in enumerate(meetups):
        own = f"tags: {tagged}\ncovers: {covered}\nspeakers: {led}\n"
        talk = f"talks: [{{title: T, topics: {tagged}, covers: {covered}, speakers: {led}}}]\n"
        for notes, fields in ((short, own), (long, talk)):
            notes[f"meetups/{on}-{number}.md"] = f"---\ntitle: M{number}\n{fields}---\n"
    assert _document(short) == _document(long)


def test_talks_on_one_topic_are_one_meetup_and_no_repeat() -> None:
    """A topic that two talks of an evening are on has one meetup; a later one on a talk's main topic repeats it."""
    figures = _figures({"meetups/2026-10-01-two.md": TWO, "meetups/2026-10-15-again.md": LATER})
    alpha, beta = figures.coverage.topics["alpha"], figures.coverage.topics["beta"]
    assert [meetup.slug for meetup in alpha.held] == ["2026-10-01-two"]
    assert [objective.id for objective in alpha.objectives if objective.claimed_by] == ["x"]
    assert [(repeat.topic, repeat.earlier.slug) for repeat in figures.repeats] == [("beta", "2026-10-01-two")]
    assert alpha.repeats == ()
    assert list(figures.coverage.undeclared) == ["free"]
    assert beta.claimed == 0


def test_who_spoke_on_another_topic_only_is_no_voice_on_this_one() -> None:
    """The people of a topic are those whose talk was on it."""
    topics = {topic["slug"]: topic["people"] for topic in _document({"meetups/2026-10-01-two.md": TWO})["topics"]}
    assert topics["beta"] == ["Kim Roe"]
    assert topics["alpha"] == ["Jan Doe", "Kim Roe"]


def test_the_document_has_the_talks() -> None:
    """`notes.json` says what each talk was, and names nobody who is not to be named."""
    member = {"members/jan.md": "---\nname: Jan Doe\n---\n"}
    document = describe_with_notes(_figures({**member, "meetups/2026-10-01-two.md": TWO}))
    (meetup,) = (note for note in document["notes"] if note["kind"] == "meetup")
    assert [(talk["title"], talk["speakers"], talk["topics"]) for talk in meetup["talks"]] == [
        ("Small batches", [], ["alpha"]),
        ("Reading aloud", ["Kim Roe"], ["beta", "alpha"]),
    ]


def _html(project_root: Path, uri: str) -> str:
    page = page_routes(read_project(project_root, AS_OF).site_in("en"), "en")[uri]()
    assert isinstance(page, Page)
    return " ".join(page.html.split())


def test_a_talk_is_on_the_pages_of_its_meetup_its_topics_and_its_speakers(tmp_path: Path) -> None:
    """The page of a topic leads to the talk, that of a member to the meetup; role and recording stand with the talk."""
    member = {"members/jan.md": "---\nname: Jan Doe\nlisted: true\n---\n"}
    root = write_notes(set_up(tmp_path), {**CHARTER, **TOPICS, **member, "meetups/2026-10-01-two.md": TWO})
    meetup = _html(root, "meetups/2026-10-01-two/")
    assert 'id="cop-talk-1"' in meetup
    assert '../../members/jan/">Jan Doe</a><span class="cop-quiet"> (Head of Maps)</span>' in meetup
    assert "https://example.org/1" in meetup
    topic = _html(root, "topics/beta/")
    assert 'meetups/2026-10-01-two/#cop-talk-2">Reading aloud<' in topic
    assert "Small batches" not in topic
    assert "meetups/2026-10-01-two/" in _html(root, "members/jan/")


def test_nothing_is_shown_of_a_hidden_speaker(tmp_path: Path) -> None:
    """Of an unlisted member no role, organisation, pronouns or link is shown, nor a detail that names one."""
    notes = {
        "members/ana.md": "---\nname: Ana Li\n---\n",
        "meetups/2026-10-01-a.md": "---\ntitle: T\nspeakers: ['Ana Li, Chief Cook, Soup Works', 'Bo Chen, Ana Li']\n"
        "talks:\n- title: U\n  speakers: [{name: ana, role: Chief Cook, links: https://soup.example.org}]\n---\n",
    }
    html = _html(write_notes(set_up(tmp_path), {**CHARTER, **notes}), "meetups/2026-10-01-a/")
    assert "Bo Chen" in html
    assert [word for word in ("Ana", "Cook", "Soup", "soup.example") if word in html] == []


@pytest.mark.parametrize("style", ["block", "flow"])
def test_renaming_merging_and_forgetting_follow_into_talks(tmp_path: Path, style: str) -> None:
    """References inside talks are rewritten; of somebody who is forgotten nothing stays, whatever was said of them."""
    talks = {
        "block": "talks:\n- title: T\n  speakers:\n  - name: Ana Li\n    role: Cook\n  - ana-li, Cook\n  - Bo Chen\n"
        "  topics:\n  - alpha\n  - beta\n  covers: [alpha/x]\n- title: U\n  topics: [alpha]\n",
        "flow": "talks: [{title: T, speakers: [{name: Ana Li, role: Cook}, 'ana-li, Cook', Bo Chen], topics: [alpha,"
        " beta], covers: [alpha/x]}, {title: U, topics: [alpha]}]\n",
    }[style]
    topics = {f"topics/{slug}.md": f"---\ntitle: {slug}\n---\n" for slug in ("alpha", "beta")}
    topics["topics/alpha.md"] = "---\ntitle: Alpha\nobjectives: [{id: x, text: x}]\n---\n"
    member = {"members/ana-li.md": "---\nname: Ana Li\n---\n"}
    notes = {"meetups/2026-10-01-a.md": f"---\ntitle: M\n{talks}---\n"}
    root = write_notes(set_up(tmp_path), {**CHARTER, **topics, **member, **notes})
    file = root / "content" / "meetups" / "2026-10-01-a.md"
    assert cop(root, "rename", "member", "ana-li", "ana").exit_code == 0
    assert "ana, Cook" in file.read_text("utf-8")
    done = cop(root, "rename", "topic", "alpha", "beta")
    assert done.exit_code == 0, done.output
    talk, other = read_project(root, AS_OF).community.meetups[0].fields.talks
    assert (talk.topics, talk.covers, other.topics) == (("beta",), ("beta/x",), ("beta",))
    assert cop(root, "forget", "ana").exit_code == 0
    assert "Cook" not in file.read_text("utf-8")
    assert read_project(root, AS_OF).community.meetups[0].fields.talks[0].speakers[-1] == "Bo Chen"


def test_what_is_wrong_in_a_talk_costs_that_part_only(tmp_path: Path) -> None:
    """A wrong address costs the address; the talk and its speakers stay, and the finding names the place."""
    talks = (
        "talks:\n- title: T\n  speaker: Ana\n  recording: nowhere\n  speakers: [Bo Chen, {name: Cy Doe, org: Maps}]\n"
    )
    root = write_notes(set_up(tmp_path), {**CHARTER, "meetups/2026-10-01-a.md": f"---\ntitle: M\n{talks}---\n"})
    found = json.loads(cop(root, "check", "--format", "json").stdout)
    text = json.dumps(found)
    assert "organisation" in text
    (talk,) = read_project(root, AS_OF).community.meetups[0].fields.talks
    assert (talk.title, talk.recording, talk.speakers) == ("T", None, ("Bo Chen", "Cy Doe"))
