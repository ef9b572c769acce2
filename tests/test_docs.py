"""The documentation says what is there: every field, setting, command, rule and dependency, and nothing else."""

from __future__ import annotations

import inspect
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from cop_site.cli import main
from cop_site.content.gfm import read_outline
from cop_site.model.kinds import Fields, Kind, Reviewed
from cop_site.model.kinds.charter import Rhythm
from cop_site.model.kinds.member import Role
from cop_site.model.kinds.path import Step
from cop_site.model.kinds.testimonial import Consent
from cop_site.model.kinds.topic import Objective
from cop_site.rules import Rule, load_rules
from cop_site.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GROUPS: dict[str, type[BaseModel]] = {
    "meetups": Rhythm,
    "objectives": Objective,
    "consent": Consent,
    "roles": Role,
    "steps": Step,
}
"""The fields that hold fields of their own, and what each holds."""


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _by_path(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its level or above; fails where there is none."""
    level = heading.partition(" ")[0]
    found = re.search(rf"^{re.escape(heading)}$\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no heading {heading!r}"
    return found[1]


def _rows(section: str) -> list[list[str]]:
    """The cells of the first table of a section, without its head."""
    table = re.search(r"(?:^\|.*\n?)+", section, re.MULTILINE)
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in table[0].splitlines()] if table else []
    return [[cell.strip() for cell in row] for row in cells[2:]]


def _fields(model: type[BaseModel], without: Iterable[type[BaseModel]] = ()) -> list[list[str]]:
    """A row for each field of a model, but for those that it has just as other models have them."""

    def row(name: str, field: FieldInfo) -> list[str]:
        described = (field.description or "").replace("|", "\\|")
        return [f"`{field.alias or name}`", "yes" if field.is_required() else "", described]

    known = [row(name, field) for other in without for name, field in other.model_fields.items()]
    rows = [row(name, field) for name, field in model.model_fields.items()]
    return [found for found in rows if found not in known]


def _own_fields(kind: Kind) -> list[list[str]]:
    model = kind.info.model
    return _fields(model, [Fields, Reviewed] if issubclass(model, Reviewed) else [Fields])


def _where(kind: Kind) -> str:
    """The file or folder of a kind, below the content folder."""
    folder = kind.info.folder
    return "index.md" if kind is Kind.COMMUNITY else f"{folder}/" if folder else ""


def _as_table(rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _settings(model: type[BaseModel] = Settings, before: str = "") -> list[list[str]]:
    """A row for each setting; those inside a table come after the others, with its name and a dot before theirs."""

    def default(value: object) -> str:
        written = str(value) if isinstance(value, dict) else repr(value).replace("'", '"')
        return "" if value is None else f"`{written}`"

    defaults = {name: field.default for name, field in model.model_fields.items()}
    tables = {name: type(value) for name, value in defaults.items() if isinstance(value, BaseModel)}
    rows = [
        [f"`{before}{name}`", default(field.default), field.description or ""]
        for name, field in model.model_fields.items()
        if name not in tables
    ]
    for name, table in tables.items():
        rows += _settings(table, f"{before}{name}.")
    return rows


def _commands_in(text: str) -> set[str]:
    return set(re.findall(r"(?:^|`)cop (?:-C \S+ )?([a-z]+)", text, re.MULTILINE))


COMMANDS = main.list_commands(click.Context(main))


def _manual(rule: Rule) -> str:
    """The section of a rule in the manual."""
    title = f"## {rule.CODE} {rule.NAME}"
    return f"{title}\n\nWeighs as: {rule.SEVERITY.value}\n\n{inspect.cleandoc(rule.__doc__ or '')}\n"


def _options() -> Iterator[tuple[str, str]]:
    """Every command with each of its options and arguments; the commands alone have no option."""
    for parameter in main.params:
        yield "cop", parameter.opts[0]
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        yield f"cop {name}", ""
        for parameter in command.params:
            shown = parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name
            yield f"cop {name}", shown


@pytest.mark.parametrize("kind", Kind)
def test_every_field_of_a_kind_is_documented(kind: Kind) -> None:
    """The table of a kind in CONTRIBUTING.md lists the fields of its model, word for word."""
    expected = _own_fields(kind)
    section = _section(_read("CONTRIBUTING.md"), f"### {kind.value.capitalize()}")
    rows = _rows(section)
    assert rows == expected, f"the table has to be:\n{_as_table(expected)}"
    assert f"`content/{_where(kind)}`" in section


@pytest.mark.parametrize(("heading", "model"), [("Every kind", Fields), ("Kept up to date", Reviewed)])
def test_shared_fields_are_documented(heading: str, model: type[BaseModel]) -> None:
    """What several kinds have in common is listed once."""
    expected = _fields(model)
    rows = _rows(_section(_read("CONTRIBUTING.md"), f"### {heading}"))
    assert rows == expected, f"the table has to be:\n{_as_table(expected)}"


@pytest.mark.parametrize("field", GROUPS)
def test_every_field_of_a_group_is_documented(field: str) -> None:
    """Fields inside of fields are listed as well."""
    expected = _fields(GROUPS[field])
    rows = _rows(_section(_read("CONTRIBUTING.md"), f"#### Inside `{field}`"))
    assert rows == expected, f"the table has to be:\n{_as_table(expected)}"


def test_every_kind_is_in_the_overview() -> None:
    """The first table of CONTRIBUTING.md has a line for each kind, with its folder."""
    rows = _rows(_section(_read("CONTRIBUTING.md"), "## Which kind of note"))
    assert [(row[0], row[1]) for row in rows] == [
        (
            f"[{kind.value}](#{kind.value})",
            f"`content/{_where(kind)}`",
        )
        for kind in Kind
    ]


def test_every_setting_is_documented() -> None:
    """README.md lists every setting with its default, word for word."""
    expected = _settings()
    rows = _rows(_section(_read("README.md"), "### Settings"))
    assert rows == expected, f"the table has to be:\n{_as_table(expected)}"


def test_every_command_and_option_is_documented() -> None:
    """README.md has a line for each command and each of its options, and for nothing else."""
    rows = _rows(_section(_read("README.md"), "### Commands"))
    assert [(row[0].strip("`"), row[1].strip("`")) for row in rows] == list(_options())
    assert all(row[2] for row in rows)


def test_every_make_target_is_documented() -> None:
    """CONTRIBUTING.md names what `make` alone would list."""
    targets = re.findall(r"^([a-z]+):.*## ", _read("Makefile"), re.MULTILINE)
    rows = _rows(_section(_read("CONTRIBUTING.md"), "### Targets of make"))
    assert [row[0] for row in rows] == [f"`make {target}`" for target in targets]


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.CODE)
def test_every_rule_is_documented(rule: Rule) -> None:
    """docs/rules.md says what the rule's docstring says, and `cop explain` with it."""
    expected = _manual(rule)
    title = expected.partition("\n")[0]
    found = f"{title}\n{_section(_read('docs/rules.md'), title)}"
    assert found.strip() == expected.strip(), f"the section has to be:\n\n{expected}"


def test_the_rules_are_in_the_order_of_their_codes() -> None:
    """No section of docs/rules.md is about a rule that is gone, and the table at its top has them all."""
    text = _read("docs/rules.md")
    rules = load_rules()
    assert re.findall(r"^## (COP\d{3}) (\S+)$", text, re.MULTILINE) == [(rule.CODE, rule.NAME) for rule in rules]
    rows = [
        [
            f"[{rule.CODE}](#{rule.CODE.lower()}-{rule.NAME})",
            rule.NAME,
            rule.SEVERITY.value,
            (rule.__doc__ or "").splitlines()[0],
        ]
        for rule in rules
    ]
    assert _rows(text) == rows, f"the table has to be:\n{_as_table(rows)}"


def test_every_dependency_has_a_reason() -> None:
    """The page on dependencies names those of pyproject.toml, and no others."""
    project = tomllib.loads(_read("pyproject.toml"))["project"]
    text = _read("docs/decisions/0010-dependencies.md")
    for heading, wanted in (
        ("## What the site is built with", project["dependencies"]),
        ("## What it is tested with", project["optional-dependencies"]["test"]),
    ):
        names = [re.split(r"[^A-Za-z0-9_.-]", requirement)[0] for requirement in wanted]
        assert [row[0].strip("`") for row in _rows(_section(text, heading))] == names


def test_the_layers_are_documented() -> None:
    """docs/architecture.md shows the layers that import-linter holds."""
    contracts = tomllib.loads(_read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = "\n".join(contracts[0]["layers"]).replace("cop_site.", "")
    assert f"```text\n{layers}\n```" in _section(_read("docs/architecture.md"), "## The layers")


@pytest.mark.parametrize("page", PAGES, ids=_by_path)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    """Relative links, their anchors, and the paths that are named in the text exist."""
    text = page.read_text("utf-8")
    for link in read_outline(text, page.name).links:
        if re.match(r"[a-z]+:", link.target):
            continue
        path, _, anchor = link.target.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), f"{link.span}: {link.target}"
        if anchor:
            anchors = read_outline(target.read_text("utf-8"), target.name).anchors
            assert anchor in anchors, f"{link.span}: {link.target}"
    for named in re.findall(r"`((?:cop_site|docs_template|tests|benchmarks|docs)/[\w/.-]*)`", text):
        assert (ROOT / named).exists(), f"{page.name} names {named}, which is not there"


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "rules.md"], ids=_by_path)
def test_only_commands_that_exist_are_shown(page: Path) -> None:
    """Nobody is told to run a command that is not there yet; the list of what is missing may name it."""
    text = re.sub(r"^## What is not there yet\n(?:(?!## ).*\n)*", "", page.read_text("utf-8"), flags=re.MULTILINE)
    assert _commands_in(text) <= set(COMMANDS)


def test_manuals_show_only_commands_that_exist() -> None:
    """Nor does a rule's manual send anybody to a command that is not there yet."""
    assert _commands_in(_read("docs/rules.md")) <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=_by_path)
def test_examples_of_settings_can_be_used(page: Path) -> None:
    """Every TOML example is what `[tool.cop]` accepts."""
    for example in re.findall(r"^```toml\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        Settings.model_validate(tomllib.loads(example)["tool"]["cop"])


def test_the_first_steps_work_as_written(tmp_path: Path) -> None:
    """The commands with which README.md begins a community make one that passes the check and can be built."""
    steps = re.findall(
        r"^cop (?:new|check|build)\b.*$", _section(_read("README.md"), "## Your own community"), re.MULTILINE
    )
    assert {shlex.split(step)[1] for step in steps} == {"new", "check", "build"}
    cop = Path(sys.executable).with_name("cop")
    for step in steps:
        words = shlex.split(step, comments=True)[1:]
        done = subprocess.run([cop, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{step}\n{done.stdout}{done.stderr}"
    assert (tmp_path / "site" / "index.html").is_file()
