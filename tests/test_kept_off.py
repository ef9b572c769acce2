"""What another tool kept off its site is kept off ours, whatever the severities, and remarks are seen by nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from assembled import build_community
from sites import COP, cop, run, set_up, write_notes

from cop_site.content.files import Files, SourceText
from cop_site.content.gfm import read_outline
from cop_site.content.hidden import may_hide
from cop_site.content.remarks import blank_remarks, find_open_remark
from cop_site.model.community import Community
from cop_site.model.kinds import Kind

HIDDEN = "HIDDEN-TEXT"
BROKEN = {
    "a conflict": "---\ntitle: A\n<<<<<<< ours\nprivate: true\n=======\n>>>>>>> theirs\n---\n",
    "an open quote": "---\ntitle: A\nprivate: 'true\n---\n",
    "an open list": "---\ntitle: [A\npublish: false\n---\n",
    "another error": "---\ntitle: 'A\nunlisted: yes\n---\n",
    "no fences": "Title: A\nStatus: draft\n\n",
    "only one field": "published: false\n\n",
    "TOML": '+++\ntitle = "A"\n\n[params]\n\n# later\nprivate = true\n+++\n',
    "JSON": '{"title": "A", "draft": true}\n',
    "JSON on lines": '{\n  "title": "A",\n  "unlisted": true\n}\n',
}


def _community(notes: dict[str, str]) -> Community:
    sources = [SourceText(f"content/{name}", name, text) for name, text in notes.items()]
    return build_community(Files("content", tuple(sources), (), ()), date(2026, 11, 25))


@pytest.mark.parametrize("front", BROKEN.values(), ids=list(BROKEN))
@pytest.mark.parametrize("name", ["meetups/2026-01-14-a.md", "resources/a.md", "about.md"])
def test_fields_that_cannot_be_read_may_hide(front: str, name: str) -> None:
    """A word of any tool in fields that no parser reads keeps the note off the site."""
    community = _community({name: f"{front}{HIDDEN}\n"})
    assert community.notes == ()
    assert community.problems


@pytest.mark.parametrize(
    "field",
    [
        *("isDraft: true", "is-draft: yes", "isPublished: false", "state: draft", "access: private", "password: x"),
        *("deleted: true", "entwurf: ja", "privé: oui", "expiresOn: 2020-01-01", "meta: {draft: true}"),
        *("build: {render: never}", "params:\n  private: true"),
    ],
)
def test_words_of_other_tools_hide(field: str) -> None:
    """However they are written, and in a group of fields, too."""
    assert _community({"resources/a.md": f"---\ntitle: A\nurl: https://example.org/\n{field}\n---\n"}).notes == ()


def test_a_field_of_ours_means_what_we_say() -> None:
    """The draft of a practice is shown, so that others can comment on it; a meetup has no such status."""
    notes = {
        "practices/a.md": "---\ntitle: A\nstate: draft\n---\n",
        "meetups/2026-01-14-b.md": "---\nstatus: draft\n---\n",
    }
    assert [note.slug for note in _community(notes).notes] == ["a"]


@pytest.mark.parametrize(
    "field",
    ["isDraft: nein", "build: {render: always}", "params: {draft: false}", "state: open", "extra: {draft: true}"],
)
def test_a_clear_no_hides_nothing(field: str) -> None:
    """Neither does what is kept from another tool below `extra`."""
    assert len(_community({"resources/a.md": f"---\ntitle: A\n{field}\n---\n"}).notes) == 1


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: A\npublished: 2024-05-01\npublish: yes\n---\n",
        "---\ntitle: 'A\nprivate: false\n---\n",
        "{{ a template }}\n\nprivate: no\n",
    ],
    ids=["day", "no", "template"],
)
def test_what_does_not_hide_does_not(front: str) -> None:
    """A day, and a clear no, hide nothing."""
    assert len(_community({"resources/a.md": front}).notes) == 1


def test_a_folder_of_drafts_is_hidden_with_its_files(tmp_path: Path) -> None:
    """Notes and pictures in `_drafts` have no address, in any folder, and are counted."""
    write_notes(tmp_path, {"_drafts/a.md": HIDDEN, "meetups/Private/2026-01-14.md": HIDDEN, "_drafts/a.txt": HIDDEN})
    done = cop(set_up(tmp_path), "check")
    assert "2 notes are hidden" in done.stderr
    assert HIDDEN not in done.stdout


@pytest.mark.slow
def test_no_byte_of_the_site_has_what_is_hidden(tmp_path: Path) -> None:
    """A site is built without the notes and the remarks, with the rules off that name them, and says how many."""
    notes = {
        "index.md": "---\nname: A\npurpose: B\n---\n",
        "meetups/2026-01-14-a.md": f"---\npublished: false\n---\n{HIDDEN}\n",
        "resources/a.md": f"---\nunlisted: true\nprivate: true\n---\n{HIDDEN}\n",
        "resources/b.md": f"+++\ndraft = true\n+++\n{HIDDEN}\n",
        "resources/c.md": f"---\npublishDate: 2099-01-01\n---\n{HIDDEN}\n",
        "_drafts/d.md": f"{HIDDEN}\n",
        "_drafts/d.txt": f"{HIDDEN}\n",
        "meetups/README.md": f"---\nprivate: true\n---\n{HIDDEN}\n",
        "meetups/2026-01-15-b.md": f"# B %% {HIDDEN} %%\n\n%% {HIDDEN}\n\n{HIDDEN} %%\n\nSeen.\n\n- Do %%{HIDDEN}%%\n",
    }
    severity = "[tool.cop.severity]\nhidden-note-is-a-draft = 'off'\nfront-matter-comes-first = 'off'"
    done = run(set_up(write_notes(tmp_path, notes), f"as_of = 2026-11-25\n{severity}"), COP, "build")
    assert done.returncode == 0, done.stdout
    assert "6 notes are hidden" in done.stderr
    found = [file for file in (tmp_path / "site").rglob("*") if file.is_file() and HIDDEN.encode() in file.read_bytes()]
    assert found == []
    assert "Seen." in (tmp_path / "site/meetups/2026-01-15-b/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (f"%% {HIDDEN} %% Visible [x](y.md)", "Visible"),
        (f"a %% ü {HIDDEN} 😀 %%\nnext", "next"),
        (f"%%\n{HIDDEN}\n\n# {HIDDEN}\n%%\nBack.", "Back."),
        (f"`%%` code %% {HIDDEN} `%% seen `%%` %%{HIDDEN}%%", "seen"),
        (f"%% {HIDDEN}\n```\n{HIDDEN}\n%%\nSeen %% {HIDDEN} %% too", "too"),
        ("```\n%% a comment of Mermaid\n```\nseen", "a comment of Mermaid"),
        (f"- a %%{HIDDEN}%%\n- b\n\n%% {HIDDEN} rest\n\n{HIDDEN}", "- b"),
        (f"seen %% {HIDDEN}\nand seen", "and seen"),
        (r"\%% is a sign", "is a sign"),
    ],
    ids=["first", "wide", "block", "code", "fence-inside", "mermaid", "open-block", "open-line", "escaped"],
)
def test_remarks_are_blanks_of_the_same_size(body: str, seen: str) -> None:
    """Nobody sees a remark, but in code; what is after it keeps its line and its bytes."""
    blank = blank_remarks(body)
    assert HIDDEN not in blank
    assert seen in blank
    assert [len(line.encode()) for line in blank.split("\n")] == [len(line.encode()) for line in body.split("\n")]
    place = body.rfind(seen)
    assert blank.rfind(seen) == place or "\n" in body


def test_a_title_ends_before_its_remark() -> None:
    """A heading has no blanks at its end, and text behind a remark is no code."""
    assert read_outline(blank_remarks(f"# Title %%{HIDDEN}%%\n"), "a.md").title == "Title"
    assert blank_remarks(f"%%{HIDDEN}%% seen").lstrip(" ")[0] == "\f"


def test_a_remark_that_nothing_closes_is_found() -> None:
    """Its place is known, so that its author learns why the rest is missing."""
    assert find_open_remark("a\n\n%% b %%\n%% c") == 11
    assert find_open_remark("a %% b %%") is None


def test_no_field_of_ours_hides_by_the_way() -> None:
    """A word of another tool that is a field of ours, too, would hide notes that are meant to be seen."""
    fields = {field.alias or name for kind in Kind for name, field in kind.info.model.model_fields.items()}
    assert {name for name in fields if may_hide(name)} == {"draft", "status", "published", "state"}
