"""Every rule has a manual and a case that breaks it, and no diagnostic goes without a rule."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from expected_files import ExpectedFiles
from rule_cases import Case, describe, diagnose, find_cases, find_settings_cases

import cop_site
from cop_site.content.gfm.diagrams import is_installed
from cop_site.diagnostics import Diagnostic, Severity, Span
from cop_site.rules import CommunityRule, NoteRule, Rule, find_rule, load_rules

CASES = [*find_cases(), *find_settings_cases()]
PACKAGE = Path(cop_site.__file__).parent


def _by_folder(case: Case) -> str:
    return case.folder.name


def _by_code(rule: Rule) -> str:
    return rule.CODE


@pytest.mark.parametrize("case", CASES, ids=_by_folder)
def test_what_breaks_a_rule_is_reported_at_its_place(case: Case, tmp_path: Path, expected_files: ExpectedFiles) -> None:
    """The files in `bad` get exactly the diagnostics of the rule that are expected, with line, column and fix."""
    if case.name == "diagram-is-drawn" and not is_installed():
        pytest.skip("the extra `diagrams` is not installed")
    case.copy("bad", tmp_path)
    found = [diagnostic for diagnostic in diagnose(tmp_path) if diagnostic.code == case.code]
    assert found, "a case reports something"
    described = describe(found, case.expected)
    assert described == expected_files.json(case.folder / "expected.json", described)


def test_the_parts_of_a_message_that_still_fit_are_kept() -> None:
    """A case's file is rewritten no more than needed: of a text that has changed, all is given."""
    place = {"path": "content/a.md", "line": 1, "column": 2, "code": "COP999"}
    span = Span("content/a.md", 1, 2, 1, 3)
    found = [Diagnostic(span, "COP999", "name", Severity.ERROR, "there is no 'x'", "write 'y'")]
    for known, described in (
        ({**place, "message": "no 'x'"}, {**place, "message": "no 'x'"}),
        ({**place, "message": "gone", "hint": "'y'"}, {**place, "message": "there is no 'x'", "hint": "'y'"}),
        ({**place, "message": "no", "hint": "gone"}, {**place, "message": "no", "hint": "write 'y'"}),
        ({**place, "line": 2, "message": "no"}, {**place, "message": "there is no 'x'", "hint": "write 'y'"}),
    ):
        assert describe(found, [known]) == [described]


@pytest.mark.parametrize("case", CASES, ids=_by_folder)
def test_what_only_comes_close_is_not_reported(case: Case, tmp_path: Path) -> None:
    """The files in `good` get no diagnostic of the rule, and there are such files for each."""
    case.copy("good", tmp_path)
    assert any(file.is_file() for file in (tmp_path / "content").rglob("*"))
    assert [diagnostic for diagnostic in diagnose(tmp_path) if diagnostic.code == case.code] == []


def test_every_rule_has_a_case() -> None:
    """A rule without a folder in `cases/rules`, or a folder without a rule, is found out."""
    assert [(case.code, case.name) for case in CASES] == [(rule.CODE, rule.NAME) for rule in load_rules()]


def test_each_process_reads_the_texts_of_its_own_notes() -> None:
    """What reads the texts of notes checks those of the context, and what checks the community reads none of them."""
    text = re.compile(r"context\.(?:links|actions|checked|meetups)\b|\.prose\b|read_actions\(")
    whole = re.compile(r"community\.(?:checked|meetups|held)\b|figures\.questions")
    for rule in load_rules():
        source = (PACKAGE / "rules" / f"{rule.CODE.lower()}_{rule.NAME.replace('-', '_')}.py").read_text("utf-8")
        assert isinstance(rule, NoteRule) is bool(text.search(source)), rule.CODE
        assert not (isinstance(rule, NoteRule) and whole.search(source)), rule.CODE


def test_codes_and_names_are_given_once() -> None:
    """No two rules share a code or a name."""
    codes = [rule.CODE for rule in load_rules()]
    names = [rule.NAME for rule in load_rules()]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("rule", load_rules(), ids=_by_code)
def test_a_module_is_called_after_its_rule(rule: Rule) -> None:
    """The module's name is the code and the name, so that a rule is found by either."""
    assert re.fullmatch(r"COP\d{3}", rule.CODE)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.NAME)
    expected = f"{rule.CODE.lower()}_{rule.NAME.replace('-', '_')}"
    assert getattr(rule, "__name__", "").rpartition(".")[2] == expected
    assert rule.SEVERITY in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    assert find_rule(rule.CODE.lower()) is find_rule(rule.NAME) is rule


@pytest.mark.parametrize("rule", load_rules(), ids=_by_code)
def test_a_docstring_is_a_manual(rule: Rule) -> None:
    """The docstring says the good state, what is wrong, why, shows an example, and says how to fix it."""
    manual = rule.__doc__ or ""
    parts = manual.strip().split("\n\n")
    first = parts[0]
    assert "\n" not in first
    assert first.endswith(".")
    headings = [part.partition(":")[0] for part in parts if re.match(r"(What|Why|Example|How to fix it):", part)]
    assert headings == ["What", "Why", "Example", "How to fix it"]
    example = parts[parts.index("Example:") + 1]
    assert all(line.startswith("    ") for line in example.splitlines())
    assert max(len(line) for line in manual.splitlines()) <= 110


def test_every_problem_has_a_rule() -> None:
    """Whatever name reading or a rule gives to a problem, a rule of that name reports it."""
    names = {rule.NAME for rule in load_rules()}
    found = {name for file in PACKAGE.rglob("*.py") for name in _problem_names(file)}
    assert found
    assert found <= names


def test_every_rule_that_checks_nothing_has_a_finder() -> None:
    """What breaks such a rule is found while settings and notes are read."""
    found = {name for file in PACKAGE.rglob("*.py") for name in _problem_names(file)}
    assert {rule.NAME for rule in load_rules() if not isinstance(rule, CommunityRule | NoteRule)} <= found


def _problem_names(file: Path) -> list[str]:
    """The names in `Problem("name", …)` and in the functions that make one."""
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    makers = ("Problem", "_fail", "_add")
    return [
        argument.value
        for call in calls
        if (call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")) in makers
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
