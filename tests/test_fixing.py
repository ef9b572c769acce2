"""`cop check --fix`: does what is safe, and nothing else."""

from __future__ import annotations

import shutil
import stat
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_cases import AS_OF, Case, diagnose, find_cases
from sites import cop, set_up, write_notes

from cop_site.diagnostics import Diagnostic, Edit, Fix, Severity, Span, pack_diagnostic, unpack_diagnostic
from cop_site.fixes.change import Change, ChangeError, render_diff, write_changes
from cop_site.fixes.edits import apply_edits, choose_edits, describe_fix
from cop_site.model.spelling.dates import read_dates, read_time
from cop_site.model.spelling.typos import is_only_typo, is_typo, is_typo_of_few
from cop_site.project.fixing import fix
from cop_site.project.open import open_project

CASES = find_cases()
WITH_FIX = [case for case in CASES if any(expected.get("fix") for expected in case.expected)]
CHARTER = "---\nname: Small\npurpose: To be fixed.\n---\nWelcome.\n"
SLIPS = {
    "index.md": CHARTER,
    "topics/handling-silence.md": "---\ntitle: Handling silence\n---\nText.\n",
    "meetups/2026-01-14-x.md": (
        "---\ntitel: A: b\ntags: [handling-silenc]\ndraft: no\nslides: example.org\n---\nText.\n"
    ),
}


def _content(root: Path) -> dict[str, bytes]:
    return {
        p.relative_to(root).as_posix(): p.read_bytes() for p in sorted((root / "content").rglob("*")) if p.is_file()
    }


def _fix(root: Path) -> tuple[Change, ...]:
    notes = fix(open_project(root, AS_OF), diagnose(root))
    write_changes(root, notes)
    return notes


def _errors(root: Path) -> Counter[str]:
    return Counter(d.span.path for d in diagnose(root) if d.severity is Severity.ERROR)


@pytest.mark.parametrize("case", WITH_FIX, ids=lambda case: case.folder.name)
def test_fixing_takes_away_what_it_can(case: Case, tmp_path: Path) -> None:
    """Safe fixes leave no file with more errors than before, do nothing a second time, and touch no other file."""
    case.copy("bad", tmp_path)
    before, old, found = _errors(tmp_path), _content(tmp_path), diagnose(tmp_path)
    notes = _fix(tmp_path)
    assert all(count <= before[path] for path, count in _errors(tmp_path).items())
    new = _content(tmp_path)
    assert {path for path in old if old[path] != new[path]} == {note.path for note in notes}
    safe = [d for d in found if d.fix and d.fix.safe]
    assert {note.path for note in notes} == {d.span.path for d in safe}
    assert len([d for d in diagnose(tmp_path) if d.code == case.code]) <= len(
        [d for d in found if d.code == case.code and not (d.fix and d.fix.safe)]
    )
    assert _fix(tmp_path) == ()
    assert _content(tmp_path) == new


def test_all_cases_together_are_fixed(tmp_path: Path) -> None:
    """Whatever else is broken, nothing that is safe to do is left undone, and no error is added."""
    for case in CASES:
        case.copy("bad", tmp_path)
    before = _errors(tmp_path)
    assert len(_fix(tmp_path)) > 20
    assert all(count <= before[path] for path, count in _errors(tmp_path).items())
    assert [d for d in diagnose(tmp_path) if d.fix and d.fix.safe] == []


# git is needed for the rest of the tests, too; patch is asked where somebody has it.
@pytest.mark.parametrize("tool", ["git apply", *(["patch -p1 --binary"] if shutil.which("patch") else [])])
def test_the_diff_can_be_applied(tool: str, tmp_path: Path) -> None:
    """What `--diff` prints makes of the notes what `--fix` makes of them, byte by byte, whatever their line ends."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for case in CASES:
        case.copy("bad", ours)
    (ours / "content" / "windows note.md").write_bytes(
        b"\xef\xbb\xbf\r\n---\r\ntitle: A: b\r\ndraft: no\r\n---\r\n[[x]]"
    )
    (ours / "content" / "old.md").write_bytes(b"---\rtitle: A: b\r---\rText")
    (ours / "content" / "end.md").write_bytes(b"---\ntitle: Never closed\nsummary: At all")
    shutil.copytree(ours, theirs, symlinks=True, ignore=shutil.ignore_patterns("*pipe*"))
    notes = _fix(ours)
    diff = render_diff(notes)
    done = subprocess.run(tool.split(), cwd=theirs, input=diff, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {note.path: (theirs / note.path).read_bytes() for note in notes} == {note.path: note.after for note in notes}
    assert b"windows note.md\t\n" in diff


def test_line_ends_and_marks_stay(tmp_path: Path) -> None:
    """A byte-order mark, Windows line ends and a missing last one are kept; new lines end as the others do."""
    root = write_notes(set_up(tmp_path), {"index.md": CHARTER})
    file = root / "content" / "windows.md"
    file.write_bytes(b'\xef\xbb\xbf---\r\ntitle: A: b\r\n---\r\n!!! tip "So"\r\n    Words.\r\n\r\nEnd')
    file.chmod(0o640)
    result = cop(root, "check", "--fix", "--strict")
    assert result.exit_code == 0, result.output
    assert file.read_bytes() == (
        b'\xef\xbb\xbf---\r\ntitle: "A: b"\r\n---\r\n> [!TIP]\r\n> **So**\r\n>\r\n> Words.\r\n\r\nEnd'
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [p.name for p in (root / "content").iterdir() if p.name.startswith(".")] == []


LINES = st.lists(
    st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=6), min_size=1, max_size=6
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@given(LINES, ENDS, st.booleans(), st.data())
def test_nothing_but_the_named_places_changes(lines: list[str], end: str, mark: bool, data: st.DataObject) -> None:
    """The bytes before, between and after edits are those of the file, and each edit's text stands between them."""
    kept, places, raw = [""], [], ""
    for number, line in enumerate(lines, 1):
        cut = data.draw(st.tuples(st.integers(0, len(line)), st.integers(0, len(line))).map(sorted))
        if data.draw(st.booleans()):
            kept[-1] += line[: cut[0]]
            kept.append(line[cut[1] :])
            places.append(Edit(Span("x", number, cut[0] + 1, number, cut[1] + 1), "new"))
        else:
            kept[-1] += line
        kept[-1] += end if number < len(lines) else ""
        raw += line + (end if number < len(lines) else "")
    before = b"\xef\xbb\xbf" if mark else b""
    if not mark and raw.startswith("\ufeff"):
        return  # it would be taken for the mark
    assert apply_edits(before + raw.encode(), places) == before + "new".join(kept).encode()


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_a_diff_says_all_that_changed(one: bytes, other: bytes) -> None:
    """The lines that a diff keeps and adds are those of the new file, the ones that it keeps and drops the old's."""
    diff = render_diff([Change("x", "x", one, other)])
    assert (diff == b"") == (one == other)
    if not diff:
        return
    shown: dict[bytes, bytes] = {b"-": b"", b"+": b""}
    last = b""
    for line in diff.split(b"\n")[2:-1]:
        if line.startswith(b"\\ "):
            shown = {sign: text.removesuffix(b"\n") if last in (sign, b" ") else text for sign, text in shown.items()}
            continue
        last = line[:1]
        for sign in shown:
            if last in (sign, b" "):
                shown[sign] += line[1:] + b"\n"
    # Only what is near a change is in a diff, and these files are short.
    assert shown[b"-"] in one
    assert shown[b"+"] in other


def test_fixes_that_touch_wait_for_the_next_round() -> None:
    """Of two fixes that overlap or meet, the first is chosen, and a fix is never done by half."""

    def diagnostic(*spans: tuple[int, int]) -> Diagnostic:
        edits = tuple(Edit(Span("x", 1, start, 1, end), "y") for start, end in spans)
        return Diagnostic(Span("x"), "COP101", "n", Severity.ERROR, "m", "", Fix(edits, safe=True))

    chosen = choose_edits([diagnostic((3, 5)), diagnostic((1, 2), (5, 6)), diagnostic((8, 9)), diagnostic((9, 9))])
    assert [(edit.span.column, edit.span.end_column) for edit in chosen["x"]] == [(3, 5), (8, 9)]


def test_suggestions_are_not_done() -> None:
    """A fix that could change what was meant is left to people."""
    fix = Fix((Edit(Span("x", 1, 1, 1, 2), "y"),), safe=False)
    assert choose_edits([Diagnostic(Span("x"), "COP101", "n", Severity.ERROR, "m", "", fix)]) == {}


def test_a_fix_survives_the_cache() -> None:
    """A diagnostic comes out of the cache as it went in, with its fix and without."""
    for found in (None, Fix((Edit(Span("x", 1, 1, 2, 1), ""), Edit(Span("x", 3, 1, 3, 2), "y")), safe=True)):
        diagnostic = Diagnostic(Span("x", 1, 2, 3, 4), "COP101", "n", Severity.ERROR, "m", "h", found)
        assert unpack_diagnostic(pack_diagnostic(diagnostic)) == diagnostic


def test_fix_shows_what_it_did_and_what_is_left(tmp_path: Path) -> None:
    """`--fix` prints the diff and what remains; `--diff` prints the same diff, changes nothing, ends with 1."""
    root = write_notes(set_up(tmp_path), SLIPS)
    before = _content(root)
    shown = cop(root, "check", "--diff")
    assert (shown.exit_code, _content(root)) == (1, before)
    assert "-titel: A: b\n" in shown.stdout
    assert '+title: "A: b"\n' in shown.stdout
    done = cop(root, "check", "--fix")
    assert done.stdout.startswith(shown.stdout)
    left = done.stdout.removeprefix(shown.stdout)
    assert 'suggestion: writes "https://example.org", if that was meant' in left
    text = (root / "content/meetups/2026-01-14-x.md").read_text("utf-8")
    assert text == '---\ntitle: "A: b"\ntags: [handling-silence]\ndraft: false\nslides: example.org\n---\nText.\n'
    again = cop(root, "check", "--diff")
    assert (again.exit_code, again.stdout) == (0, "")
    assert cop(root, "check", "--fix").stdout == cop(root, "check").stdout


def test_fix_and_diff_exclude_each_other(tmp_path: Path) -> None:
    """Asking for a change and for none is a mistake in the command."""
    root = write_notes(set_up(tmp_path), SLIPS)
    assert cop(root, "check", "--fix", "--diff").exit_code == 2


def test_a_note_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """What somebody saves while notes are checked is not written over."""
    root = write_notes(set_up(tmp_path), SLIPS)
    notes = fix(open_project(root, AS_OF), diagnose(root))
    file = root / notes[0].path
    file.write_text("Changed.\n", "utf-8")
    with pytest.raises(ChangeError, match="has changed in the meantime"):
        write_changes(root, notes)
    assert file.read_text("utf-8") == "Changed.\n"


def test_what_is_off_is_not_fixed(tmp_path: Path) -> None:
    """A rule that the community silenced changes nothing."""
    root = write_notes(set_up(tmp_path, 'severity = {COP101 = "off"}'), {**SLIPS})
    cop(root, "check", "--fix")
    assert "titel:" in (root / "content/meetups/2026-01-14-x.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "meant", "slip"),
    [
        ("facilitaton", "facilitation", True),
        ("facilitationn", "facilitation", True),
        ("faciltiation", "facilitation", True),
        ("Facilitation", "facilitation", True),
        ("opening_round", "Opening rounds", True),
        ("hosting", "costing", False),
        ("hosting", "posting", False),
        ("raining", "training", False),
        ("facilitatiom", "facilitation", False),
        ("art", "cart", False),
        ("2026-01-07-open", "2026-01-08-open", False),
        ("2026-01-07-open", "2026-01-70-open", False),
        ("facilitation", "meditation", False),
    ],
)
def test_a_slip_is_told_from_another_word(written: str, meant: str, slip: bool) -> None:
    """A letter missing, too many or swapped is a slip; another letter, a first letter or a digit is another word."""
    assert is_typo(written, meant) is slip


def test_a_slip_for_two_names_is_sure_of_neither() -> None:
    """Where two names are as near, nobody can tell which was meant."""
    assert is_only_typo("moderatin", "moderating", ["moderating", "facilitation"])
    assert not is_only_typo("moderatin", "moderating", ["moderating", "moderatinx"])


@pytest.mark.parametrize(
    ("written", "meant", "slip"),
    [("titel", "title", True), ("tagz", "tags", True), ("dat", "date", False), ("form", "for", False)],
)
def test_of_a_few_words_less_is_enough(written: str, meant: str, slip: bool) -> None:
    """Among the fields of a note, a wrong letter leaves no doubt; very short words do."""
    assert is_typo_of_few(written, meant) is slip


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2026/1/4", ["2026-01-04"]),
        ("14.01.2026", ["2026-01-14"]),
        ("14/1/2026", ["2026-01-14"]),
        ("1/14/2026", ["2026-01-14"]),
        ("03/04/2026", ["2026-03-04", "2026-04-03"]),
        ("4.4.2026", ["2026-04-04"]),
        ("14 January 2026", ["2026-01-14"]),
        ("Sept. 3rd, 2026", ["2026-09-03"]),
        ("30 February 2026", []),
        ("31/13/2026", []),
        ("14 Mai 2026", ["2026-05-14"]),
        ("14 Mou 2026", []),
        ("last year", []),
    ],
)
def test_dates_are_read_where_they_mean_one_day(written: str, days: list[str]) -> None:
    """Other ways to write a date are understood; where it could be two days, both are named and none is chosen."""
    assert read_dates(written) == days


@pytest.mark.parametrize(
    ("written", "time"),
    [
        *[("18.30", "18:30"), ("18h30", "18:30"), ("6:30 pm", "18:30"), ("12am", "00:00"), ("9 a.m.", "09:00")],
        *[("25:00", ""), ("13 pm", ""), ("18:60", ""), ("evening", ""), ("1830", "")],
    ],
)
def test_times_are_read_where_they_can_be_told(written: str, time: str) -> None:
    """So are other ways to write a time of day."""
    assert read_time(written) == time


def test_files_and_consent_are_left_to_people(tmp_path: Path) -> None:
    """No machine renames a file, guesses its encoding, or says what somebody agreed to."""
    for case in CASES:
        if case.code in ("COP001", "COP002", "COP003", "COP004", "COP005", "COP601", "COP602"):
            case.copy("bad", tmp_path / case.code)
            assert all(d.fix is None for d in diagnose(tmp_path / case.code) if d.code == case.code)


@pytest.mark.parametrize(
    ("text", "says"),
    [("  ", "writes 2 spaces"), (" ", "writes 1 space"), ("title", "writes title"), ("", "deletes it")],
)
def test_a_fix_is_described_in_words_that_can_be_seen(text: str, says: str) -> None:
    """White space is counted, since nobody sees it."""
    assert describe_fix(Fix((Edit(Span("x.md"), text),))) == says
