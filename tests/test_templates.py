"""The contract of page templates: what each is filled with, and that it uses all of that and nothing else."""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from communities import TEMPLATES
from jinja2 import DictLoader, Environment, UndefinedError, meta
from reference.templates import find_types, find_values
from template_types import Checker, hints_of

from cop_site.pages.collapse import Collapsed
from cop_site.pages.learning_paths import TrackedPath, TrackedStep
from cop_site.pages.note import NotePage, NoteValues
from cop_site.pages.templates import PageValues, Templates
from cop_site.pages.views import Link, Row
from cop_site.project.compiled import CompiledTemplates
from cop_site.project.store import Store

VALUES = find_values()
ENVIRONMENT = Templates([TEMPLATES])._environment
EVERYWHERE = {
    "shapes",
    "names",
    "listed",
    "authored",
    "ours",
    "theirs",
    "gettext",
    "ngettext",
    "pgettext",
    "_trans",
    "arrows",
}
"""What every template sees besides its values, and what Jinja calls the first value of a `trans` block."""


def variables(name: str) -> set[str]:
    """The variables that a template uses."""
    source = (TEMPLATES / "pages" / f"{name}.html").read_text("utf-8")
    return meta.find_undeclared_variables(ENVIRONMENT.parse(source)) - EVERYWHERE


def names(kind: type[PageValues | NoteValues]) -> set[str]:
    """The fields of a dataclass."""
    return {field.name for field in fields(kind)}


def check_all() -> Checker:
    """Follow the types of all values through all page templates."""
    checker = Checker(ENVIRONMENT)
    for name, page in VALUES.items():
        shared = hints_of(NoteValues) if issubclass(page, NotePage) else {}
        checker.check(f"pages/{name}.html", {**shared, **hints_of(page)})
    return checker


@pytest.mark.parametrize("name", VALUES)
def test_a_template_uses_its_values_and_nothing_else(name: str) -> None:
    """Each variable of a template is a field of its dataclass or of what all notes have; each field is used."""
    page = VALUES[name]
    shared = names(NoteValues) if issubclass(page, NotePage) else set()
    assert not names(page) & shared
    assert names(page) <= variables(name) <= names(page) | shared


def test_what_all_notes_have_is_used() -> None:
    """Each value that all notes have is used by the template of some kind of note."""
    used = {variable for name, page in VALUES.items() if issubclass(page, NotePage) for variable in variables(name)}
    assert names(NoteValues) <= used


def test_templates_use_the_fields_that_values_have() -> None:
    """In whatever loop or macro a value gets to: its fields are there, and each is used somewhere."""
    checker = check_all()
    assert not checker.errors
    unused = {(kind.__name__, field.name) for kind in find_types() for field in fields(kind)} - {
        (kind.__name__, name) for kind, name in checker.used
    }
    assert not unused


def test_types_are_followed_into_loops_and_macros() -> None:
    """The checker that the test above believes in finds what is wrong in each place where a value can be."""
    templates = {
        "macros": "{% macro show(it) %}{{ it.text }}{{ it.one }}{% endmacro %}"
        "{% macro around(it) %}{{ caller() }}{{ it.two }}{% endmacro %}",
        "page": '{% import "macros" as m %}{% for row in rows.rest %}{{ row.day.three }}{% else %}{{ link.four }}'
        "{% endfor %}{{ m.show(link) }}{% call m.around(link) %}{{ link.five }}{% endcall %}"
        "{{ (link if rows else link).six }}{{ rows.first[0].seven }}{{ paths | tojson }}",
    }
    checker = Checker(Environment(loader=DictLoader(templates), autoescape=True))
    checker.check("page", {"rows": Collapsed[Row], "link": Link, "paths": tuple[TrackedPath, ...]})
    assert checker.errors == {
        "Link has no one",
        "Link has no two",
        "DayView has no three",
        "Link has no four",
        "Link has no five",
        "Link has no six",
        "Row has no seven",
    }
    assert {(Link, "text"), (Row, "day"), (TrackedPath, "steps"), (TrackedStep, "minutes")} <= checker.used


@dataclass(frozen=True, slots=True)
class Greeting(PageValues):
    """What the template of the test below gets."""

    template: ClassVar = "greeting"

    name: str


def test_a_template_of_the_community_gets_the_same_values(tmp_path: Path) -> None:
    """A template in an earlier folder is taken first; asking for a value that there is not is an error."""
    for folder, text in (("own", "Good day, {{ name }}."), ("ours", "Hello {{ name }}")):
        (tmp_path / folder / "pages").mkdir(parents=True)
        (tmp_path / folder / "pages" / "greeting.html").write_text(text, "utf-8")
    templates = Templates([tmp_path / "own", tmp_path / "ours"])
    assert templates.fill(Greeting("<Ann>")) == "Good day, &lt;Ann&gt;."
    (tmp_path / "own" / "pages" / "greeting.html").write_text("{{ surname }}", "utf-8")
    with pytest.raises(UndefinedError, match="surname"):
        Templates([tmp_path / "own", tmp_path / "ours"]).fill(Greeting("Ann"))


@pytest.mark.parametrize("is_ours", [False, True])
def test_a_template_is_compiled_once(is_ours: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next process takes it from the store, or one of ours from beside our modules, while its text is the same."""
    template = tmp_path / "pages" / "greeting.html"
    template.parent.mkdir()
    beside, compiled = tmp_path / "beside.templates", list[str]()
    monkeypatch.setattr("cop_site.project.compiled._find_file", lambda: beside)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)

    def compile_template(self: Environment, source: str, name: str, filename: str) -> object:
        compiled.append(source)
        return Environment.compile(self, source, name, filename)

    def greet(text: str) -> str:
        template.write_text(text, "utf-8")
        kept = CompiledTemplates(Store(tmp_path), None if is_ours else tmp_path)
        templates = Templates([tmp_path], compiled=kept)
        monkeypatch.setattr(templates._environment, "compile", partial(compile_template, templates._environment))
        greeting = templates.fill(Greeting("Ann"))
        kept.keep()
        return greeting

    assert [greet(text) for text in ("Hello", "Hello", "Good day", "Good day")] == ["Hello"] * 2 + ["Good day"] * 2
    assert compiled == ["Hello", "Good day"]
    assert beside.exists() is is_ours
    beside.unlink(missing_ok=True)
    Store(tmp_path).drop("templates")
    assert greet("Good day") == "Good day"
    assert compiled == ["Hello", "Good day", "Good day"]
    beside.write_bytes(b"damaged")
    assert greet("Good day") == "Good day"


def test_a_template_is_kept_where_python_writes_no_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then ours are in the store of the project, too."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "greeting.html").write_text("Hello", "utf-8")
    monkeypatch.setattr("cop_site.project.compiled._find_file", lambda: tmp_path / "none" / "beside.templates")
    for is_forbidden in (False, True):
        monkeypatch.setattr(sys, "dont_write_bytecode", is_forbidden)
        kept = CompiledTemplates(Store(tmp_path))
        Templates([tmp_path], compiled=kept).fill(Greeting("Ann"))
        kept.keep()
        assert len(CompiledTemplates(Store(tmp_path))._kept) == 1
        Store(tmp_path).drop("templates")
