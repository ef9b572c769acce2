"""Members say what they would like to learn with an issue: it makes their own file, or changes what it speaks of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from sites import cop, set_up, write_notes

from cop_site.authoring.lists import render_value
from cop_site.content.frontmatter.split import read_front_matter

NOTES = {
    "index.md": "---\nname: Garden\npurpose: To learn together.\n---\nWelcome.\n",
    "topics/silence.md": "---\ntitle: Silence, and what to do\n---\nText.\n",
    "topics/format.md": "---\ntitle: Format\naliases: [shape]\n---\nText.\n",
}
WANTS, WORDS, OFFERS = "What I would like to learn", "What else I would like to learn", "What I can offer"
YES, NO = "Yes, by name", "No, only as a number"
GONE, LISTED, NAME = "What to take off my list", "Whether the site may show me", "What I would like to be called"
ORDER = (WANTS, WORDS, OFFERS, GONE, LISTED, NAME)
ANA = """---
name: Ana Li   # as she wants it
joined: 2025-01-01
listed: true
wants: [format, 'to say no']
offers:
  - silence
---
About me. \u202f
"""


def _event(answers: dict[str, str], author: str = "ana", created: str = "2026-05-04T10:00:00Z") -> dict[str, Any]:
    """The event of an issue as GitHub sends it, with every question of the form in its order."""
    body = "\n\n".join(f"### {label}\n\n{answers.get(label, '_No response_')}" for label in ORDER)
    labels = [{"name": "note"}, {"name": "member"}]
    issue = {"number": 7, "title": "Me", "body": body, "labels": labels, "created_at": created}
    return {"action": "opened", "issue": {**issue, "user": {"login": author}}, "sender": {"login": "somebody-else"}}


def _run(root: Path, event: dict[str, Any]) -> Result:
    file = root / "event.json"
    file.write_text(json.dumps(event), "utf-8")
    return cop(root, "new", "--from-issue", str(file))


def _fields(file: Path) -> dict[str, Any]:
    return dict(read_front_matter(file.read_text("utf-8"), "").values)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A community with two topics, one with a comma in its title."""
    return write_notes(set_up(tmp_path), NOTES)


def test_the_form_asks_for_what_a_member_can_say(root: Path) -> None:
    """`cop schema --write` writes it with the topics to choose from, and it asks whether to be listed."""
    assert cop(root, "schema", "--write").exit_code == 0
    form = yaml.safe_load((root / ".github/ISSUE_TEMPLATE/member.yml").read_text("utf-8"))
    assert form["name"] == "What I would like to learn, what I can offer"
    assert form["labels"] == ["note", "member"]
    parts = {part["attributes"]["label"]: part for part in form["body"]}
    assert tuple(parts) == ORDER
    assert parts[WANTS]["attributes"]["options"] == ["Format", "Silence, and what to do"]
    assert parts[LISTED]["attributes"]["options"] == [YES, NO]
    assert len({part["id"] for part in form["body"]}) == len(ORDER)


def test_a_form_without_topics_asks_for_words(tmp_path: Path) -> None:
    """A dropdown without options is none that GitHub takes, so that topics are written."""
    root = write_notes(set_up(tmp_path), {"index.md": NOTES["index.md"]})
    cop(root, "schema", "--write")
    form = yaml.safe_load((root / ".github/ISSUE_TEMPLATE/member.yml").read_text("utf-8"))
    assert [part["type"] for part in form["body"]] == ["input", "textarea", "input", "textarea", "dropdown", "input"]
    assert _run(root, _event({WANTS: "rye, ovens"})).exit_code == 0
    assert [wish["topic"] for wish in _fields(root / "content/members/ana.md")["wants"]] == ["rye", "ovens"]


def test_an_issue_makes_the_file_of_its_author(root: Path) -> None:
    """Topics are named by their slugs, words stay words, and all wishes are of the day of the issue."""
    answers = {
        WANTS: "Silence, and what to do, Format",
        WORDS: "- How to say no: kindly\n\nshape",
        OFFERS: "Format",
        LISTED: YES,
        NAME: "Ana: Li",
    }
    done = _run(root, _event(answers, author="Ana-Li"))
    assert done.exit_code == 0
    file = root / "content/members/ana-li.md"
    assert file.read_text("utf-8") == (
        "---\nname: 'Ana: Li'\njoined: 2026-05-04\nlisted: true\n"
        "wants: [{topic: silence, since: 2026-05-04}, {topic: format, since: 2026-05-04},"
        " {topic: 'How to say no: kindly', since: 2026-05-04}]\n"
        "offers: [format]\n---\n"
    )
    before = file.read_bytes()
    assert _run(root, _event(answers, author="Ana-Li")).exit_code == 0
    assert file.read_bytes() == before
    assert cop(root, "check", "--strict").exit_code == 0


def test_who_does_not_say_is_not_listed(root: Path) -> None:
    """Nothing chosen is no consent to be shown."""
    _run(root, _event({WANTS: "Format"}))
    assert _fields(root / "content/members/ana.md") == {
        "name": "ana",
        "joined": "2026-05-04",
        "listed": "false",
        "wants": [{"topic": "format", "since": "2026-05-04"}],
        "offers": [],
    }


def test_an_update_changes_only_what_it_speaks_of(root: Path) -> None:
    """Wishes of before stay as they are, new ones get the day of the issue, and every other byte is kept."""
    write_notes(root, {"members/ana.md": ANA})
    answers = {WANTS: "Format, Silence, and what to do", WORDS: "To say no", OFFERS: "Silence, and what to do, Format"}
    assert _run(root, _event(answers, author="ANA")).exit_code == 0
    file = root / "content/members/ana.md"
    expected = ANA.replace("'to say no']", "'to say no', {topic: silence, since: 2026-05-04}]")
    expected = expected.replace("  - silence\n", "  - silence\n  - format\n")
    assert file.read_text("utf-8") == expected
    assert _run(root, _event(answers, created="2026-06-06T10:00:00Z")).exit_code == 0
    assert file.read_text("utf-8") == expected


def test_an_update_says_whether_and_how_to_be_shown(root: Path) -> None:
    """An answer replaces the value; remarks beside it stay."""
    write_notes(root, {"members/ana.md": ANA})
    assert _run(root, _event({LISTED: NO, NAME: "Ana"})).exit_code == 0
    expected = ANA.replace("listed: true", "listed: false").replace("name: Ana Li ", "name: Ana ")
    assert (root / "content/members/ana.md").read_text("utf-8") == expected


def test_what_is_no_longer_wanted_is_taken_off(root: Path) -> None:
    """Topics by any of their names, and words in any case; wanted or offered."""
    write_notes(root, {"members/ana.md": ANA})
    assert _run(root, _event({GONE: "shape\nTo Say No\nSilence, and what to do\nnothing of mine"})).exit_code == 0
    assert (root / "content/members/ana.md").read_text("utf-8") == ANA.replace("[format, 'to say no']", "[]").replace(
        "  - silence\n", "  []\n"
    )


STYLES = {
    "missing": "",
    "empty": "wants:\n",
    "no items": "wants: []\n",
    "one text": "wants: to say no\n",
    "flow": "wants: [to say no, {topic: format, since: 2025-02-02}]\n",
    "flow over lines": "wants: [\n  to say no,\n  format\n]\n",
    "block": "wants:\n  - to say no   # often\n  - format\n",
    "block without indent": "wants:\n- to say no\n- format\n",
    "groups": "wants:\n  - topic: format\n    since: 2025-02-02\n    again: true\n",
    "groups and a remark": "wants:\n  - topic: format\n    since: 2025-02-02\n# remark\n",
    "quoted": 'wants: ["to say: no"]\n',
}


@pytest.mark.parametrize("after", ["", "links: [https://example.org/]\n"], ids=["last", "within"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("style", STYLES)
def test_a_list_keeps_its_style(style: str, ends: str, after: str, root: Path) -> None:
    """However the list is written, with whatever line ends, the new wish comes last and all else is the same."""
    text = f"---\nname: Ana\n{STYLES[style]}{after}---\nAbout me.\n".replace("\n", ends)
    write_notes(root, {"members/ana.md": text})
    file = root / "content/members/ana.md"
    before = _fields(file)
    assert _run(root, _event({WANTS: "Silence, and what to do"})).exit_code == 0
    known = before.get("wants") or []
    wanted = [*(known if isinstance(known, list) else [known]), {"topic": "silence", "since": "2026-05-04"}]
    assert _fields(file) == {**before, "wants": wanted}
    written = file.read_bytes().decode()
    assert written.count("\n") == written.count(ends)
    kept = [line for line in text.split(ends) if not line.startswith(("wants:", "]", "  format"))]
    assert [line for line in written.split(ends) if line in kept] == kept


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("style", [name for name, text in STYLES.items() if "format" in text])
def test_an_item_goes_whatever_the_style(style: str, ends: str, root: Path) -> None:
    """What is taken off is gone, with what belongs to it, and the wishes beside it stay."""
    text = f"---\nname: Ana\n{STYLES[style]}listed: true\n---\nAbout me.\n".replace("\n", ends)
    write_notes(root, {"members/ana.md": text})
    file = root / "content/members/ana.md"
    before = _fields(file)
    assert _run(root, _event({GONE: "Format"})).exit_code == 0
    assert _fields(file) == {**before, "wants": [wish for wish in before["wants"] if wish == "to say no"]}
    assert file.read_bytes().decode().endswith("listed: true\n---\nAbout me.\n".replace("\n", ends))


def test_nobody_changes_somebody_elses_file(root: Path) -> None:
    """The handle decides, not the name in the form, nor who edited the issue."""
    write_notes(root, {"members/ana.md": ANA})
    _run(root, _event({NAME: "Ana Li", GONE: "format"}, author="mallory"))
    assert (root / "content/members/ana.md").read_text("utf-8") == ANA
    assert sorted(file.name for file in (root / "content/members").iterdir()) == ["ana.md", "mallory.md"]


@pytest.mark.parametrize("author", ["../index", "a/b", "", "dependabot[bot]", "a" * 60, "nul"])
def test_a_handle_is_that_of_a_person(author: str, root: Path) -> None:
    """What is no handle, or no name of a file, makes nothing."""
    done = _run(root, _event({WANTS: "Format"}, author=author))
    assert done.exit_code == 2
    assert done.output.startswith("cop: ")
    assert not (root / "content/members").exists()


@pytest.mark.parametrize(
    "text",
    [
        "---\nname: Ana\nwants: [format\n---\n",
        "---\nname: Ana\nname: Bo\n---\n",
        "Only text.\n",
        "---\nname: &a Ana\nwants: [*a]\n---\n",
    ],
    ids=["open", "twice", "no front matter", "alias"],
)
def test_a_file_that_cannot_be_read_is_left_alone(text: str, root: Path) -> None:
    """Rather than a guess, there is a sentence that says so."""
    write_notes(root, {"members/ana.md": text})
    done = _run(root, _event({WANTS: "Silence, and what to do", LISTED: NO}))
    assert done.exit_code == 2
    assert "cannot be changed safely" in done.output
    assert (root / "content/members/ana.md").read_text("utf-8") == text


@given(st.text(min_size=1, max_size=40))
def test_a_value_on_one_line_is_read_as_it_was(text: str) -> None:
    """Whatever somebody writes in an issue is the value of its field, and nothing else."""
    line = " ".join(text.split())
    found = yaml.load(f"a: {render_value([{'topic': line}])}\n", Loader=yaml.BaseLoader)  # noqa: S506  # texts only
    assert found == {"a": [{"topic": line}]}
    assert "\n" not in render_value(line)
