"""The commands as a user meets them: what they print, what they write, and how they end."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest
from sites import COP, EXAMPLE, MKDOCS, Site, build, built, cop, run, set_up, write_notes

from cop_site.content.note_text import decode
from cop_site.diagnostics import Problem
from cop_site.model.kinds import Kind
from cop_site.rules import load_rules

CHARTER = "---\nname: Small\npurpose: To be built.\n---\nWelcome.\n"
SMALL = {"index.md": CHARTER, "about.md": "# About\n\nText.\n"}
BROKEN = {**SMALL, "bad.md": "---\ntitle: Bad\ntitle2: 1\n---\n", "worse.md": "---\ntitle: [\n---\nText.\n"}
WARNED = {**SMALL, "warned.md": "# Warned\n\n{% include 'x' %}\n"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small community without anything to fix."""
    return write_notes(set_up(tmp_path / "project"), SMALL)


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# check


def test_check_of_the_example_finds_nothing() -> None:
    """The repository's own notes pass, warnings included."""
    result = cop(EXAMPLE, "check", "--strict")
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.match(r"\d+ notes read", result.stdout.splitlines()[-1])


def test_check_says_where_what_and_how_to_fix_it(project: Path) -> None:
    """One line for the problem with its place and code, the line it stands on, the hint, and the sum; exit status 1."""
    result = cop(write_notes(project, BROKEN), "check")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith("content/bad.md:3:1: error COP101 field-is-known: unknown field 'title2'")
    assert lines[1:3] == ["  | title2: 1", "  | ^^^^^^"]
    assert lines[3].startswith("    hint: ")
    assert re.match(r"content/worse\.md:\d+:\d+: error COP009 front-matter-is-yaml: ", lines[4])
    assert re.match(r"\d notes read: \d errors", lines[-1])


def test_check_as_json_is_a_list_of_places(project: Path) -> None:
    """Programs get every field of every diagnostic, and an empty list where there is none."""
    assert json.loads(cop(project, "check", "--format", "json").stdout) == []
    result = cop(write_notes(project, BROKEN), "check", "--format", "json")
    assert result.exit_code == 1
    rows = json.loads(result.stdout)
    assert len(rows) >= 2
    texts = {"path", "code", "name", "severity", "message", "hint"}
    numbers = {"line", "column", "end_line", "end_column"}
    for row in rows:
        assert texts | numbers <= set(row)
        assert all(isinstance(row[name], str) for name in texts)
        assert all(isinstance(row[name], int) and row[name] >= 1 for name in numbers)
        assert row["severity"] in ("error", "warning", "info")


def test_warnings_fail_only_a_strict_check(project: Path) -> None:
    """Exit status 0 with warnings, 1 with `--strict`."""
    write_notes(project, WARNED)
    assert "warning COP020" in cop(project, "check").stdout
    assert cop(project, "check").exit_code == 0
    assert cop(project, "check", "--strict").exit_code == 1


def test_settings_change_what_a_rule_weighs(project: Path) -> None:
    """A rule can be turned off, or made an error, by its code or its name."""
    write_notes(project, WARNED)
    set_up(project, 'severity = {COP020 = "off"}')
    assert cop(project, "check", "--strict").exit_code == 0
    set_up(project, 'severity = {markdown-is-githubs = "error"}')
    assert cop(project, "check").exit_code == 1


# settings


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("[tool.cop]\nas_off = 2026-01-01\n", "2:1", "as_off"),
        ("[tool.cop]\n\n  as_of = 'soon'\n", "3:3", "as_of"),
        ("[tool.cop]\noutput = 1\n", "2:1", "output"),
        ("[tool.cop]\ncontent = '../elsewhere'\n", "2:1", "inside the project"),
        ("[tool.cop]\ncontent = '/etc'\n", "2:1", "inside the project"),
        ("[tool.cop.thresholds]\nmin_meetups = 0\n", "2:1", "min_meetups"),
        ("[tool.cop]\nseverity = {COP101 = 'fatal'}\n", "2:1", "severity"),
        ("[tool.other]\nas_of = 1\n[tool.cop]\nas_of = 1.5\n", "4:1", "as_of"),
        ("[tool.cop]\nas_of = '31/01/2026'\n", "2:1", "must be a date; write year-month-day, such as 2026-01-31"),
        ("[tool.cop]\nrepositry = 'x'\n", "2:1", "did you mean 'repository'?"),
        ("[tool.cop.plan]\nslotts = 3\n", "2:1", "did you mean 'slots'?"),
        ("[tool.cop.plan]\nplats = 3\n", "2:1", "did you mean 'slots'?"),  # more like 'plan', of another table
        ("[tool.cop]\nrepository = 'github.com/a/b'\n", "2:1", "write 'https://github.com/a/b'"),
        ("[tool.cop]\ntemplates = 'nope'\n", "2:1", "there is no 'nope'"),
        ("[tool.cop.severity]\nno-such-rule = 'off'\n", "2:1", "'cop explain' lists the rules"),
        ("[tool.cop.severity]\nimage-has-txt = 'off'\n", "2:1", "did you mean 'image-has-text'?"),
        ("[tool.cop.severity]\nCOP901 = 'off'\n", "2:1", "there is no rule 'COP901' to give a severity to"),
        ("[tool]\ncop.plan.slots = 99\n", "2:1", "must be at most 52"),
        ("[tool.copper]\nfoo = 1\n[ tool . cop ]\n  foo = 1\n", "4:3", "foo"),
        ("[tool.cop]\n'a.branch' = 3\n", "2:1", "a.branch"),
        ("[tool.cop]\nbranch = 'a\u2028b'\nfoo = 1\n", "3:1", "foo"),
        ("[tool.cop.threshold]\nmin_meetups = 1\n", "1:2", "did you mean 'thresholds'?"),
        ("[cop]\nbranch = 'main'\n", "1:2", "did you mean [tool.cop]?"),
        ("[tool.Cop]\nbranch = 'main'\n", "1:2", "did you mean [tool.cop]?"),
        ('[tool.cop]\ncontent = "a\\u0000b"\n', "2:1", "inside the project"),
        ("[tool.cop.plan]\ndemand = inf\n", "2:1", "must be a number"),
        ("\ufeff[tool.cop]\nas_of = 2026-02-30\n", "2:9", "write an existing day"),
        ("[tool.cop]\nbranch = 'a'\nbranch = 'b'\n", "", "write each setting once"),
        (f"[tool.cop]\na = {'[' * 3_000}\n", "", "TOML"),
        (f"[tool.cop.plan]\nslots = 1{'0' * 5_000}\n", "", "TOML"),
        ("[tool.cop]\nrepository = '\\u001b[31m'\n".replace("'", '"'), "2:1", "web address"),
        ('[tool.cop]\noutput = "a\\u0000b"\n', "2:1", "name of a folder"),
        ("[tool.cop]\nas_of = \n", "2:9", "TOML"),
        ("[tool]\ncop = 3\n", "", "cop"),
        ("tool = 3\n", "", "cop"),
    ],
    ids=[
        "typo",
        "no-day",
        "output",
        "content-outside",
        "content-absolute",
        "too-few",
        "severity-value",
        "after-other-table",
        "day-as-text",
        "typo-repository",
        "typo-slots",
        "near-other-table",
        "repository-without-scheme",
        "no-templates",
        "no-rule",
        "typo-rule",
        "rule-of-settings",
        "dotted-key",
        "after-similar-table",
        "quoted-key",
        "line-separator",
        "typo-table",
        "no-tool",
        "capital-table",
        "null-character",
        "infinity",
        "impossible-day",
        "given-twice",
        "deep",
        "long-number",
        "escape-character",
        "null-character-output",
        "no-value",
        "no-table",
        "tool-no-table",
    ],
)
@pytest.mark.parametrize("command", [["stats"], ["build"], ["new", "page", "A page"]])
def test_unusable_settings_are_named_with_their_place(
    project: Path, text: str, place: str, says: str, command: list[str]
) -> None:
    """Every command says in one line which setting cannot be used and where it stands, and ends with 2."""
    (project / "pyproject.toml").write_text(text, "utf-8")
    result = cop(project, *command)
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith(f"cop: pyproject.toml:{place}")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_all_unusable_settings_are_named_at_once(project: Path) -> None:
    """Nobody has to start the program again for each of them, and each line says who speaks."""
    set_up(project, "as_off = 1\nbranch = 2\nrepository = 'x'\ntemplates = 'nope'\ncontent = '/etc'\n")
    lines = cop(project, "build").stderr.splitlines()
    assert len(lines) == 5
    assert all(line.startswith("cop: pyproject.toml:") for line in lines)


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif"])
def test_the_check_reports_settings_as_it_reports_notes(project: Path, form: str) -> None:
    """Every format has the code and the place; the exit status tells that no note could be checked."""
    set_up(project, "repositry = 'x'\n")
    result = cop(project, "check", "--format", form)
    assert (result.exit_code, result.stderr) == (2, "")
    assert "COP901" in result.stdout
    assert "pyproject.toml" in result.stdout
    assert "did you mean 'repository'?" in result.stdout
    if form == "text":
        assert "  | repositry = 'x'\n  | ^^^^^^^^^\n" in result.stdout
        assert "No note could be read: 1 error." in result.stdout


def test_a_folder_of_notes_that_is_not_there_is_a_setting_to_correct(project: Path) -> None:
    """Where the settings name it, it is reported at its place; nobody is told to begin anew."""
    set_up(project, 'content = "notes"\n')
    result = cop(project, "check", "--format", "github")
    assert result.exit_code == 2
    assert result.stdout.startswith("::error file=pyproject.toml,line=2,col=1,")
    assert "cop new community" not in result.output


def test_a_diff_is_a_diff_or_nothing(project: Path) -> None:
    """Where a patch is expected, settings that cannot be used are reported beside it."""
    set_up(project, "as_off = 1\n")
    result = cop(project, "check", "--diff")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean 'as_of'?" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("command", [["check"], ["stats"], ["explain"]])
def test_output_that_cannot_be_written_is_one_line(project: Path, command: list[str]) -> None:
    """A full disk under the output is no traceback, and no success."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [COP, "-C", project, *command], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "cop: the output cannot be written: no space left on device\n"


def test_the_last_day_there_is_can_be_computed_for(project: Path) -> None:
    """Nothing is added to a day that nothing can be added to."""
    set_up(project, "as_of = 9999-12-31\n")
    assert cop(project, "check").exit_code == 0


def test_settings_that_are_no_text_are_named(project: Path) -> None:
    """A settings file in another encoding is no crash."""
    (project / "pyproject.toml").write_bytes(b"[tool.cop]\noutput = '\xff'\n")
    result = cop(project, "check")
    assert (result.exit_code, result.stdout.partition(" ")[0]) == (2, "pyproject.toml:1:1:")


def test_a_missing_content_folder_says_how_to_begin(tmp_path: Path) -> None:
    """Without notes there is nothing to check or build, and the way to begin is named."""
    for command in (["check"], ["build"]):
        result = cop(tmp_path, *command)
        assert result.exit_code == 2
        assert "cop init" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command", [["chek"], ["new"], ["new", "thing", "x"], ["check", "--format", "xml"], ["build", "--no-such"]]
)
def test_wrong_usage_ends_with_2(project: Path, command: list[str]) -> None:
    """A command, kind or option that does not exist is refused with the usage."""
    result = cop(project, *command)
    assert result.exit_code == 2
    assert "Usage" in result.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["chek"], ["--no-such"]], ids=" ".join)
def test_help_and_wrong_usage_import_no_command(arguments: list[str]) -> None:
    """What is printed comes from the text of the commands, so that it is there at once."""
    program = "import sys, cop_site.cli as cli\ntry: cli.main(sys.argv[1:])\nfinally: print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
    modules = set(done.stdout.splitlines())
    assert "cop_site.cli" in modules
    assert modules.isdisjoint(("jinja2", "mkdocs", "pydantic", "yaml", "watchdog", "cop_site.diagnostics"))
    assert not any(name.startswith("cop_site.commands.") for name in modules)


def test_help_says_what_each_command_does(tmp_path: Path) -> None:
    """In the first sentence of its own help."""
    shown = cop(tmp_path, "--help").stdout
    for name in ("build", "check", "serve"):
        first = " ".join(cop(tmp_path, name, "--help").stdout.split("\n\n")[1].split()).partition(".")[0]
        assert re.search(rf"^  {name} +{re.escape(first[:30])}", shown, re.MULTILINE)


# explain


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.CODE)
def test_explain_prints_a_rules_page(rule: object, tmp_path: Path) -> None:
    """Each code has a page that says what, why and how to fix it, found by code in any case and by name."""
    code, name = rule.CODE, rule.NAME  # type: ignore[attr-defined]
    result = cop(tmp_path, "explain", code.lower())
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{code} {name} (")
    for part in ("Why:", "How to fix it:"):
        assert part in result.stdout
    assert cop(tmp_path, "explain", name).stdout == result.stdout
    assert f"{code}  {name} " in cop(tmp_path, "explain").stdout


def test_explain_does_not_know_every_code(tmp_path: Path) -> None:
    """An unknown code ends with 2."""
    result = cop(tmp_path, "explain", "COP999")
    assert result.exit_code == 2
    assert "COP999" in result.stderr


# new


@pytest.mark.parametrize("title", ["First steps", "Wow: \"quotes\" & 'more'", "Über #1 - ja", "yes"])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_note_passes_the_check(tmp_path: Path, kind: Kind, title: str) -> None:
    """Whatever kind and title, what `cop new` writes breaks no rule but the consent to a story; what is still to be
    written is said, unless it is a draft.
    """
    if kind is not Kind.COMMUNITY:
        cop(tmp_path, "new", "community", "A community")
    result = cop(tmp_path, "new", kind.value, title, "--date", "2026-01-14")
    assert result.exit_code == 0, result.output
    file = Path(result.stdout.partition(": write your note there")[0])
    assert file.is_file()
    assert file.is_relative_to(tmp_path / "content")
    checked = cop(tmp_path, "check", "--strict", "--format", "json")
    rows = json.loads(checked.stdout)
    allowed = {"COP601"} if kind is Kind.TESTIMONIAL else set()  # consent is what nobody can fill in beforehand
    assert {row["code"] for row in rows if row["severity"] != "info"} <= allowed, rows
    begun = {row["path"] for row in rows if row["code"] == "COP023"}
    assert (file.relative_to(tmp_path).as_posix() in begun) == (kind not in (Kind.PATH, Kind.TESTIMONIAL)), rows


def test_an_archetype_of_ones_own_is_what_a_note_begins_with(project: Path) -> None:
    """`cop new` fills it in, the check knows its sentences, and notices when they change."""
    set_up(project, 'templates = "ours"\n')
    archetype = project / "ours" / "archetypes" / "topic.md"
    archetype.parent.mkdir(parents=True)
    archetype.write_text("---\ntitle: {{ title }}\n---\nWhy we care about it.\n", "utf-8")
    assert cop(project, "new", "topic", "Silence").exit_code == 0
    note = project / "content" / "topics" / "silence.md"
    assert note.read_text("utf-8") == "---\ntitle: Silence\n---\nWhy we care about it.\n"
    assert "silence.md:4:1: info COP023 text-is-its-own: 'Why we care about it.'" in cop(project, "check").stdout
    archetype.write_text("---\ntitle: {{ title }}\n---\nWhy it matters to us.\n", "utf-8")
    assert "COP023" not in cop(project, "check").stdout
    archetype.write_text("---\ntitle: {{ name }}\n---\n", "utf-8")
    result = cop(project, "new", "topic", "Rounds")
    assert (result.exit_code, result.stderr) == (
        2,
        "cop: the archetype of the kind topic has an error: 'name' is undefined\n",
    )
    archetype.write_bytes(b"---\ntitle: \xff\n---\n")
    for command in (["check"], ["new", "topic", "Rounds"]):
        result = cop(project, *command)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert "topic.md: the archetype is not UTF-8" in result.stderr


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(28, "No space left on device")])
@pytest.mark.parametrize("command", [["new", "topic", "Silence"], ["build"]], ids=["new", "build"])
def test_what_the_system_refuses_is_one_line(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], error: OSError
) -> None:
    """Who may not write there is told so, and that nothing could be done: no traceback, exit status 2."""

    def refuse(path: Path, *_: object, **__: object) -> None:
        error.filename = str(path)
        raise error

    monkeypatch.setattr(Path, "mkdir", refuse)
    done = cop(project, *command)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1].endswith(f": {str(error.strerror).lower()}")
    assert "Traceback" not in done.output


def test_new_overwrites_nothing(project: Path) -> None:
    """A second note of the same name is refused, and the first stays as it is."""
    assert cop(project, "new", "topic", "Silence").exit_code == 0
    file = project / "content" / "topics" / "silence.md"
    file.write_text("mine", "utf-8")
    result = cop(project, "new", "topic", "silence")
    assert result.exit_code == 2
    assert "exists already" in result.stderr
    assert file.read_text("utf-8") == "mine"
    assert cop(project, "new", "community", "Another").exit_code == 2


def test_new_needs_a_name_for_the_file(project: Path) -> None:
    """A title without letters names no file; one that leads out of the folder does not get there."""
    assert cop(project, "new", "topic", "!!!").exit_code == 2
    result = cop(project, "new", "topic", "../../etc/passwd")
    assert (project / "content" / "topics" / "etc-passwd.md").is_file(), result.output


def test_new_reads_no_note_but_the_charter(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs the day, for which the charter has the time zone; others do not make it slower, or fail."""
    read: list[str] = []

    def note(raw: bytes, path: str) -> tuple[str, list[Problem]]:
        read.append(path)
        return decode(raw, path)

    monkeypatch.setattr("cop_site.content.files.decode", note)
    assert cop(project, "new", "topic", "Silence").exit_code == 0
    assert read == ["content/index.md"]


def test_new_dates_what_has_a_day(project: Path) -> None:
    """Meetups and stories begin with their day, the one that is given or the community's own."""
    cop(project, "new", "meetup", "Next", "--date", "2027-01-13")
    cop(project, "new", "meetup", "Today")
    names = {file.name for file in (project / "content" / "meetups").iterdir()}
    assert names == {"2027-01-13-next.md", "2026-11-25-today.md"}


def test_a_new_meetup_begins_with_its_talks(project: Path) -> None:
    """Each has its title and the fields to fill in, and no finding; other kinds have no talks."""
    talks = ("--talk", "Small batches: why", "--talk", 'Reading "aloud"')
    assert cop(project, "new", "meetup", "Two talks", "--date", "2027-01-13", *talks).exit_code == 0
    note = (project / "content/meetups/2027-01-13-two-talks.md").read_text("utf-8")
    assert "talks:\n- title: 'Small batches: why'\n  speakers: []\n  topics: []\n- title: Reading \"aloud\"\n" in note
    rows = json.loads(cop(project, "check", "--format", "json").stdout)
    assert {row["code"] for row in rows if row["path"].endswith("two-talks.md")} == {"COP023"}
    for wrong in (["topic", "Silence", *talks], ["meetup", "No title", "--talk", " "]):
        assert cop(project, "new", *wrong).exit_code == 2


# build


@pytest.mark.slow
def test_build_makes_a_whole_site(project: Path) -> None:
    """Pages, the theme's files, search and the way back to what is not there; progress goes to standard error."""
    done = build(project)
    assert (done.returncode, done.stdout) == (0, "")
    assert "built" in done.stderr
    site = Site(project / "site")
    assert {"index.html", "404.html", "about/index.html", "search/index.html", "sitemap.xml"} <= set(site.names)
    assert "pagefind/pagefind-entry.json" in site.names
    assert "assets/cop/cop.css" in site.names
    assert "Small" in site.article("").text
    assert sorted(path.name for path in project.iterdir() if not path.name.startswith(".")) == [
        "content",
        "pyproject.toml",
        "site",
    ]


@pytest.mark.slow
def test_errors_stop_a_build_unless_it_keeps_going(project: Path) -> None:
    """With errors nothing is built and the old site stays; `--keep-going` builds what can be built."""
    assert build(project).returncode == 0
    before = _files(project / "site")
    write_notes(project, {**BROKEN, "new.md": "# New\n"})
    stopped = build(project)
    assert stopped.returncode == 1
    assert "COP101" in stopped.stdout
    assert "--keep-going" in stopped.stderr
    assert _files(project / "site") == before
    assert build(project, "--keep-going").returncode == 0
    assert "new/index.html" in Site(project / "site").names


@pytest.mark.slow
def test_warnings_stop_only_a_strict_build(project: Path) -> None:
    """`build --strict` ends with 1 and builds nothing where there is a warning."""
    write_notes(project, WARNED)
    assert build(project, "--strict").returncode == 1
    assert not (project / "site").exists()


@pytest.mark.slow
def test_a_failing_build_leaves_the_old_site(project: Path) -> None:
    """A template that cannot be filled stops the build in one line; the site of before is untouched."""
    assert build(project).returncode == 0
    before = _files(project / "site")
    set_up(project, 'templates = "own"')
    (project / "own" / "pages").mkdir(parents=True)
    (project / "own" / "pages" / "plain.html").write_text("{{ nothing.of.the.kind }}", "utf-8")
    failed = build(project)
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    assert "nothing" in failed.stderr
    assert _files(project / "site") == before
    assert not [path for path in project.iterdir() if path.name.startswith("site.")]


@pytest.mark.slow
def test_build_refuses_to_replace_what_is_no_site(project: Path) -> None:
    """A directory of somebody's, a file, and the project itself are never replaced."""
    mine = project / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", "utf-8")
    for target in ("mine", ".", "..", "pyproject.toml", "content"):
        done = build(project, "--output", target)
        assert done.returncode == 2, target
        assert done.stderr.count("cop: ") == 1
    assert (mine / "thesis.txt").read_text("utf-8") == "years of work"
    assert (project / "content" / "about.md").is_file()


@pytest.mark.slow
def test_build_without_any_settings(tmp_path: Path) -> None:
    """A directory with nothing but notes is a community, named after its directory where no charter names it."""
    root = write_notes(tmp_path / "our-circle", {"about.md": "# About\n"})
    assert build(root).returncode == 1  # the charter is missing
    site = built(root, "--keep-going")
    title = next(element for element in site.tree("").walk() if element.tag == "title")
    assert title.text == "Our circle"


@pytest.mark.slow
def test_build_of_an_empty_content_folder(tmp_path: Path) -> None:
    """No note at all makes a site that says how to begin."""
    (tmp_path / "content").mkdir()
    site = built(tmp_path, "--keep-going")
    assert "There are no notes yet" in site.article("").text


@pytest.mark.slow
def test_build_with_its_own_mkdocs_yml(project: Path) -> None:
    """A community's `mkdocs.yml` says how the site looks; one without the plugin is named as the reason."""
    own = "site_name: Own name\ndocs_dir: content\ntheme:\n  name: material\n  language: de\n"
    (project / "mkdocs.yml").write_text(own + "plugins: [cop]\n", "utf-8")
    site = built(project)
    html = next(element for element in site.tree("").walk() if element.tag == "html")
    assert html.attributes["lang"] == "de"
    (project / "mkdocs.yml").write_text(own + "plugins: []\n", "utf-8")
    failed = build(project)
    assert failed.returncode == 1
    assert "plugin 'cop'" in failed.stderr
    (project / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    failed = build(project)
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(example_site: Path) -> None:
    """The example is verified byte by byte, its search too, by another process on the same day."""
    again = run(EXAMPLE, COP, "build", "--verify", str(example_site))
    assert again.returncode == 0, again.stderr


@pytest.mark.slow
def test_mkdocs_builds_the_repository_strictly(tmp_path: Path) -> None:
    """`mkdocs build --strict` works as anybody expects, and an edit link opens the note that a page came from."""
    shutil.copytree(EXAMPLE / "content", tmp_path / "content")
    for name in ("mkdocs.yml", "no-notes", "docs_template"):
        (tmp_path / name).symlink_to(EXAMPLE / name)
    set_up(tmp_path, 'as_of = 2026-11-25\nrepository = "https://github.com/example/garden"\nbranch = "trunk"')
    done = run(tmp_path, MKDOCS, "build", "--strict")
    assert done.returncode == 0, done.stderr
    site = Site(tmp_path / "site")
    prefix = "https://github.com/example/garden/edit/trunk/content/"
    edited: dict[str, str] = {}
    for name, tree in site.trees.items():
        links = [e.attributes["href"] for e in tree.walk() if e.attributes.get("rel") == "edit"]
        assert len(links) <= 1
        edited.update((name, link) for link in links)
    for name, link in edited.items():
        assert link.startswith(prefix), name
        assert (EXAMPLE / "content" / link.removeprefix(prefix)).is_file(), link
    assert edited["index.html"] == f"{prefix}index.md"
    assert edited["about/index.html"] == f"{prefix}about.md"
    for generated in ("start/", "topics/", "coverage/", "meetups/", "search/", "log/", "tags/"):
        assert f"{generated}index.html" not in edited


@pytest.mark.slow
def test_a_page_weighs_the_same_however_many_notes_there_are(tmp_path: Path) -> None:
    """Notes stay out of the navigation: fifty more of them leave another note's page as it is."""
    few = built(write_notes(set_up(tmp_path / "few"), SMALL))
    notes = {f"practices/{number}.md": f"# Practice {number}\n\nText.\n" for number in range(50)}
    many = built(write_notes(set_up(tmp_path / "many"), {**SMALL, **notes}))
    assert many.read("about/index.html") == few.read("about/index.html")


# serve


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(process: subprocess.Popen[bytes], url: str, words: str, seconds: int = 180) -> None:
    deadline = time.monotonic() + seconds
    seen = ""
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server has stopped"
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  # on this machine
                seen = answer.read().decode()
        except (URLError, OSError):
            seen = ""
        if words in seen:
            return
        time.sleep(0.1)
    pytest.fail(f"{url} does not show {words!r} after {seconds} s: {seen[-2000:]}", pytrace=False)


@pytest.mark.slow
def test_serve_follows_every_change(project: Path, tmp_path: Path) -> None:
    """A changed note, a new topic and a changed template of one's own are on the page without a restart."""
    own = project / "own" / "pages"
    own.mkdir(parents=True)
    template = (EXAMPLE / "docs_template" / "pages" / "plain.html").read_text("utf-8")
    (own / "plain.html").write_text(template, "utf-8")
    set_up(project, 'as_of = 2026-11-25\ntemplates = "own"')
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    with (tmp_path / "output").open("wb") as output:
        process = subprocess.Popen([COP, "serve", "--port", str(port)], cwd=project, stdout=output, stderr=output)
        try:
            _wait_for(process, f"{url}/about/", "Text.")
            write_notes(project, {"about.md": "# About\n\nChanged text.\n"})
            _wait_for(process, f"{url}/about/", "Changed text.")
            write_notes(project, {"topics/silence.md": "---\ntitle: Handling silence\n---\nText.\n"})
            _wait_for(process, f"{url}/topics/", "Handling silence")
            (own / "plain.html").write_text(template + "<p>From our own template</p>", "utf-8")
            _wait_for(process, f"{url}/about/", "From our own template")
            set_up(project, 'as_of = 2026-11-25\ntemplates = "own"\nrepository = "https://github.com/example/x"')
            _wait_for(process, f"{url}/about/", "https://github.com/example/x/edit/main/content/about.md")
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.mark.slow
def test_serve_says_when_the_port_is_taken(project: Path) -> None:
    """Another server on the port is named as the reason, and the status is not 0."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run(project, COP, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "cannot serve" in done.stderr
    assert "Traceback" not in done.stderr
