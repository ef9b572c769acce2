"""Paths on their pages, on the notes they lead past, and as data for the reader's progress."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup
from sites import EXAMPLE, Element, parse, set_up, write_notes

from cop_site.compiler.routes import page_routes
from cop_site.pages.learning_paths import TrackedPath
from cop_site.pages.page import Page
from cop_site.pages.path import split_introduction
from cop_site.pages.paths import PathsPage
from cop_site.project.open import read_project

AS_OF = date(2026, 11, 25)
NASTY = "R&D &amp; </script><script>alert(1)</script>"


def _pages(root: Path) -> dict[str, Page]:
    return {uri: make() for uri, make in page_routes(read_project(root, AS_OF).site_in("en"), "en").items()}


def _with(tree: Element, name: str) -> list[Element]:
    """All elements of a class."""
    return [element for element in tree.walk() if name in element.classes]


@pytest.fixture(scope="module")
def example() -> dict[str, Page]:
    """The example's pages."""
    return _pages(EXAMPLE)


@pytest.mark.parametrize(
    ("body", "introduction"),
    [
        ("<p>One</p><h2>Two</h2><p>Three</p>", "<p>One</p>"),
        ("<p>One<br>more</p><hr><ul><li>a</li></ul><h3>Two</h3>", "<p>One<br>more</p><hr><ul><li>a</li></ul>"),
        ("<h2>Two</h2>", ""),
        ("<p>One</p>", "<p>One</p>"),
        ("", ""),
        (
            "<blockquote><h2>Quoted</h2></blockquote><p>x</p><h2>Two</h2>",
            "<blockquote><h2>Quoted</h2></blockquote><p>x</p>",
        ),
        ('<p><a title="a > b </p>" href="#">x</a></p><h2>Two</h2>', '<p><a title="a > b </p>" href="#">x</a></p>'),
        ("<details><summary>More</summary><h2>Inside</h2></details>", None),
    ],
    ids=[
        "plain",
        "void-elements",
        "heading-first",
        "no-heading",
        "empty",
        "quoted-heading",
        "awkward-attribute",
        "heading-inside",
    ],
)
def test_an_introduction_ends_at_the_first_heading(body: str, introduction: str | None) -> None:
    """What is before the first heading comes before the steps; a heading within something else does not cut it."""
    first, rest = split_introduction(Markup(body))  # noqa: S704  # it is only cut
    assert first == (body if introduction is None else introduction)
    assert first + rest == body
    assert isinstance(rest, Markup)


def test_a_note_leads_to_the_steps_before_and_after(example: dict[str, Page]) -> None:
    """In the middle of a path a note has both, at its ends one, and it says which step it is."""
    found = {}
    for uri in (
        "topics/what-is-a-community-of-practice/",
        "topics/setting-the-objective/",
        "practices/five-minute-note/",
    ):
        (row,) = (
            element
            for element in parse(example[uri].html).walk()
            if element.attributes.get("data-cop-trail") == "paths/new-member"
        )
        links = {e.attributes["rel"]: e.attributes["href"] for e in row.walk() if "rel" in e.attributes}
        found[" ".join(row.text.split()[:4])] = links
    assert found == {
        "Step 1 of 12": {"next": "../../resources/introduction-to-communities-of-practice/"},
        "Step 3 of 12": {
            "prev": "../../resources/introduction-to-communities-of-practice/",
            "next": "../../meetups/2025-10-22-why-are-we-here/",
        },
        "Step 12 of 12": {"prev": "../../topics/writing-meetup-notes/"},
    }


@pytest.mark.parametrize("uri", ["", "start/"])
def test_a_card_says_what_may_be_left_out(example: dict[str, Page], uri: str) -> None:
    """The steps of a path are all counted, and so are the minutes of those that are optional."""
    text = " ".join(parse(example[uri].html).text.split())
    assert "47 min, 7 min more if you like · 12 steps" in text


def test_a_step_of_the_same_name_says_what_it_is(example: dict[str, Page]) -> None:
    """A topic and the meetup on it may share a title; only then is the kind of the next step told."""
    ways = {
        uri: next(e for e in parse(example[uri].html).walk() if e.attributes.get("class") == "cop-along__ways").text
        for uri in ("topics/handling-silence/", "meetups/2026-04-08-handling-silence/")
    }
    assert [" ".join(text.split()) for text in ways.values()] == [
        "Previous: Formats we know Next: Handling silence (meetup)",
        "Previous: Handling silence (topic) Next: A quieter room",
    ]


def test_every_kind_of_note_on_a_path_leads_on(tmp_path: Path) -> None:
    """Whatever has a page can be a step, a path and a member as well, and no id is on a page twice."""
    names = {
        "topics/a": "title: A",
        "meetups/2026-03-04-a": "title: A",
        "testimonials/a": "title: A\ndate: 2026-03-04\nconsent: {given: 2026-03-04, scope: public, by: Ann}",
        "resources/a": "title: A",
        "practices/a": "title: A",
        "members/a": "name: A\nlisted: true",
        "glossary/a": "title: A",
        "paths/a": "title: A\nfor: All\nsteps: [{topic: a}]",
        "a": "title: A",
    }
    steps = "\n".join(f"  - note: {name}" for name in names)
    notes = {f"{name}.md": f"---\n{fields}\n---\nText.\n" for name, fields in names.items()}
    notes["paths/all.md"] = f"---\ntitle: All\nfor: All\nsteps:\n{steps}\n---\n"
    notes["index.md"] = "---\nname: Case\npurpose: To lead on.\n---\n"
    pages = _pages(write_notes(set_up(tmp_path), notes))
    for name in names:
        tree = parse(pages[f"{name}/"].html)
        assert [e.attributes["data-cop-step"] for e in _with(tree, "cop-along")] == [name]
        assert pages[f"{name}/"].scripts
        ids = [element.attributes["id"] for element in tree.walk() if "id" in element.attributes]
        assert len(set(ids)) == len(ids)
    assert len(_with(parse(pages["paths/all/"].html), "cop-step")) == len(names)


def test_a_path_says_what_each_step_needs_and_what_comes_after(tmp_path: Path) -> None:
    """Why, time, prerequisites on the path and off it, optional steps, topics without text, and addresses elsewhere."""
    notes = {
        "index.md": "---\nname: Case\npurpose: To lead on.\n---\n",
        "topics/ground.md": "---\ntitle: Ground\n---\nText.\n",
        "topics/sky.md": "---\ntitle: Sky\n---\nText.\n",
        "topics/wall.md": "---\ntitle: Wall\nrequires: [ground, sky]\n---\n",
        "topics/roof.md": "---\ntitle: Roof\nrequires: [wall]\n---\nText.\n",
        "resources/book.md": "---\ntitle: Book\nurl: https://example.org/book\nsummary: On bricks.\n---\n",
        "paths/house.md": "---\ntitle: House\nfor: builders\nsteps:\n  - {topic: ground, why: It bears., minutes: 70}\n"
        "  - {topic: wall, minutes: 5}\n  - {note: resources/book, optional: true, minutes: 3}\n---\n"
        "Before.\n\n## After\n\nBehind.\n",
        "paths/home.md": "---\ntitle: Home\nfor: dwellers\nsteps: [{topic: roof}]\n---\n",
    }
    tree = parse(_pages(write_notes(set_up(tmp_path), notes))["paths/house/"].html)
    steps = [" ".join(element.text.split()) for element in _with(tree, "cop-step")]
    assert steps == [
        "Ground It bears. Topic 1 h 10 min",
        "Wall Nobody has written anything about it yet. Topic 5 min builds on: Ground (step 1), Sky",
        "Book On bricks. Resource 3 min optional https://example.org/book",
    ]
    text = " ".join(tree.text.split())
    assert "1 h 15 min, 3 min more if you like · 3 steps" in text
    assert text.index("Before.") < text.index("It bears.") < text.index("Behind.") < text.index("What comes after")
    after = text[text.index("What comes after") :]
    assert "Home for dwellers" in after
    assert "Roof" in after
    assert "Wall" not in after


def test_data_for_the_script_cannot_end_it() -> None:
    """A text with a closing tag in it, were one to get that far, comes out of the data as it was, and as no element."""
    templates = read_project(EXAMPLE, AS_OF).site_in("en").templates
    html = templates.fill(
        PathsPage(introduction=None, paths=(), tracked_paths=(TrackedPath("", NASTY, "", ()),), add="")
    )
    (script,) = (element for element in parse(html).walk() if element.tag == "script")
    assert json.loads(script.text) == [{"key": "", "title": NASTY, "href": "", "steps": []}]


def test_nobody_who_is_not_listed_is_a_step(tmp_path: Path) -> None:
    """A step to a member who is not listed is left out: they have no page, and their file's name is not shown."""
    notes = {
        "index.md": "---\nname: Case\npurpose: To be discreet.\n---\n",
        "members/secret-name.md": "---\nname: Secret\n---\n",
        "topics/a.md": "---\ntitle: A\n---\nText.\n",
        "paths/a.md": "---\ntitle: Path\nfor: All\nsteps: [{note: members/secret-name}, {topic: a}]\n---\n",
    }
    pages = _pages(write_notes(set_up(tmp_path), notes))
    assert not [uri for uri, page in pages.items() if "secret" in page.html.casefold()]
    assert len(_with(parse(pages["paths/a/"].html), "cop-step")) == 1
