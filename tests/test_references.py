"""What a note's fields name is found where it stands."""

from __future__ import annotations

from datetime import date

import pytest
from assembled import build_community

from cop_site.content.files import Files, SourceText
from cop_site.model.community import Community
from cop_site.model.lookup import find_unknown_name, is_unread
from cop_site.model.references import find_mentions, find_texts


def _community(**texts: str) -> Community:
    files = {name.replace("__", "/") + ".md": text for name, text in texts.items()}
    sources = tuple(SourceText(f"content/{name}", name, text) for name, text in files.items())
    return build_community(Files("content", sources, (), ()), date(2026, 1, 14))


def test_mentions_keep_their_place_when_a_sibling_is_refused() -> None:
    """An item that cannot be read does not shift the positions of those after it."""
    community = _community(topics__a='---\nrequires: ["<x>", "b", "c  d"]\n---\n')
    mentions = list(find_mentions(community.topics["a"], "topic"))
    assert [(m.text, m.at, m.span.column) for m in mentions] == [
        ("b", ("requires", 1), 19),
        ("c d", ("requires", 2), 24),
    ]


def test_mentions_are_found_in_groups() -> None:
    """A step's topic and note are mentions too, even where another field of the step cannot be read."""
    text = "---\nfor: All\nsteps:\n  - {topic: a, minutes: long}\n  - note: topics/b\n---\n"
    mentions = list(find_mentions(_community(paths__p=text).paths["p"], "topic", "note"))
    assert [(m.target, m.text, m.span.line) for m in mentions] == [("topic", "a", 4), ("note", "topics/b", 5)]


def test_a_single_text_is_a_list_of_one() -> None:
    """Where a list is meant, a text on its own is found at the field."""
    community = _community(topics__a="---\nstewards: ann\naliases: first words\n---\n")
    topic = community.topics["a"]
    assert [(m.text, m.at) for m in find_mentions(topic, "member")] == [("ann", ("stewards",))]
    assert [(text, span.line) for text, span in find_texts(topic.source, "aliases")] == [("first words", 3)]


def test_only_the_targets_that_are_asked_for_are_found() -> None:
    """Tags and people are mentions of their own kinds."""
    meetup = _community(**{"meetups__2026-01-01-a": "---\ntags: [x]\nspeakers: [Ann]\n---\n"}).meetups[0]
    assert [m.text for m in find_mentions(meetup, "person")] == ["Ann"]
    assert [m.text for m in find_mentions(meetup, "tag")] == ["x"]
    assert list(find_mentions(meetup)) == []


def test_what_is_known_already_is_passed_over() -> None:
    """Only texts as they are written are passed over, and the others keep their places."""
    text = '---\nspeakers: [Ann, "Bob  Lee", Cy]\nscribe: Ann\n---\n'
    meetup = _community(**{"meetups__2026-01-01-a": text}).meetups[0]
    found = [(m.text, m.at) for m in find_mentions(meetup, "person", but={"Ann", "Bob Lee"})]
    assert found == [("Bob Lee", ("speakers", 1)), ("Cy", ("speakers", 2))]


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< HEAD\n---\ntitle: A\ndraft: true\n=======\n---\ntitle: B\n>>>>>>> b\n---\nText.\n",
        "---\ntitle: A\n<<<<<<< HEAD\n=======\ndraft: true\n>>>>>>> b\n---\nText.\n",
        "title: A\ndraft: true\n\nText.\n",
        "# A\n---\ntitle: A\ndraft: true\n---\nText.\n",
        "+++\ntitle = 'A'\ndraft = true\n+++\nText.\n",
    ],
    ids=["conflict-around", "conflict-within", "no-lines", "after-heading", "toml"],
)
def test_a_draft_that_cannot_be_read_stays_one(text: str) -> None:
    """Whatever is wrong with front matter, nothing is published that says it must not be, nor what may say so."""
    community = _community(practices__a=text)
    assert community.problems
    assert "practices/a.md" in community.unpublished_names
    assert not community.notes


def test_a_note_that_could_not_be_read_is_not_reported_as_missing() -> None:
    """Its file has a diagnostic of its own, and one problem is one diagnostic."""
    community = _community(meetups__undated="---\ntitle: No date\n---\n", topics__a="# A\n")
    assert is_unread("meetups/undated.md", community)
    assert find_unknown_name("meetup", "undated", community) is None
    assert find_unknown_name("meetup", "unknown", community) is not None
    assert not is_unread("topics/a.md", community)


def test_a_note_does_not_mean_itself() -> None:
    """The proposal for a misspelt name is another note than the one that misspells it."""
    community = _community(topics__opening="# Opening\n", topics__openings2="# Other\n")
    miss = find_unknown_name("topic", "opening2", community, origin="topics/opening.md")
    assert miss is not None
    assert miss.hint == "did you mean 'openings2'?"


def test_a_path_to_a_file_is_understood_as_its_name() -> None:
    """Whoever writes `../topics/x.md` gets the name that belongs there."""
    miss = find_unknown_name("topic", "../topics/opening.md", _community(topics__opening="# Opening\n"))
    assert miss is not None
    assert miss.hint == "did you mean 'opening'?"
