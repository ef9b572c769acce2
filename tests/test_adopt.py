"""Adopting: what becomes of the folders, calendars and tables that communities have."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from expected_files import ExpectedFiles
from sites import COP, cop, run, set_up

from cop_site.adopt.adoption import Choices
from cop_site.adopt.adoption import adopt as propose
from cop_site.adopt.naming import Names
from cop_site.adopt.sources.errors import SourceError
from cop_site.adopt.sources.read import read_source
from cop_site.adopt.write import write_adoption
from cop_site.fixes.write import replace_file

CASES = Path(__file__).parent / "cases" / "adopt"
DAY = date(2026, 11, 25)


def adopt(case: str, root: Path, *options: str) -> str:
    """The output of adopting the source of a case into an empty project."""
    (root / "pyproject.toml").write_text("[tool.cop]\nas_of = 2026-11-25\n", "utf-8")
    sources = sorted((CASES / case / "source").parent.glob("source*"))
    done = cop(root, "adopt", *map(str, sources), "--name", "Example Community", *options)
    assert done.exit_code == 0, done.output
    return done.output


def show(root: Path) -> str:
    """Every note below the content folder, one after another."""
    content = root / "content"
    notes = sorted(content.rglob("*.md"))
    files = sorted(file for file in content.rglob("*") if file.is_file() and file.suffix != ".md")
    texts = [f"===== {note.relative_to(content).as_posix()}\n{note.read_text('utf-8')}" for note in notes]
    return "".join([*texts, *(f"===== {file.relative_to(content).as_posix()}\n" for file in files)])


@pytest.mark.parametrize("case", sorted(folder.name for folder in CASES.iterdir()))
def test_a_source_becomes_notes(case: str, tmp_path: Path, expected_files: ExpectedFiles) -> None:
    """The report and all notes are as expected, the check finds no error, and a second run changes nothing.

    No note is left out because its file is called after somebody who is not listed.
    """
    report = adopt(case, tmp_path)
    notes = show(tmp_path)
    actual = f"{report}\n{notes}"
    assert actual == expected_files.text(CASES / case / "expected.txt", actual)
    checked = cop(tmp_path, "check")
    assert (checked.exit_code, "left out" in checked.output) == (0, False)
    assert re.fullmatch(r"\d+ unchanged", adopt(case, tmp_path).splitlines()[-1])
    assert show(tmp_path) == notes


@pytest.mark.slow
def test_nothing_that_was_hidden_is_published(tmp_path: Path) -> None:
    """Drafts and notes that say they are not published are in no file of the site, which is built at once."""
    hidden = 0
    for folder in sorted(CASES.iterdir()):
        adopt(folder.name, tmp_path)
        hidden += sum(b"HIDDEN-SENTINEL" in file.read_bytes() for file in folder.rglob("source*") if file.is_file())
    assert hidden > 0
    done = cop(tmp_path, "build")
    assert done.exit_code == 0, done.output
    files = [file.read_bytes() for file in (tmp_path / "site").rglob("*") if file.is_file()]
    site = b"".join(gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw for raw in files)
    assert b"Folding paper" in site
    assert b"Climbing" in site
    assert b"HIDDEN-SENTINEL" not in site


KEPT_OFF = {
    "yaml": "---yaml\ntitle: A\ndraft: true\n---\n",
    "toml": '---toml\ntitle = "A"\ndraft = true\n---\n',
    "json": '---json\n{"title": "A", "draft": true}\n---\n',
    "dashes": "-----\ntitle: A\ndraft: true\n-----\n",
    "blank": "\n \n---\ntitle: A\ndraft: true\n---\n",
    "indented": " ---\ntitle: A\ndraft: true\n---\n",
    "unframed": "Title: A\nStatus: draft\n\n",
    "unframed-alone": "Draft: yes\n\n",
    "until": "---\nhiddenUntil: 2099-01-01\n---\n",
    "build": "---\nbuild:\n  render: never\n---\n",
    "params": "+++\n[params]\nprivate = true\n+++\n",
    "broken": "---\ntitle: [\nisDraft: true\n---\n",
    "Entw\u00fcrfe/nfc": "",
    "Entwu\u0308rfe/nfd": "",
    "_unpublished/a": "",
}
"""Names of files, and how each says that it is not to be seen."""


def test_every_way_to_keep_a_note_off_is_known(tmp_path: Path) -> None:
    """Whatever frames the fields, whichever tool has the word, and whatever the folder is called."""
    for name, front in KEPT_OFF.items():
        file = tmp_path / "old" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{front}Text.\n", "utf-8")
    adoption = propose(read_source(tmp_path / "old", DAY), DAY, Choices(), {}, ())
    made = {
        adopted.entry.record.origin: adopted.note.text for adopted in adoption.notes if adopted.note.name != "index.md"
    }
    assert len(made) == len(KEPT_OFF)
    assert [origin for origin, text in made.items() if "\ndraft: true\n" not in text] == []
    assert [origin for origin, text in made.items() if not text.endswith("\n---\nText.\n")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Present: Ana, Bo\nAbsent: Cy\n\nText.\n",
        "-----\nA line above.\n-----\n",
        "\n---\n\nA line.\n\n---\n",
        "Note: this is a text.\n",
        "---yaml\nA line.\n",
    ],
)
def test_a_text_is_no_field(text: str, tmp_path: Path) -> None:
    """What only looks like fields stays in the text."""
    (tmp_path / "a.md").write_text(text, "utf-8")
    (record,) = read_source(tmp_path / "a.md", DAY).records
    assert (record.fields, record.body.strip()) == ({}, text.strip())


@pytest.mark.parametrize("text", ["- " * 50_000 + "x", "- " + "[" * 50_000 + "]" * 50_000], ids=["block", "flow"])
def test_a_deep_list_ends_no_program(text: str, tmp_path: Path) -> None:
    """It is refused as a list of records, and a note with it in its fields is read line by line."""
    (tmp_path / "a.yml").write_text(text, "utf-8")
    done = run(set_up(tmp_path / "new"), COP, "adopt", str(tmp_path / "a.yml"), "--yes")
    assert (done.returncode, "nested too deeply" in done.stderr) == (2, True)
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nx:\n  {text}\n---\n", "utf-8")
    done = run(tmp_path / "new", COP, "adopt", str(tmp_path / "a.md"), "--yes")
    assert done.returncode == 0
    assert "nested too deeply" in done.stdout


def test_deep_records_end_no_program(tmp_path: Path) -> None:
    """An export whose records are deeper than fields may be is refused with a message."""
    deep = "[" * 900 + "]" * 900
    (tmp_path / "a.json").write_text(f'[{{"number": 1, "title": "A", "body": "b", "x": {deep}}}]', "utf-8")
    with pytest.raises(SourceError, match="more than 100 values within each other"):
        read_source(tmp_path / "a.json", DAY)


def test_a_period_is_no_day(tmp_path: Path) -> None:
    """An event that begins with one is left out, and the others are taken."""
    event = "BEGIN:VEVENT\nUID:{}\nSUMMARY:A\nDTSTART{}\nEND:VEVENT\n"
    events = event.format(1, ";VALUE=PERIOD:20260101T000000Z/PT1H") + event.format(2, ":20260101")
    (tmp_path / "a.ics").write_text(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n", "utf-8")
    found = read_source(tmp_path / "a.ics", DAY)
    assert (len(found.records), len(found.left_out)) == (1, 1)


def test_what_people_changed_stays(tmp_path: Path) -> None:
    """A note that somebody edited or deleted after adopting stays as it is, and another file is never written over."""
    theirs = tmp_path / "content/resources/wire-frames.md"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("---\ntitle: Ours\n---\n", "utf-8")
    adopt("jekyll", tmp_path)
    assert theirs.read_text("utf-8") == "---\ntitle: Ours\n---\n"
    edited, deleted = tmp_path / "content/resources/folding-paper.md", tmp_path / "content/idea.md"
    edited.write_text("---\ntitle: Folding\n---\n", "utf-8")
    next(tmp_path.glob("content/**/idea.md")).unlink()
    assert "1 deleted, 1 edited, 6 unchanged" in adopt("jekyll", tmp_path)
    assert edited.read_text("utf-8") == "---\ntitle: Folding\n---\n"
    assert not deleted.exists()


def test_nothing_is_called_after_somebody_whom_the_project_hides(tmp_path: Path) -> None:
    """Neither the file of a note nor an old address names somebody who is not listed, by whichever of their names."""
    member = tmp_path / "content" / "members" / "zq.md"
    member.parent.mkdir(parents=True)
    member.write_text("---\nname: Zelda Quill\naliases: [Zelda Marsh]\nlisted: false\n---\n", "utf-8")
    source = tmp_path / "notes" / "zelda-marsh.md"
    source.parent.mkdir()
    source.write_text("---\ntitle: Kites\npermalink: /talks/zelda-quill/\n---\nText.\n", "utf-8")
    assert cop(tmp_path, "adopt", str(source.parent), "--yes").exit_code == 0
    notes = [file for file in (tmp_path / "content").rglob("*.md") if file != member]
    assert [file.name for file in notes if "Kites" in file.read_text("utf-8")] == ["kites.md"]
    assert not any("redirect_from" in file.read_text("utf-8") for file in notes)


def test_a_renamed_note_is_found_again(tmp_path: Path) -> None:
    """`cop rename` gives a note another name; adopting again brings no second one, and links lead to the new name."""
    adopt("jekyll", tmp_path)
    assert cop(tmp_path, "rename", "note", "folding-paper", "folding").exit_code == 0
    before = show(tmp_path)
    assert "new" not in adopt("jekyll", tmp_path).splitlines()[-1]
    assert show(tmp_path) == before


def test_without_its_record_nothing_is_written_over(tmp_path: Path) -> None:
    """If `adopted.json` is lost, notes are known by their origin, and those that were edited stay."""
    adopt("jekyll", tmp_path)
    (tmp_path / "adopted.json").unlink()
    edited = tmp_path / "content/resources/folding-paper.md"
    edited.write_text(edited.read_text("utf-8") + "Ours.\n", "utf-8")
    before = show(tmp_path)
    assert "1 edited, 6 unchanged" in adopt("jekyll", tmp_path)
    assert show(tmp_path) == before


def test_problems_that_come_along_stop_no_build(tmp_path: Path) -> None:
    """They are recorded, but not those that were there before."""
    ours = tmp_path / "content/ours.md"
    ours.parent.mkdir()
    ours.write_text("# Ours\n\n[gone](gone.md)\n", "utf-8")
    adopt("broken", tmp_path)
    found = json.loads(cop(tmp_path, "check", "--format", "json").stdout)
    errors = [row for row in found if row["severity"] == "error"]
    assert {row["path"] for row in errors if row["baseline_state"] == "new"} == {"content/ours.md"}
    assert "content/unclosed.md" in {row["path"] for row in errors if row["baseline_state"] == "unchanged"}


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    """Notes are known by the name of their source: those of the second would be taken for those of the first."""
    for folder in ("a/docs", "b/docs", "x/a/docs"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "note.md").write_text(f"# In {folder}\n", "utf-8")
    assert cop(tmp_path, "adopt", str(tmp_path / "a/docs"), str(tmp_path / "x/a/docs")).exit_code == 2
    assert cop(tmp_path, "adopt", str(tmp_path / "a/docs"), str(tmp_path / "b/docs")).exit_code == 0
    assert show(tmp_path).count("# In ") == 2


def test_a_hostile_folder_loses_nothing_else(tmp_path: Path) -> None:
    """Links out of it, sockets, huge and binary files, odd names and deep folders are named; the rest is adopted."""
    source = tmp_path / "hostile"
    deep = source.joinpath(*["d"] * 30)
    deep.mkdir(parents=True)
    (deep / "deep.md").write_text("HIDDEN-SENTINEL", "utf-8")
    (tmp_path / "outside.md").write_text("HIDDEN-SENTINEL", "utf-8")
    (source / "link.md").symlink_to(tmp_path / "outside.md")
    (source / "loop").symlink_to(source)
    os.mkfifo(source / "pipe.md")
    with (source / "huge.md").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    (source / "bad\x1bname\n.md").write_text("# Odd\n", "utf-8")
    (source / "CON.md").write_text("# Device\n", "utf-8")
    (source / "bytes.md").write_bytes(bytes(range(256)))
    (source / "pictures.md").write_text(f"# Docs\n\n![][image1]\n\n[image1]: <data:image/png;base64,{'A' * 10**6}>\n")
    (source / "line.md").write_text("# Line\n\n" + "word " * 20_000, "utf-8")
    (source / "field.md").write_text(f"---\nnumber: 7\ntranscript: {'word ' * 5_000}\n---\n# Field\n", "utf-8")
    (source / "good.md").write_text("# Good\n", "utf-8")
    project = set_up(tmp_path / "project")
    done = cop(project, "adopt", str(source), "--all")
    assert done.exit_code == 0, done.output
    named = (
        "field.md: a field is too large",
        "link.md is a symbolic link",
        "loop is a symbolic link",
        "pipe.md is not a regular file",
        "huge.md has",
    )
    assert [text for text in (*named, "bytes.md is not a text", "nested more than") if text not in done.output] == []
    notes = show(project)
    assert [text for text in ("# Odd", "# Device", "# Docs", "# Line", "# Good", "'7'") if text not in notes] == []
    assert "HIDDEN-SENTINEL" not in notes
    assert "\x1b" not in done.output
    assert cop(project, "check").exit_code == 0


def test_a_first_name_alone_is_proposed_and_never_merged(tmp_path: Path) -> None:
    """Only where one longer name begins with it; the people stay apart."""
    source = tmp_path / "circle"
    source.mkdir()
    for day, came in (("01", "- Ana Li\n- Bo\n- Kim Roe"), ("02", "- Ana\n- Kim\n- Kim Poe\n- Bo Chen")):
        (source / f"2024-03-{day}.md").write_text(f"# Circle\n\n## Present\n\n{came}\n", "utf-8")
    project = set_up(tmp_path / "project")
    output = cop(project, "adopt", str(source)).output
    assert "1 Ana, perhaps Ana Li" in output
    assert "1 Bo, perhaps Bo Chen" in output
    assert "perhaps Kim" not in output
    assert "[Ana, Kim, Kim Poe, Bo Chen]" in show(project)


def test_folders_of_a_site_are_left_out_beside_its_settings_only(tmp_path: Path) -> None:
    """A vault may have notes in `Themes/` and `public/`; a site has programs there."""
    for name in ("vault/Themes/dusk.md", "vault/public/a.md", "site/content/a.md", "site/themes/b/README.md"):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text("# A\n", "utf-8")
    (tmp_path / "site/hugo.toml").write_text("title = 'A'\n", "utf-8")
    vault, site = (read_source(tmp_path / name, DAY) for name in ("vault", "site"))
    assert [record.origin for record in vault.records] == ["Themes/dusk.md", "public/a.md"]
    assert [record.origin for record in site.records] == ["content/a.md"]
    assert ("themes/", "is a folder of programs") in [(left.origin, left.reason) for left in site.left_out]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """The report alone leaves the project as it was."""
    report = adopt("minutes", tmp_path, "--dry-run")
    assert "11 meetups, 2024-03-26 to 2024-09-03" in report
    assert [file.name for file in tmp_path.iterdir()] == ["pyproject.toml"]


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ('title,date,notes\nA,2020-01-01,x\n\n"B,2020-02-01,y\nC,2020-03-01,z\n"D",2020-04-01,x\n', 4),
        ('title,date,notes\nA,2020-01-01,x\nB,2020-02-01,"y\nC,2020-03-01,z\n', 3),
        ('"title,date,notes\nA,2020-01-01,x\n', 1),
    ],
    ids=["takes in a row", "is open to the end", "is in the header"],
)
def test_an_open_quotation_mark_takes_in_no_rows(table: str, line: int, tmp_path: Path) -> None:
    """A table whose rows would be lost in one cell is refused, with the line where that row begins."""
    source = tmp_path / "table.csv"
    source.write_text(table, "utf-8")
    done = cop(tmp_path, "adopt", str(source), "--yes")
    assert done.exit_code == 2
    assert f"table.csv, line {line}: a quotation mark in this row is not closed" in done.output


def test_quoted_cells_keep_their_lines_and_marks(tmp_path: Path) -> None:
    """A cell may have several lines and quotation marks, even if those come late in the table."""
    rows = "".join(f"Evening {number},2020-01-01,nothing was said\n" for number in range(300))
    source = tmp_path / "table.csv"
    source.write_text(
        f'title,date,notes\n{rows}Late,2020-02-01,"one ""two""\nthree"\nThe "best",2020-03-01,x\n', "utf-8"
    )
    assert cop(tmp_path, "adopt", str(source), "--yes").exit_code == 0
    assert (tmp_path / "content/meetups/2020-02-01-late.md").read_text("utf-8").endswith('\none "two"\nthree\n')
    assert (tmp_path / "content/meetups/2020-03-01-the-best.md").is_file()


@pytest.mark.parametrize(
    "raw",
    [b"\x00\x1b[31m\xff", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n\x00\x1b[31m\xff\x7f\n"],
    ids=["binary", "begins well"],
)
def test_what_is_no_calendar_is_not_shown(raw: bytes, tmp_path: Path) -> None:
    """The message about a file that is no calendar has none of its bytes, as they are or escaped."""
    source = tmp_path / "events.ics"
    source.write_bytes(raw)
    done = cop(tmp_path, "adopt", str(source), "--yes")
    assert done.exit_code == 2
    assert "is not a calendar" in done.output
    assert "[31m" not in done.output


def test_many_of_one_name_are_numbered_as_they_come() -> None:
    """Each name is given once, whatever its case, and next to names that end with a number themselves."""
    names = Names(["a-3.md"])
    assert [names.claim(name) for name in ("a.md", "a.md", "A.md", "a-2.md", "a.md")] == [
        "a.md",
        "a-2.md",
        "A-4.md",
        "a-2-2.md",
        "a-5.md",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_run_that_cannot_write_is_completed_by_the_next(tmp_path: Path) -> None:
    """A full disk leaves no half of a file; the message says where, and another run ends as if nothing had been."""
    source = tmp_path / "old"
    source.mkdir()
    for number, size in (1, 10), (2, 9_000):
        text = f"[a](gone.md) ![b](b.png)\n\n{'word ' * size}\n"
        note = f"---\ntitle: Evening {number}\ndate: 2020-01-0{number}\n---\n\n{text}"
        (source / f"evening-{number}.md").write_text(note, "utf-8")
    (source / "b.png").write_bytes(b"no picture")
    roots = [tmp_path / name / "same" for name in ("stopped", "other")]
    for root in roots:
        root.mkdir(parents=True)
        (root / "pyproject.toml").write_text("[tool.cop]\nas_of = 2026-11-25\n", "utf-8")
    with limit_file_size(4_000):
        stopped = cop(roots[0], "adopt", str(source), "--yes")
    assert stopped.exit_code == 2
    assert "evening-2.md: file too large; what is written stays" in stopped.output
    assert not list(roots[0].rglob(".cop-????????????????"))
    assert [cop(root, "adopt", str(source), "--yes").exit_code for root in roots] == [0, 0]
    assert show(roots[0]) == show(roots[1])
    for name in ("adopted.json", "cop-baseline.json"):
        assert (roots[0] / name).read_text("utf-8") == (roots[1] / name).read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="this system cannot fork safely")
@pytest.mark.parametrize("case", ["many-shapes", "who-came", "jekyll"])
def test_two_processes_adopt_what_one_does(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report, the notes, what is recorded of them and what is wrong with them are the same."""
    roots = [tmp_path / name / "same" for name in ("one", "two")]
    reports = []
    for root in roots:
        root.mkdir(parents=True)
        (root / "pyproject.toml").write_text("[tool.cop]\nas_of = 2026-11-25\n", "utf-8")
        reports.append(cop(root, "adopt", str(CASES / case / "source"), "--yes", "--all").output)
        monkeypatch.setattr("cop_site.project.parallel._MIN_NOTES", 1)
        monkeypatch.setattr("cop_site.project.parallel.can_fork", lambda: True)
    assert "new" in reports[0]
    assert reports[0] == reports[1]
    assert show(roots[0]) == show(roots[1])
    for name in ("adopted.json", "cop-baseline.json"):
        one, two = (file.read_text("utf-8") if (file := root / name).exists() else "" for root in roots)
        assert one == two, name


@contextmanager
def limit_file_size(size: int) -> Iterator[None]:
    """Let no file grow beyond a number of bytes, as a full disk would not."""
    import resource  # noqa: PLC0415  # Windows has none

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_picture_that_vanishes_is_left_to_the_next_run(tmp_path: Path) -> None:
    """A file that is gone once it is to be copied stops nothing, and is copied when it is there again."""
    source, content = tmp_path / "old", tmp_path / "content"
    state: dict[str, list[str]] = {}
    source.mkdir()
    (source / "a.md").write_text("---\ntitle: A\n---\n![b](b.png)\n", "utf-8")
    picture = source / "b.png"
    picture.write_bytes(b"picture")
    adoption = propose(read_source(source, DAY), DAY, Choices(), {}, ())
    picture.unlink()
    assert write_adoption(adoption, content, state)["unreadable"] == 1
    picture.write_bytes(b"picture")
    assert write_adoption(adoption, content, state)["unchanged"] == len(adoption.notes)
    assert (content / "files/b.png").read_bytes() == b"picture"


def stop_before(number: int) -> Callable[[Path, bytes], None]:
    """Return what writes files, and stops the run before the one with a number."""
    left = iter(range(number))

    def write(file: Path, content: bytes) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        replace_file(file, content)

    return write


def test_a_run_that_is_stopped_anywhere_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever file was to be written next, the next run ends as the first would have, what no file says included."""
    source, ours = tmp_path / "old", "---\ntitle: Ours\n---\n[gone](gone.md)\n"
    source.mkdir()
    for day, name in (("01", "Ana Li"), ("02", "Ana  Lí"), ("03", "Bo (@bochen)")):
        head = f"---\ntitle: Evening {day}\ndate: 2024-03-{day}\ntags: [wood, clay]\n---\n"
        (source / f"evening-{day}.md").write_text(
            f"{head}[a](gone.md) ![b](b.png)\n\n## Present\n\n- {name}\n", "utf-8"
        )
    (source / "b.png").write_bytes(b"picture")

    def adopt_into(root: Path, number: int) -> int:
        """Adopt until before the file with a number."""
        with monkeypatch.context() as patch:
            write = stop_before(number)
            for module in ("adopt.write", "project.baseline"):
                patch.setattr(f"cop_site.{module}.replace_file", write)
            return cop(root, "adopt", str(source), "--yes").exit_code

    results = []
    for number in range(100):
        root = tmp_path / str(number) / "same"
        (root / "content").mkdir(parents=True)
        (root / "content/ours.md").write_text(ours, "utf-8")
        status = adopt_into(root, number)
        assert cop(root, "adopt", str(source), "--yes").exit_code == 0
        results.append(
            [(file.name, file.read_bytes()) for file in sorted(root.rglob("*.*")) if ".cop" not in str(file)]
        )
        if not status:
            break
    assert number > 8
    assert {"index.md", "wood.md", "bo.md", "b.png", "adopted.json"} < {name for name, _ in results[-1]}
    assert [number for number, result in enumerate(results) if result != results[-1]] == []


@pytest.mark.parametrize("stopped", ["write_baseline", "write_state"])
def test_a_run_that_is_stopped_in_its_check_is_completed(
    stopped: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Problems that came with notes are in the baseline once, whatever was written when the first run was stopped."""
    source = tmp_path / "old"
    source.mkdir()
    (source / "a.md").write_text("---\ntitle: A\n---\n\n[gone](gone.md)\n", "utf-8")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    written = []
    for name in ("stopped", "other"):
        root = tmp_path / name / "same"
        (root / "content").mkdir(parents=True)
        (root / "content/index.md").write_text("---\nname: Us\npurpose: To learn.\n---\n", "utf-8")
        if name == "stopped":
            with monkeypatch.context() as patch:
                patch.setattr(f"cop_site.commands.adopt.{stopped}", stop)
                assert cop(root, "adopt", str(source), "--yes").exit_code == 130
        assert cop(root, "adopt", str(source), "--yes").exit_code == 0
        written.append((root / "cop-baseline.json").read_text("utf-8"))
        assert '"old/a.md"' in (root / "adopted.json").read_text("utf-8")
    assert written[0] == written[1]
