"""The links that open the repository's editor on a new note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from communities import measure_texts, site_of
from sites import EXAMPLE, cop, parse, set_up, write_notes

from cop_site.model.kinds import Kind
from cop_site.pages.board import board_page
from cop_site.pages.context import PageContext
from cop_site.pages.editing import editor_url, new_note_url
from cop_site.pages.plan import plan_page
from cop_site.pages.topic import topic_page
from cop_site.project.open import read_project
from cop_site.settings import Settings


@pytest.mark.parametrize(
    ("kind", "title", "name"),
    [
        (Kind.MEETUP, "On silence", "content/meetups/2026-11-25-on-silence.md"),
        (Kind.TOPIC, "", "content/topics/new-topic.md"),
        (Kind.PAGE, "About us", "content/about-us.md"),
        (Kind.TERM, "long " * 40, f"content/glossary/{'-'.join(['long'] * 16)}.md"),
    ],
    ids=["meetup", "topic", "page", "long"],
)
def test_the_file_is_one_that_is_let_in(kind: Kind, title: str, name: str) -> None:
    """It lies in the folder of its kind, and however long a title is, the name is not refused."""
    community = read_project(EXAMPLE, date(2026, 11, 25)).community
    url = new_note_url(Settings(repository="https://github.com/a/b"), community, kind, title=title, topic="")
    (found,) = parse_qs(urlsplit(url).query)["filename"]
    assert found == name
    assert len(found.rpartition("/")[2]) <= 100


NOTES = {
    "index.md": "---\nname: Bread\nmeetups: {every: 2 weeks, on: Wednesday}\n---\n",
    "topics/rye.md": "---\ntitle: Rye, and more\nobjectives: [Mill it, Bake it]\n---\nGrain.\n",
    "topics/ovens.md": "---\ntitle: Ovens\n---\nHeat.\n",
    "members/ana.md": "---\nname: Ana [Li]\nlisted: true\nwants: [rye]\noffers: [rye]\n---\n",
    "members/bo.md": "---\nname: Bo\nwants: [rye]\noffers: [ovens]\n---\n",
    "resources/mills.md": "---\ntitle: Mills\ntags: [rye]\n---\nOn mills.\n",
}
PROPOSED = """---
title: Rye, and more
date: 2026-12-09
tags: [rye]
covers: [rye/mill-it, rye/bake-it]
speakers: [ana]
---
Why now:

- 2 members ask for it
- there is something to read, but no meetup has taken it up
- asked for by: Ana \\[Li\\] and 1 member who is not listed
- could lead: Ana \\[Li\\]

Start from:

- [Mills](../resources/mills.md)
"""
REPOSITORY = Settings(repository="https://github.com/a/b")


def _links(html: str) -> list[dict[str, list[str]]]:
    """The queries of all links to the editor on a new meetup."""
    found = [element.attributes.get("href", "") for element in parse(html).walk() if element.tag == "a"]
    queries = [parse_qs(urlsplit(link).query) for link in found]
    return [query for query in queries if query.get("filename", [""])[0].startswith("content/meetups/")]


def test_a_slot_makes_the_same_note_wherever_it_is_taken(tmp_path: Path) -> None:
    """`cop plan --write`, the plan, the board and the topic's page begin one and the same file with the same text."""
    cop(write_notes(set_up(tmp_path), NOTES), "plan", "--write", "2")
    written = {f"content/meetups/{file.name}": file.read_text("utf-8") for file in tmp_path.glob("content/meetups/*")}
    assert written["content/meetups/2026-12-09-rye.md"] == PROPOSED
    assert "could lead: 1 member who is not listed" in written["content/meetups/2026-12-23-ovens.md"].casefold()
    assert "bo" not in "".join(written.values()).casefold().split()
    site = replace(site_of(NOTES), settings=REPOSITORY)
    rye = site.community.topics["rye"]
    for html in (plan_page(site).html, board_page(site).html):
        assert {link["filename"][0]: link["value"][0] for link in _links(html)} == written
    assert [link["value"] for link in _links(topic_page(site, rye).html)] == [[PROPOSED]]


def test_beyond_the_plan_a_topic_still_has_a_note() -> None:
    """A topic whose next meetup is planned, or that no day is left for, gets a note with the topic in it."""
    site = replace(site_of(NOTES), settings=REPOSITORY)
    planned = {**NOTES, "meetups/2026-12-09-rye.md": "---\ntitle: Rye\ntags: [rye]\n---\nSoon.\n"}
    again = replace(site_of(planned), settings=REPOSITORY)
    assert "rye" not in measure_texts(planned).slots
    assert (
        "tags: [rye]"
        in parse_qs(urlsplit(PageContext(again, "").propose_meetup(site.community.topics["rye"])).query)["value"][0]
    )


@pytest.mark.parametrize(
    "text", ["---\ntitle: A\n---\n" + "Each line counts.\n" * 900, "---\ntags: [a]\n---\n" + "語" * 900]
)
def test_an_address_is_never_too_long(text: str) -> None:
    """What does not fit is left out from the end; the front matter stays whole."""
    address = editor_url(REPOSITORY, "content/meetups/2026-12-09-a.md", text)
    assert len(address) <= 8_000
    value = parse_qs(urlsplit(address).query)["value"][0]
    assert text.startswith(value)
    assert value.count("---\n") == 2


def test_front_matter_that_does_not_fit_is_not_cut() -> None:
    """Rather than half of its fields, the editor gets only the name of the file."""
    text = "---\ncovers: [" + "a/objective, " * 900 + "]\n---\nText.\n"
    query = parse_qs(urlsplit(editor_url(REPOSITORY, "content/meetups/a.md", text)).query)
    assert query == {"filename": ["content/meetups/a.md"]}
