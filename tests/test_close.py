"""Closing a meetup: what came of it is written into the notes, byte by byte, and what they lack is said."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import cop, run, set_up, write_notes

from cop_site.authoring.roll_call import read_roll_call
from cop_site.cli import main
from cop_site.commands import close as close_command
from cop_site.content.files import SourceText
from cop_site.content.load import load

CHARTER = "---\nname: A\npurpose: P.\n---\n"
EARLIER = (
    "---\ntitle: Earlier\n---\n## Aufgaben\n\n- [ ] @ana bring [tea](https://example.org) (due 2026-12-01)\n"
    "- @bo call Cem\n- [x] @ana paint\n"
)
MEETUP = "---\ntitle: Now\ntags: [silence]\ncovers: [silence/wait, silence/ask]\n---\nWelcome.\n"
NOTES = {
    "index.md": CHARTER,
    "topics/silence.md": "---\ntitle: Silence\nobjectives: [{id: wait, text: Wait long}, {id: ask, text: Ask}]\n---\n",
    "members/ana.md": "---\nname: Ana Li\nlisted: true\n---\n",
    "members/bo.md": "---\nname: Bo Berg\n---\n",
    "meetups/2026-11-11-earlier.md": EARLIER,
    "meetups/2026-11-25-now.md": MEETUP,
}


def _project(root: Path, meetup: str = MEETUP) -> Path:
    return write_notes(set_up(root), {**NOTES, "meetups/2026-11-25-now.md": meetup})


def _bytes(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((root / "content/meetups").iterdir())}


def _closed(root: Path, *arguments: str) -> str:
    done = cop(root, "close", "2026-11-25-now", *arguments)
    assert done.exit_code == 0, done.output
    return done.output


def _typed(root: Path, text: str, *arguments: str) -> Result:
    """Close the meetup with a text on standard input."""
    return CliRunner().invoke(main, ["-C", str(root), "close", "2026-11-25", *arguments], input=text)


def _now(root: Path) -> str:
    return (root / "content/meetups/2026-11-25-now.md").read_text("utf-8")


def test_what_came_of_a_meetup_is_written_down_once(tmp_path: Path) -> None:
    """Attendance, claims, parts and actions stand in the notes; the same command again changes nothing."""
    root = _project(tmp_path)
    said: tuple[str, ...] = (
        "--attended",
        "1. @ana\n2. Bo Berg (host)\nCem, cem",
        "--covered",
        "Wait long",
        "--wrote",
        "Ana Li",
    )
    said += ("--facilitated", "Dee", "--done", "2026-11-11-earlier#2", "--carry", "tea")
    output = _closed(root, *said)
    assert "content/meetups/2026-11-25-now.md" in output
    assert _now(root) == (
        "---\ntitle: Now\ntags: [silence]\ncovers: [silence/wait]\nattendees: [ana, bo, Cem]\nfacilitators: [Dee]\n"
        "scribe: ana\n---\nWelcome.\n\n## Aufgaben\n\n- [ ] @ana bring [tea](https://example.org) (due 2026-12-01)\n"
    )
    assert "- [x] @bo call Cem\n" in (root / "content/meetups/2026-11-11-earlier.md").read_text("utf-8")
    before = _bytes(root)
    again = _closed(root, *said)
    assert _bytes(root) == before
    assert "content/" not in again
    # What is carried over is one action, and done when its last mention is.
    _closed(root, "--done", "2026-11-11-earlier#1")
    assert "- [x] @ana bring [tea]" in _now(root)
    assert "tea" not in _agenda(root)


def _agenda(root: Path) -> str:
    write_notes(root, {"meetups/2026-12-09-next.md": "---\ntitle: Next\n---\n"})
    return cop(root, "agenda", "2026-12-09").output


@pytest.mark.parametrize(
    ("before", "arguments", "after"),
    [
        ("covers: [silence/wait, silence/ask]", ("--covered", "ask"), "covers: [silence/ask]"),
        ("covers: [silence/wait, silence/ask] # c", ("--covered", "wait"), "covers: [silence/wait] # c"),
        ("covers:\n  - silence/wait # w\n  - silence/ask", ("--covered", "wait"), "covers:\n  - silence/wait # w"),
        ("covers:\n- wait", ("--covered", "wait,ask"), "covers:\n- wait\n- silence/ask"),
        ("covers: wait", ("--covered", "wait", "--covered", "ask"), "covers: [wait, silence/ask]"),
        ("covers: [wait]\nhost: X", ("--covered", ""), "host: X"),
        ("covers:\n- wait\n# kept\nhost: X", ("--covered", ""), "# kept\nhost: X"),
        ("covers:", ("--covered", "ask"), "covers: [silence/ask]"),
        ("attendees: ['Ana Li']", ("--attended", "ana, bo"), "attendees: ['Ana Li', bo]"),
        ('attendees:\n    - "@ana"\nhost: X', ("--attended", "bo"), 'attendees:\n    - "@ana"\n    - bo\nhost: X'),
        ("attendance: 3", ("--attended", "12"), "attendance: 12"),
        ("status: planned", ("--attended", "12"), "attendance: 12"),
        ("scribe: Ana Li", ("--wrote", "@ana"), "scribe: Ana Li"),
        ("scribe: Ana Li", ("--wrote", "Zoë D'Arc #x"), 'scribe: "Zoë D\'Arc #x"'),
    ],
    ids=[
        *("flow-last", "flow-first", "block", "block-more", "text", "none", "none-block", "empty", "quoted", "handle"),
        *("number", "status", "same", "quotes"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_field_is_edited_in_its_own_style(
    tmp_path: Path, before: str, arguments: tuple[str, ...], after: str, ends: str
) -> None:
    """Quotes, comments, line ends and the way in which a list is written stay."""
    text = f"---\ntitle: Now\ntags: [silence]\n{before}\n---\nText  \n\n"
    root = _project(tmp_path, text.replace("\n", ends))
    cop(root, "close", "2026-11-25-now", *arguments)
    written = (root / "content/meetups/2026-11-25-now.md").read_bytes().decode()
    assert written == text.replace(before, after).replace("\n", ends)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "## Aufgaben\n\n- [ ] @bo call Cem\n"),
        ("Text.", "Text.\n\n## Aufgaben\n\n- [ ] @bo call Cem\n"),
        ("## Next steps\n\n* [ ] own\n\n## Rest\n", "## Next steps\n\n* [ ] own\n- [ ] @bo call Cem\n\n## Rest\n"),
        ("## Actions\n\n## Rest\n", "## Actions\n\n- [ ] @bo call Cem\n\n## Rest\n"),
        ("## Actions\n\n- call Cem @bo\n", "## Actions\n\n- call Cem @bo\n"),
    ],
    ids=["empty", "text", "items", "heading", "there"],
)
def test_an_action_is_carried_to_where_actions_stand(tmp_path: Path, before: str, after: str) -> None:
    """After the others, below the heading, or below one in the words of the meetup that it comes from."""
    root = _project(tmp_path, f"---\ntitle: Now\n---\n{before}")
    _closed(root, "--carry", "call cem")
    assert _now(root) == f"---\ntitle: Now\n---\n{after}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--covered", "silence/wiat"), "did you mean"),
        (("--covered", "nothing-like-it"), "silence/wait, silence/ask"),
        (("--done", "2026-11-11-earlier#9"), "2026-11-11-earlier has 3"),
        (("--done", "no such words"), "open are: 2026-11-11-earlier#1, 2026-11-11-earlier#2"),
        (("--done", "e"), "any of several"),
        (("--done", "tea", "--carry", "tea"), "done and carried over"),
        (("--carry", "2026-11-11-earlier#3"), "nothing to carry over"),
        (("--attended", " , "), "names nobody"),
        (("--wrote", "A, B"), "not 2"),
    ],
    ids=["near", "unknown", "number", "words", "several", "both", "finished", "nobody", "two"],
)
def test_what_is_not_known_is_an_error_and_nothing_changes(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """All is written or nothing is, and the message says what there is."""
    root = _project(tmp_path)
    before = _bytes(root)
    done = cop(root, "close", "2026-11-25", "--attended", "Zed", *arguments)
    assert (done.exit_code, message in done.output) == (2, True), done.output
    assert _bytes(root) == before


@pytest.mark.parametrize(
    "text",
    ["---\ntitle: [\n---\n", "---\ntitle: A\nBody\n", "---\ntitle: A\ntags: {\n---\nText\n"],
    ids=["bracket", "open", "brace"],
)
def test_an_unreadable_note_is_an_error_that_names_it(tmp_path: Path, text: str) -> None:
    """It stays as it is."""
    root = _project(tmp_path, text)
    done = cop(root, "close", "2026-11-25-now", "--attended", "Zed")
    assert (done.exit_code, "content/meetups/2026-11-25-now.md" in done.output) == (2, True)
    assert _now(root) == text


@pytest.mark.parametrize(
    ("raw", "reference"),
    [
        (b"---\ntitle: Bad\ntags: [\n---\n## Actions\n\n- [ ] @bo x\n", "2026-11-18-bad#1"),
        (b"---\ntitle: \xff\n---\n## Actions\n\n- [ ] @bo x\n", "2026-11-18-bad#1"),
    ],
    ids=["yaml", "encoding"],
)
def test_an_action_in_an_unreadable_note_is_an_error_that_names_it(tmp_path: Path, raw: bytes, reference: str) -> None:
    """Neither that note nor the meetup's is changed."""
    root = _project(tmp_path)
    (root / "content/meetups/2026-11-18-bad.md").write_bytes(raw)
    before = _bytes(root)
    done = cop(root, "close", "2026-11-25-now", "--attended", "Zed", "--done", reference)
    assert (done.exit_code, "content/meetups/2026-11-18-bad.md" in done.output) == (2, True), done.output
    assert _bytes(root) == before


def test_a_meetup_to_come_is_not_closed(tmp_path: Path) -> None:
    """Nothing has come of it yet."""
    root = write_notes(_project(tmp_path), {"meetups/2026-11-26-next.md": "---\ntitle: Next\n---\n"})
    done = cop(root, "close", "2026-11-26", "--attended", "3")
    assert (done.exit_code, "still to come" in done.output) == (2, True)


def test_it_says_what_the_notes_lack(tmp_path: Path) -> None:
    """Without options and without a terminal it changes nothing, and names each gap until it is filled."""
    root = _project(tmp_path, "---\ntitle: Now\ntags: [silence]\n---\n## Actions\n\n- [ ] tidy up\n")
    before = _bytes(root)
    output = _closed(root)
    assert _bytes(root) == before
    missing = [line.removeprefix("still missing: ") for line in output.splitlines()]
    assert [one.split(" (")[0].split(":")[0] for one in missing] == [
        *("who came, or how many", "which objectives it covered", "who facilitated", "who wrote the notes"),
        *("notes", "who does 'tidy up'"),
    ]
    _closed(root, "--attended", "3", "--covered", "ask", "--facilitated", "A", "--wrote", "B")
    write_notes(root, {"meetups/2026-11-25-now.md": _now(root) + "\n" + "word " * 50 + "\n"})
    assert _closed(root) == "still missing: who does 'tidy up'\n"


def test_it_asks_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no option is given, each thing is asked for, and an empty answer says nothing."""
    root = _project(tmp_path)
    monkeypatch.setattr(close_command, "_is_terminal", lambda: True)
    answers = ("ana, bo", "silence/ask", "", "bo", "2026-11-11-earlier#2", "2026-11-11-earlier#1")
    done = _typed(root, "\n".join([*answers, ""]))
    assert done.exit_code == 0, done.output
    assert "2026-11-11-earlier#1: bring tea" in done.output
    assert "covers: [silence/ask]\nattendees: [ana, bo]\nscribe: bo\n" in _now(root)
    assert "- [ ] @ana bring" in _now(root)


def test_a_roll_call_comes_from_standard_input(tmp_path: Path) -> None:
    """What a video call lists can be piped in."""
    root = _project(tmp_path)
    done = _typed(root, "Ana Li\n- Cem\n", "--attended", "-")
    assert done.exit_code == 0, done.output
    assert "attendees: [ana, Cem]\n" in _now(root)


def test_a_dry_run_shows_a_diff_that_can_be_applied(tmp_path: Path) -> None:
    """Nothing is written, and the diff makes what the command would."""
    root = _project(tmp_path)
    before = _bytes(root)
    said = ("--attended", "ana", "--done", "call cem", "--carry", "tea")
    diff = _closed(root, *said, "--dry-run")
    assert _bytes(root) == before
    (root / "a.patch").write_text(diff.partition("still missing")[0], "utf-8")
    assert run(root, "patch", "-p1", "-s", "-i", "a.patch").returncode == 0
    patched = _bytes(root)
    write_notes(root, {name: NOTES[name] for name in NOTES if name.startswith("meetups/")})
    _closed(root, *said)
    assert _bytes(root) == patched


def test_pieces_of_a_roll_call() -> None:
    """List marks, handles' signs, addresses and remarks in brackets are no part of a name."""
    text = "- Ana Li (she/her)\n* @bo;Cem <cem@example.org>\n3) Dee\n\n[x] Eve\tFay, Ana Li"
    assert read_roll_call(text) == ["Ana Li", "bo", "Cem", "Dee", "Eve", "Fay"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana, Bo and Cem", ["Ana", "Bo", "Cem"]),
        ("Ana & Bo | Andy Sandor", ["Ana", "Bo", "Andy Sandor"]),
        ("@ana @bo-berg\n@cem", ["ana", "bo-berg", "cem"]),
        ("- [x] Ana\n- [ ] Bo\n- [X] Cem", ["Ana", "Cem"]),
        ("- [ ] Ana\n- [ ] Bo", ["Ana", "Bo"]),
        ("**Ana Li**, _Bo_, `cem`, [Dee](../members/dee.md)", ["Ana Li", "Bo", "cem", "Dee"]),
        ("– Ana\n✓ Bo\n\n10. Cem", ["Ana", "Bo", "Cem"]),
        ("@ana (online), Ana-Maria d'Arc", ["ana", "Ana-Maria d'Arc"]),
        (" , ;\n", []),
        pytest.param("宮澤 春子、小野 健司，@minh", ["宮澤 春子", "小野 健司", "minh"], id="Japanese"),
        pytest.param("هالة القيسي، رؤى القاسم؛ @yahya", ["هالة القيسي", "رؤى القاسم", "yahya"], id="Arabic"),
    ],
)
def test_odd_forms_of_a_roll_call(text: str, names: list[str]) -> None:
    """Words between names, rows of handles, boxes, of which an empty one beside ticked ones is an absence, Markdown."""
    assert read_roll_call(text) == names


@pytest.mark.parametrize("written", ["Ana, 3 guests", "Present: Ana", "Ana, bo@example.org", "Ana, -", "Ana @bo"])
def test_what_is_no_name_is_not_written_down_as_one(tmp_path: Path, written: str) -> None:
    """A number of people, a label and an address are refused, and nothing is changed."""
    root = _project(tmp_path)
    before = _bytes(root)
    done = cop(root, "close", "2026-11-25-now", "--attended", written)
    assert (done.exit_code, "cannot be a name" in done.output, _bytes(root)) == (2, True, before)


_NAME = st.sampled_from(
    ["Ana Li", "@ana", "Bo Berg", "Cem", "Zoë", "D'Arc", 'He "X" Y', "null", "Monkey 12", "a #b", "#x"]
)


def _identify(name: str) -> str:
    return {"@ana": "ana", "Ana Li": "ana", "Bo Berg": "bo"}.get(name, name.strip("\"'.:"))


@settings(max_examples=40, deadline=None)
@given(
    had=st.lists(_NAME, max_size=3, unique=True),
    came=st.lists(_NAME, min_size=1, max_size=4),
    block=st.booleans(),
    body=st.sampled_from(["", "Text", "\n\n# T\n\n- x\n"]),
)
@pytest.mark.slow
def test_attendance_grows_and_nothing_else_changes(had: list[str], came: list[str], block: bool, body: str) -> None:
    """Whoever was written down stays, whoever came is there once, and the rest of the note is the same."""
    items = [f"'{name.replace(chr(39), chr(39) * 2)}'" for name in had]
    written = "attendees:" + ("".join(f"\n  - {item}" for item in items) if block else f" [{', '.join(items)}]")
    text = f"---\ntitle: Now\n{written}\nhost: H # h\n---\n{body}"
    with TemporaryDirectory() as folder:
        root = _project(Path(folder), text)
        _closed(root, "--attended", "\n".join(came))
        now = _now(root)
        values = load(SourceText("a.md", "a.md", now)).front_matter.values
        assert {_identify(name) for name in values["attendees"]} == {_identify(name) for name in [*had, *came]}
        assert len(values["attendees"]) == len({_identify(name) for name in values["attendees"]})
        assert "\nhost: H # h\n" in now
        assert now.partition("\n---\n")[2] == body
        _closed(root, "--attended", "\n".join(came))
        assert _now(root) == now
