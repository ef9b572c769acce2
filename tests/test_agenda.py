"""The agenda of a meetup: what it says, of whom, and that writing it leaves all else as it was."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from communities import measure_texts
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import cop, set_up, write_notes

from cop_site.authoring.agenda import draft_agenda
from cop_site.content.files import SourceText
from cop_site.content.generated_block import begin_of, blank_blocks, end_of
from cop_site.content.load import load

BEGIN, END = begin_of("agenda", "cop agenda --write"), end_of("agenda")
CHARTER = '---\nname: A\npurpose: P.\nmeetups: {every: 2 weeks, on: Wednesday, at: "18:00", minutes: 60}\n---\n'
NOTES = {
    "index.md": CHARTER,
    "topics/silence.md": (
        "---\ntitle: Silence\nsummary: Waiting is *work*.\n"
        "objectives: [{id: wait, text: Wait}, {id: ask, text: Ask}]\n---\n"
    ),
    "practices/pause.md": "---\ntitle: Pause\ntags: [silence]\nreviewed: 2026-11-01\nreview_in: 180\n---\nT.\n",
    "practices/old.md": "---\ntitle: Old\ntags: [silence]\nreviewed: 2020-11-01\nreview_in: 180\n---\nT.\n",
    "practices/gone.md": "---\ntitle: Gone\ntags: [silence]\nstate: retired\n---\nT.\n",
    "members/ana.md": "---\nname: Ana Li\nlisted: true\nwants: [{topic: silence, since: 2026-11-20}]\n---\n",
    "members/bo.md": "---\nname: Bo Secret\nwants: [{topic: silence, since: 2026-11-20}]\njoined: 2026-11-15\n---\n",
    "members/cy.md": "---\nname: Cy Hidden\npseudonym: Heron\n---\n",
    "members/di.md": "---\nname: Di New\nlisted: true\njoined: 2026-11-20\n---\n",
    "meetups/2026-11-11-before.md": (
        "---\ntitle: Before\ntags: [silence]\ncovers: [silence/wait]\nfacilitators: [Eve]\nscribe: ana\n---\n"
        "## Actions\n\n- [ ] @ana bring *tea* (due 2026-11-20)\n- [x] @ana done\n- [ ] @bo @cy ask x < y around.\n"
    ),
    "meetups/2026-12-02-next.md": "---\ntitle: Next\ntags: [silence]\nspeakers: [bo]\n---\nWelcome all.\n",
}


def _project(root: Path, **notes: str) -> Path:
    return write_notes(set_up(root), {**NOTES, **{name.replace("__", "/"): text for name, text in notes.items()}})


def _agenda(root: Path, *arguments: str) -> str:
    done = cop(root, "agenda", *arguments)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_agenda_is_computed_from_the_notes(tmp_path: Path) -> None:
    """Open actions with age and owner, the topic in short, what is open and current, who asked, who is new."""
    agenda = _agenda(_project(tmp_path))
    assert "Wed 2 Dec 2026, 18:00, 60 minutes" in agenda
    assert "- bring tea: Ana Li (21 days old, overdue since 20 Nov 2026; `2026-11-11-before#1`)" in agenda
    assert "- ask x \\< y around: a member and Heron (21 days old; `2026-11-11-before#3`)" in agenda
    assert "**[Silence](../topics/silence.md)**: Waiting is \\*work\\*." in agenda
    assert "Asked for by Ana Li and 1 more member." in agenda
    assert "- Ask (`silence/ask`)" in agenda
    assert "silence/wait" not in agenda
    assert "New since 11 Nov 2026: Di New and 1 more member" in agenda
    assert "- [Pause](../practices/pause.md)" in agenda
    for absent in ("Old", "Gone", "Secret", "Hidden", "done:"):
        assert absent not in agenda, absent


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ({}, ""),
        ({"ana": "2026-12-02"}, "overdue since 20 Nov 2026, has left: who takes it over?;"),
        ({"ana": "2026-12-03"}, ""),
        ({"bo": "2026-11-20"}, "a member and Heron (21 days old, 1 of 2 has left;"),
        ({"bo": "2026-11-20", "cy": "2026-11-21"}, "(21 days old, have left: who takes it over?;"),
    ],
    ids=["nobody", "by the day", "later", "one of two", "both"],
)
def test_it_says_where_who_took_something_on_has_left(left: dict[str, str], said: str) -> None:
    """By the day of the meetup; and of those who are not to be named only how many."""
    files = {key: f"members/{key}.md" for key in left}
    gone = {name: NOTES[name].replace("name:", f"left: {left[key]}\nname:") for key, name in files.items()}
    figures = measure_texts({**NOTES, **gone})
    agenda = draft_agenda(figures.community.meetups[-1], figures)
    assert said in agenda
    assert (" left" in agenda) == bool(said)
    assert "Secret" not in agenda


@pytest.mark.parametrize("minutes", [1, 2, 5, 17, 39, 40, 45, 60, 75, 90, 120, 480])
@pytest.mark.parametrize("action", ["", "## Actions\n\n- [ ] @ana tea\n"])
def test_the_minutes_add_up(minutes: int, action: str) -> None:
    """Whatever a meetup takes, its parts take neither more nor less."""
    texts = {
        "index.md": CHARTER,
        "meetups/2026-11-11-a.md": f"---\ntitle: A\n---\n{action}",
        "meetups/2026-12-02-b.md": f"---\ntitle: B\nminutes: {minutes}\n---\n",
    }
    figures = measure_texts(texts)
    agenda = draft_agenda(figures.community.meetups[1], figures)
    assert sum(int(length) for length in re.findall(r"^### .* \((\d+) min\)$", agenda, re.MULTILINE)) == minutes


def _turns(**meetups: str) -> list[str]:
    texts = {
        "index.md": CHARTER,
        "members/ana.md": "---\nname: Ana\nlisted: true\nroles: [{role: Facilitator, to: 2026-12-02}]\n---\n",
        "members/old.md": "---\nname: Old\nlisted: true\nroles: [{role: facilitator, to: 2026-12-01}]\n---\n",
        "members/left.md": "---\nname: Left\nlisted: true\nleft: 2026-12-01\n---\n",
        "members/veiled.md": "---\nname: Veiled\n---\n",
        "meetups/2026-12-02-next.md": "---\ntitle: Next\n---\n",
        **{f"meetups/{day[1:].replace('_', '-')}-x.md": f"---\ntitle: X\n{text}---\n" for day, text in meetups.items()},
    }
    figures = measure_texts(texts)
    meetup = next(meetup for meetup in figures.community.meetups if meetup.slug == "2026-12-02-next")
    agenda = draft_agenda(meetup, figures)
    return re.findall(r"^- (?:Facilitates|Writes the notes): (.*)$", agenda, re.MULTILINE)


def test_whose_turn_it_is() -> None:
    """Who did it longest ago comes first, who offers it and never did before all, and nobody has both parts."""
    nobody = "nobody yet; ask who would like to"
    assert _turns() == ["Ana, whose turn it is", nobody]
    held = {
        "_2026_10_07": "facilitators: [ana]\nscribe: Bea\n",
        "_2026_10_21": "facilitators: [Bea]\nscribe: Cem\n",
        "_2026_11_04": "facilitators: [Cem]\nscribe: ana\n",
    }
    assert _turns(**held) == ["Ana, whose turn it is", "Bea, whose turn it is"]
    again = {**held, "_2026_11_11": "facilitators: [ana]\nscribe: Bea\n"}
    assert _turns(**again) == ["Bea, whose turn it is", "Cem, whose turn it is"]
    # Neither who has left, nor who may not be named, nor who was not seen for a year can be asked.
    gone = {
        "_2024_10_07": "facilitators: [Long Ago]\n",
        "_2026_10_21": "facilitators: [left]\nscribe: veiled\n",
    }
    assert _turns(**gone) == ["Ana, whose turn it is", nobody]


def test_who_has_a_part_already_is_named() -> None:
    """What the meetup's own fields say needs no proposal."""
    figures = measure_texts(
        {"index.md": CHARTER, "meetups/2026-12-02-a.md": "---\ntitle: A\nfacilitators: [Bea]\nscribe: Cem\n---\n"}
    )
    agenda = draft_agenda(figures.community.meetups[0], figures)
    assert "- Facilitates: Bea\n- Writes the notes: Cem\n" in agenda


def test_it_is_for_the_next_meetup_or_a_named_one(tmp_path: Path) -> None:
    """Today's counts as next; one that is called off does not; a name may be the file, the slug or the day."""
    off = "---\ntitle: Off\nstatus: cancelled\n---\n"
    root = _project(
        tmp_path, **{"meetups__2026-11-26-off.md": off, "meetups__2026-11-25-today.md": "---\ntitle: T\n---\n"}
    )
    assert _agenda(root).startswith("## Agenda\n\nWed 25 Nov 2026,")
    for name in ("2026-12-02", "2026-12-02-next", "meetups/2026-12-02-next.md", "content/meetups/2026-12-02-next.md"):
        assert "\nWed 2 Dec 2026," in _agenda(root, name)
    refused = cop(root, "agenda", "2026-11-26")
    assert (refused.exit_code, "cancelled or moved" in refused.output) == (2, True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"---\ntitle: [\n---\n", "fix the front matter of content/meetups/2026-12-09-bad.md first"),
        (b"---\ntitle: A\ndate: 2026-12-09\nBody.\n", "content/meetups/2026-12-09-bad.md"),
        (b"---\ntitle: \xff\n---\n", "content/meetups/2026-12-09-bad.md"),
        (b"---\ntitle: A\ndraft: true\n---\n", "content/meetups/2026-12-09-bad.md is a draft"),
        (b"---\ntitle: A\n---\n" + BEGIN.encode() + b"\n", "content/meetups/2026-12-09-bad.md: the comments around"),
        (f"{END}\n{BEGIN}\n".encode(), "content/meetups/2026-12-09-bad.md: the comments around"),
    ],
    ids=["yaml", "unclosed", "encoding", "draft", "no-end", "turned-round"],
)
def test_a_note_that_cannot_be_worked_with_is_named(tmp_path: Path, text: bytes, message: str) -> None:
    """Such a note is an error, and stays as it is."""
    root = _project(tmp_path)
    file = root / "content/meetups/2026-12-09-bad.md"
    file.write_bytes(text)
    done = cop(root, "agenda", "2026-12-09-bad", "--write")
    assert done.exit_code == 2
    assert message in done.output
    assert file.read_bytes() == text


def test_without_a_meetup_to_come_it_says_how_to_plan_one(tmp_path: Path) -> None:
    """There is nothing to write an agenda for."""
    done = cop(write_notes(set_up(tmp_path), {"index.md": CHARTER}), "agenda")
    assert (done.exit_code, "'cop plan --write 1' or 'cop new meetup TITLE'" in done.output) == (2, True)


_LINES = st.lists(
    st.sampled_from(
        ["# T", "", "Text", "- item", "  - nested", "> q", "```", "## Actions", "- [ ] @ana tea", "<!-- x -->", "é"]
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(
    before=_LINES,
    after=_LINES,
    ends=st.sampled_from(["\n", "\r\n"]),
    mark=st.booleans(),
    closed=st.booleans(),
    placed=st.booleans(),
)
@pytest.mark.slow
def test_writing_touches_nothing_outside_of_the_comments(  # noqa: PLR0913  # one for each property of a file
    *, before: list[str], after: list[str], ends: str, mark: bool, closed: bool, placed: bool
) -> None:
    """Every byte around the comments stays, and writing again, later too, changes nothing."""
    block = [BEGIN, "old", "", "# older", END] if placed else []
    head = ["---", "title: Next", "tags: [silence]", "---"]
    raw = (b"\xef\xbb\xbf" if mark else b"") + ends.join([*head, *before, *block, *after]).encode()
    raw += ends.encode() if closed else b""
    with TemporaryDirectory() as folder:
        root = _project(Path(folder))
        file = root / "content/meetups/2026-12-02-next.md"
        file.write_bytes(raw)
        _agenda(root, "--write")
        written = file.read_bytes()
        start, end = written.index(BEGIN.encode()), written.index(END.encode()) + len(END)
        if placed:
            assert written[:start] == raw[: raw.index(BEGIN.encode())]
            assert written[end:] == raw[raw.index(END.encode()) + len(END) :]
        else:
            assert written[:start].removeprefix(raw).strip() == b""
            assert written.startswith(raw)
            assert written[end:].strip() == b""
        assert b"## Agenda" in written[start:end]
        _agenda(root, "--write")
        assert file.read_bytes() == written
        set_up(root, "as_of = 2026-12-20")
        _agenda(root, "2026-12-02", "--write")
        later = file.read_bytes()
        assert (later[: later.index(BEGIN.encode())], later[later.index(END.encode()) :]) == (
            written[:start],
            written[end - len(END) :],
        )


def test_nothing_is_read_from_what_was_written(tmp_path: Path) -> None:
    """The agenda is neither words of the meetup's notes, nor their summary, nor actions of their own."""
    root = _project(tmp_path)
    before = cop(root, "stats", "--format", "json").output
    _agenda(root, "--write")
    assert cop(root, "stats", "--format", "json").output == before
    text = (root / "content/meetups/2026-12-02-next.md").read_text("utf-8")
    source = load(SourceText("a.md", "a.md", text))
    assert source.prose.first_paragraph == "Welcome all."
    assert source.prose.words == 2
    assert len(source.authored.encode()) == len(source.body.encode())
    assert cop(root, "check").exit_code == 0


@given(st.text(alphabet="aé \n<!->", max_size=20), st.text(alphabet="aé \n", max_size=20))
def test_blanking_keeps_every_place(before: str, within: str) -> None:
    """What comes after the agenda stands at the same byte and on the same line."""
    body = f"{before}\n{BEGIN}\n{within}\n{END}\nafter"
    blank = blank_blocks(body)
    assert len(blank.encode()) == len(body.encode())
    assert blank.count("\n") == body.count("\n")
    assert blank.split() == [*before.split(), "after"]
