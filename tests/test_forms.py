"""Writing without git: an issue form becomes a note, and nothing an issue says is more than a value or a text."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from rule_cases import diagnose, find_cases
from sites import EXAMPLE, cop, write_notes

from cop_site.authoring.archetypes import read_archetypes
from cop_site.authoring.editors import editor_files
from cop_site.authoring.forms import FIELDS, ask, ask_consent
from cop_site.authoring.vscode import LINE
from cop_site.feeds.schemas import describe_kind, describe_kinds
from cop_site.model.community import Community
from cop_site.model.kinds import Kind
from cop_site.output import escape_line
from cop_site.project.open import read_project
from cop_site.project.ours import TEMPLATES
from cop_site.reporters import render_text
from cop_site.wording.catalogue import ENGLISH

BODY, CONSENT = "Text", ask_consent(ENGLISH).label
(CONSENT_TEXT,) = ask_consent(ENGLISH).options
ARCHETYPES = read_archetypes((TEMPLATES / "archetypes",))


@pytest.fixture(scope="module")
def community() -> Community:
    """The example community."""
    return read_project(EXAMPLE, date(2026, 11, 25)).community


def _event(kind: str, answers: dict[str, str], *, title: str = "A note", number: int = 12) -> dict[str, Any]:
    body = "\n\n".join(f"### {label}\n\n{answer}" for label, answer in answers.items())
    labels = [{"name": "note"}, {"name": kind}]
    created = "2026-05-04T10:00:00Z"
    return {"issue": {"number": number, "title": title, "body": body, "labels": labels, "created_at": created}}


def _make(root: Path, event: object) -> Path:
    """Run `cop new --from-issue` and return the one note below `content` that is not a topic."""
    file = root / "event.json"
    file.write_text(json.dumps(event), "utf-8")
    done = cop(root, "new", "--from-issue", str(file))
    assert done.exit_code == 0, done.output
    return root / done.output.partition(": ")[0]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A community with two topics, one with a comma in its title."""
    return write_notes(
        tmp_path,
        {
            "index.md": "---\nname: Garden\npurpose: To learn together.\n---\nWelcome.\n",
            "topics/silence.md": "---\ntitle: Silence, and what to do\n---\nText.\n",
            "topics/format.md": "---\ntitle: Format\n---\nText.\n",
        },
    )


def test_every_file_for_editors_is_up_to_date(community: Community) -> None:
    """What `cop schema --write` writes is what the repository holds.

    But its issue forms are the project's own.
    """
    stale = [
        name
        for name, text in editor_files(community, describe_kinds(community), ARCHETYPES)
        if not name.startswith(".github/")
        and (not (EXAMPLE / name).is_file() or (EXAMPLE / name).read_text("utf-8") != text)
    ]
    assert stale == [], "run: cop schema --write"


def test_front_matter_cms_is_written_for_when_asked_for(root: Path) -> None:
    """And from then on, since its file is there."""
    assert cop(root, "schema", "--write").exit_code == 0
    assert not (root / "frontmatter.json").exists()
    assert not (root / ".vscode" / "extensions.json").exists()
    assert "frontmatter.json" in cop(root, "schema", "--write", "--front-matter").stdout
    assert "frontmatter.json" in cop(root, "schema", "--write").stdout


def test_settings_that_somebody_has_stay(root: Path) -> None:
    """What people may have changed is written where it is missing, and otherwise left and told of."""
    (root / ".vscode").mkdir()
    own = root / ".vscode" / "settings.json"
    own.write_text("{} // mine\n", "utf-8")
    written = cop(root, "schema", "--write")
    assert written.exit_code == 0
    assert "settings.json exists already and is not overwritten" in written.stderr
    assert own.read_text("utf-8") == "{} // mine\n"
    assert (root / ".vscode" / "tasks.json").is_file()
    assert "yours" not in cop(root, "schema", "--write").stderr.replace("settings.json is yours", "")


def test_the_list_of_problems_gets_every_line(tmp_path: Path) -> None:
    """VS Code's task takes file, line, column, severity, code and message from each diagnostic alone."""
    for case in find_cases():
        case.copy("bad", tmp_path)
    found = diagnose(tmp_path)
    lines = render_text(found, 1, {}, grouped=False).splitlines()
    matched = [match.groups() for line in lines if (match := re.match(LINE, line))]
    assert matched == [
        (
            escape_line(d.span.path),
            str(d.span.line),
            str(d.span.column),
            d.severity.value,
            d.code,
            escape_line(d.message),
        )
        for d in found
    ]


@pytest.mark.parametrize("kind", FIELDS)
def test_a_form_is_one_that_github_takes(kind: Kind, community: Community) -> None:
    """Ids and labels are there once, dropdowns have options that differ, and the types exist."""
    files = dict(editor_files(community, describe_kinds(community), ARCHETYPES))
    form = yaml.safe_load(files[f".github/ISSUE_TEMPLATE/{kind.value}.yml"])
    assert set(form) == {"name", "description", "labels", "body"}
    assert form["labels"] == ["note", kind.value]
    assert len({part["id"] for part in form["body"]}) == len(form["body"])
    for part in form["body"]:
        assert part["type"] in ("input", "textarea", "dropdown", "checkboxes")
        assert part["attributes"]["label"]
        if part["type"] == "dropdown":
            options = part["attributes"]["options"]
            assert options
            assert len(set(options)) == len(options)
            assert all(isinstance(option, str) for option in options)


def test_snippets_are_json_with_every_kind(community: Community) -> None:
    """Each folder's kind has a snippet that begins and ends its front matter."""
    files = dict(editor_files(community, describe_kinds(community), ARCHETYPES))
    snippets = json.loads(files[".vscode/cop.code-snippets"])
    assert {snippet["prefix"] for snippet in snippets.values()} >= {"cop-meetup", "cop-term", "cop-page"}
    assert snippets.pop("A talk of a meetup")["prefix"] == "cop-talk"
    for snippet in snippets.values():
        assert snippet["body"].count("---") == 2
        assert not any("{{" in line for line in snippet["body"])


def test_front_matter_cms_gets_a_form_for_every_folder(community: Community) -> None:
    """Each kind with a folder has its fields in the order of its schema, with their types, choices and descriptions."""
    schemas = describe_kinds(community)
    settings = json.loads(dict(editor_files(community, schemas, ARCHETYPES, front_matter=True))["frontmatter.json"])
    folders = {row["contentTypes"][0]: row["path"] for row in settings["frontMatter.content.pageFolders"]}
    assert folders == {kind: f"[[workspace]]/content/{kind.info.folder}" for kind in Kind if kind.info.folder}
    types = {row["name"]: row["fields"] for row in settings["frontMatter.taxonomy.contentTypes"]}
    assert set(types) == set(folders)
    for kind, fields in types.items():
        properties = schemas[Kind(kind)]["properties"]
        names = [name for name, schema in properties.items() if schema.get("type") != "object"]
        assert [field["name"] for field in fields] == names
        assert all(field["description"] == properties[field["name"]]["description"] for field in fields)
    meetup = {field["name"]: field for field in types["meetup"]}
    assert meetup["date"]["type"] == "datetime"
    assert meetup["date"]["dateFormat"] == "yyyy-MM-dd"
    assert meetup["status"] | {"choices": ["planned", "held", "cancelled"]} == meetup["status"]
    assert meetup["tags"]["type"] == "tags"
    assert meetup["attendance"]["type"] == "number"
    assert meetup["draft"]["type"] == "boolean"
    assert meetup["location"]["type"] == "string"


def test_an_issue_becomes_a_note(root: Path) -> None:
    """Answers become fields, choices become tags, and the text stands below as it was written."""
    answers = {
        "Title": "What we tried",
        "Date": "2026-04-08",
        "Tags": "Silence, and what to do, Format",
        "Covers": "_No response_",
        "Speakers": "Ada, Grace\n- Lin",
        "Attendance": "7",
        BODY: "We waited.\n\n### Title\n\nis a heading of mine.\n\n## Decisions\n\n- Wait longer.",
    }
    file = _make(root, _event("meetup", answers))
    assert file == root / "content/meetups/2026-04-08-what-we-tried.md"
    _, front_matter, body = file.read_text("utf-8").split("---\n", 2)
    assert yaml.safe_load(front_matter) == {
        "title": "What we tried",
        "date": date(2026, 4, 8),
        "tags": ["Silence, and what to do", "Format"],
        "speakers": ["Ada", "Grace", "Lin"],
        "attendance": 7,
        "extra": {"issue": 12},
    }
    assert body == "We waited.\n\n### Title\n\nis a heading of mine.\n\n## Decisions\n\n- Wait longer.\n"
    assert cop(root, "check").exit_code == 0


def test_an_issue_is_made_a_note_once(root: Path) -> None:
    """What was made of it, people may have edited since; edited, title and all, the issue changes nothing."""
    answers = {"Title": "First", "Date": "2026-04-08", BODY: "Text."}
    first = _make(root, _event("meetup", answers))
    first.write_text(first.read_text("utf-8") + "More.\n", "utf-8")
    before = first.read_bytes()
    refused = _refuse(root, _event("meetup", {**answers, "Title": "Second", "Date": "2026-04-09"}))
    assert "issue 12 is the note meetups/2026-04-08-first.md already" in refused
    assert first.read_bytes() == before
    assert len(list((root / "content/meetups").iterdir())) == 1


def _refuse(root: Path, event: object) -> str:
    """Run `cop new --from-issue` on an issue that it does not take, and return what it says."""
    (root / "event.json").write_text(json.dumps(event), "utf-8")
    done = cop(root, "new", "--from-issue", str(root / "event.json"))
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    return done.output


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("We met, and it was good.", "none of the headings of its form: 'We met, and it was good.'"),
        ("", "none of the headings of its form: ''"),
        ("# Title\n\nFirst", "none of the headings"),
        ("Hello all,\n\n### Title\n\nFirst", "text before the first heading of its form: 'Hello all,'"),
    ],
    ids=["text", "empty", "other-headings", "preface"],
)
def test_an_issue_in_another_shape_loses_nothing(body: str, said: str, root: Path) -> None:
    """Where a text would not become a part of the note, there is none; what is missing is said."""
    event = _event("meetup", {})
    event["issue"] |= {"body": body}
    assert said in _refuse(root, event)
    assert not (root / "content/meetups").exists()


def test_a_members_issue_in_another_shape_makes_no_file(root: Path) -> None:
    """What somebody writes freely under the label of members is answered, too."""
    event = _event("member", {})
    event["issue"] |= {"body": "I offer to bake.", "user": {"login": "ada"}}
    assert "none of the headings of its form: 'I offer to bake.'" in _refuse(root, event)
    assert not (root / "content/members").exists()


def test_a_text_has_headings_of_its_own(root: Path) -> None:
    """A heading that only another form has is text, and what is written below the box for consent is text, too."""
    text = "One.\n\n### Consent\n\nWe agreed."
    file = _make(root, _event("meetup", {"Title": "A", "Date": "2026-04-08", BODY: text}))
    assert file.read_text("utf-8").endswith(f"---\n{text}\n")
    story = {"Title": "B", "Date": "2026-04-08", BODY: "Two.", CONSENT: f"- [X] {CONSENT_TEXT}\n\nAnd thanks."}
    told = _make(root, _event("testimonial", story, number=13))
    assert told.read_text("utf-8").endswith("---\nTwo.\n\nAnd thanks.\n")


def test_somebody_elses_note_is_not_replaced(root: Path) -> None:
    """An issue cannot overwrite a note that was not made from it."""
    write_notes(root, {"meetups/2026-04-08-first.md": "Mine.\n"})
    (root / "event.json").write_text(json.dumps(_event("meetup", {"Title": "First", "Date": "2026-04-08"})), "utf-8")
    done = cop(root, "new", "--from-issue", str(root / "event.json"))
    assert done.exit_code == 2
    assert "exists already" in done.output
    assert (root / "content/meetups/2026-04-08-first.md").read_text("utf-8") == "Mine.\n"


def test_a_story_needs_the_box_to_be_ticked(root: Path) -> None:
    """Only a ticked box is consent; without it the story is made, and not published."""
    answers = {"Title": "It helped", "Date": "2026-04-08", "Author": "anonymous", BODY: "Text."}
    ticked = _make(root, _event("testimonial", {**answers, CONSENT: f"- [X] {CONSENT_TEXT}"}))
    consent = {"given": date(2026, 5, 4), "scope": "public", "by": "anonymous"}
    assert yaml.safe_load(ticked.read_text("utf-8").split("---\n")[1])["consent"] == consent
    empty = _make(root, _event("testimonial", {**answers, "Title": "B", CONSENT: f"- [ ] {CONSENT_TEXT}"}, number=13))
    assert "consent" not in yaml.safe_load(empty.read_text("utf-8").split("---\n")[1])


HOSTILE = [
    "$(touch owned) `touch owned` ; touch owned",
    "{{ config }} {% include '/etc/passwd' %}",
    "../../../../etc/passwd",
    '"]\ndraft: true\nlisted: "',
    "---\ndraft: true\n---",
    "!!python/object/apply:os.system ['touch owned']",
    "<script>alert(1)</script>",
    "&anchor *alias",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_issue_is_only_text(text: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands in an issue comes out as the value of its field or as text, in one file of the right folder."""
    monkeypatch.chdir(root)
    answers = {"Title": text, "Date": text, "Tags": text, "Speakers": text, "Recording": text, BODY: text}
    file = _make(root, _event("meetup", answers, title=text))
    assert file.parent == root / "content/meetups"
    front_matter = file.read_text("utf-8").split("\n---\n")[0].removeprefix("---\n")
    fields = yaml.safe_load(front_matter)
    assert fields["title"] == " ".join(text.split())
    assert set(fields) <= {"title", "date", "tags", "speakers", "recording", "extra"}
    assert not list(root.rglob("owned"))


@pytest.mark.parametrize(
    "event",
    [
        *("no JSON", "{}", '{"issue": {}}', json.dumps(_event("party", {})), '{"issue": 7}', "[]"),
        *("[" * 100_000, '{"issue":' * 50_000, json.dumps({"issue": [[]]})),
        json.dumps(_event("meetup", {}, title="Half \ud83d of it")),
        json.dumps(_event("meetup", {BODY: "Half \udc00 of it"})),
    ],
    ids=["text", "empty", "no-body", "other-form", "number", "list", "deep", "deep-object", "lists", "title", "body"],
)
def test_what_is_no_issue_is_said_to_be_none(event: str, root: Path) -> None:
    """A file that is no issue of ours gets a sentence and exit status 2, and makes nothing."""
    (root / "event.json").write_text(event, "utf-8")
    done = cop(root, "new", "--from-issue", str(root / "event.json"))
    assert done.exit_code == 2
    assert done.output.startswith("cop: ")
    assert not (root / "content/meetups").exists()


def test_every_field_of_a_form_is_one_of_its_kind(community: Community) -> None:
    """A form asks for nothing that its kind does not have."""
    for kind in FIELDS:
        schema = describe_kind(kind, community)
        assert set(FIELDS[kind]) <= set(schema["properties"])
        labels = [question.label for question in ask(kind, schema, community)]
        assert len(set(labels)) == len(labels)


def test_people_and_talks_of_an_answer(root: Path) -> None:
    """What stands behind a name makes nobody else, and each line of talks is one, with who gives it."""
    answers = {
        "Speakers": "Kim Roe, Head of Maps\nLou Poe",
        "Talks": "Reading code aloud | Kim Roe and Lou Poe\n\n- Small batches\n",
        "Facilitators": "Jan Doe, Kim Roe",
        "Text": "We met.",
    }
    note = yaml.safe_load(_make(root, _event("meetup", answers)).read_text("utf-8").split("---\n")[1])
    assert note["speakers"] == ["Kim Roe, Head of Maps", "Lou Poe"]
    assert note["facilitators"] == ["Jan Doe", "Kim Roe"]
    assert note["talks"] == [
        {"title": "Reading code aloud", "speakers": ["Kim Roe", "Lou Poe"]},
        {"title": "Small batches"},
    ]
