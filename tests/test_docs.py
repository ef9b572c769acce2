"""The documentation is true: what it names exists, what it tells to do works, and it can be read as a site."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import tomllib
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from sites import COP, MKDOCS, Site, write_notes

from cop_site.cli import main
from cop_site.content.gfm import read_outline
from cop_site.project.open import read_project
from cop_site.rules import RuleContext, check, load_rules
from cop_site.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LIMITS = {"README.md": 6 * 1024, "CONTRIBUTING.md": 5 * 1024, "docs/architecture.md": 9 * 1024}
"""The most bytes of the pages that everybody is to read."""


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


def _commands_in(text: str) -> set[str]:
    return set(re.findall(r"(?:^|`)cop (?:-C \S+ )?([a-z]+)", text, re.MULTILINE))


COMMANDS = main.list_commands(click.Context(main))


def test_every_dependency_has_a_reason() -> None:
    """The page on dependencies names those of pyproject.toml, and no others."""
    file = tomllib.loads(_read("pyproject.toml"))
    project, groups = file["project"], file["dependency-groups"]
    text = _read("docs/decisions/0010-dependencies.md")
    for heading, wanted in (
        ("## What the site is built with", project["dependencies"]),
        ("## What an extra brings", project["optional-dependencies"]["diagrams"]),
        ("## What it is tested with", project["optional-dependencies"]["test"]),
        ("## What it is audited with", groups["audit"]),
    ):
        names = [re.split(r"[^A-Za-z0-9_.-]", requirement)[0] for requirement in wanted]
        assert [row[0].strip("`") for row in _rows(_section(text, heading))] == names


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


@pytest.mark.parametrize("page", PAGES, ids=_by_path)
def test_only_commands_that_exist_are_shown(page: Path) -> None:
    """Nobody is told to run a command that is not there yet; the list of what is missing may name it."""
    text = re.sub(r"^## What is not there yet\n(?:(?!## ).*\n)*", "", page.read_text("utf-8"), flags=re.MULTILINE)
    assert _commands_in(text) <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=_by_path)
def test_only_targets_of_make_that_exist_are_shown(page: Path) -> None:
    """Whatever `make` is told to do, the Makefile knows."""
    shown = re.findall(r"(?:^|`)make ([a-z]+(?:-[a-z]+)*)", page.read_text("utf-8"), re.MULTILINE)
    targets = re.findall(r"^([a-z-]+):.*## ", _read("Makefile"), re.MULTILINE)
    assert set(shown) <= set(targets)


@pytest.mark.parametrize("page", PAGES, ids=_by_path)
def test_names_in_templates_and_scripts_exist(page: Path) -> None:
    """A script or a `data-cop-` attribute that a page names is one of `docs_template/`."""
    files = [file for file in (ROOT / "docs_template").rglob("*") if file.suffix in (".js", ".html")]
    used = "".join(file.read_text("utf-8") for file in files)
    text = page.read_text("utf-8")
    assert set(re.findall(r"`([a-z-]+\.js)`", text)) <= {file.name for file in files}
    assert set(re.findall(r"`(data-cop-[a-z-]+)`", text)) <= set(re.findall(r"data-cop-[a-z-]+", used))


@pytest.mark.parametrize("name", LIMITS)
def test_the_first_pages_stay_short(name: str) -> None:
    """What everybody is to read is short; more belongs on the other pages of `docs/`."""
    assert len((ROOT / name).read_bytes()) <= LIMITS[name]


def test_every_page_is_on_the_map() -> None:
    """The map leads to every page of the documentation; the decisions have a list of their own."""
    links = {link.target for link in read_outline(_read("docs/index.md"), "index.md").links}
    assert {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"} <= links


@pytest.mark.parametrize("page", PAGES, ids=_by_path)
def test_examples_of_settings_can_be_used(page: Path) -> None:
    """Every TOML example is what `[tool.cop]` accepts."""
    for example in re.findall(r"^```toml\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        Settings.model_validate(tomllib.loads(example)["tool"]["cop"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "heading"),
    [("README.md", "## Your own community"), ("docs/maintaining.md", "## Starting a community")],
    ids=["readme", "maintaining"],
)
def test_the_first_steps_work_as_written(name: str, heading: str, tmp_path: Path) -> None:
    """The commands with which a page begins a community make one that passes the check and can be built."""
    steps = re.findall(r"^cop (?:init|new|check|build)\b.*$", _section(_read(name), heading), re.MULTILINE)
    assert {"init", "check", "build"} <= {shlex.split(step)[1] for step in steps}
    for step in steps:
        words = shlex.split(step, comments=True)[1:]
        done = subprocess.run(
            [COP, *words], cwd=tmp_path, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        assert done.returncode == 0, f"{step}\n{done.stdout}{done.stderr}"
    assert (tmp_path / "site" / "index.html").is_file()


def test_the_commands_to_try_do_what_is_said() -> None:
    """The targets of make that README.md begins with run `cop` on the example community."""
    tried = re.findall(r"^make ([a-z-]+)", _section(_read("README.md"), "## Try it"), re.MULTILINE)
    assert tried == ["serve", "site"]
    done = subprocess.run(
        ["make", "--dry-run", *tried], cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ
    )
    commands = [line.split()[1] for line in done.stdout.splitlines() if re.match(r"\S+/cop ", line)]
    assert commands == ["serve", "build"]


def test_the_rule_that_is_shown_works(tmp_path: Path) -> None:
    """The rule in docs/extending.md finds what it says, in a community that has both."""
    rule: Any = ModuleType("cop499_topic_has_steward")
    (example,) = re.findall(
        r"^```python\n(.*?)^```$", _section(_read("docs/extending.md"), "## A rule"), re.MULTILINE | re.DOTALL
    )
    exec(compile(example, "docs/extending.md", "exec"), rule.__dict__)  # noqa: S102  # it is ours
    stewarded = "---\ntitle: B\nstewards: [ada]\n---\n"
    notes = {
        "index.md": "---\nname: Us\npurpose: P.\n---\n",
        "topics/a.md": "---\ntitle: A\n---\n",
        "topics/b.md": stewarded,
    }
    project = read_project(write_notes(tmp_path, notes), date(2026, 11, 25))
    found = check(RuleContext(project.community, project.figures), {}, [rule])
    assert [(str(d.span), d.code, d.message) for d in found] == [
        ("content/topics/a.md:2:1", "COP499", "the topic has no steward")
    ]
    assert rule.CODE not in {known.CODE for known in load_rules()}


@pytest.mark.slow
def test_the_documentation_is_a_site(tmp_path: Path) -> None:
    """Every page and link of `docs/` works as a site, and nothing on it is loaded from another one."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    options = ("-q", "-f", ROOT / "mkdocs.docs.yml", "-d", tmp_path)
    done = subprocess.run([MKDOCS, "build", *options], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    site = Site(tmp_path)
    assert {page.stem for page in (ROOT / "docs").glob("*.md")} - {"index"} <= {
        name.split("/")[0] for name in site.pages
    }
    loaded = [
        address
        for tree in site.trees.values()
        for element in tree.walk()
        for address in (
            element.attributes.get("src"),
            element.attributes.get("href") if element.tag == "link" else None,
        )
        if address
    ]
    assert loaded
    assert [address for address in loaded if re.match(r"(?:[a-z]+:)?//", address)] == []
    styles = "".join(file.read_text("utf-8") for file in tmp_path.rglob("*.css"))
    assert re.findall(r"(?:url\(|@import\s+)[\"']?(?:https?:)?//[^)\"';]*", styles) == []


def test_each_promise_is_held_by_a_test_that_exists() -> None:
    """SECURITY.md names for each promise a test, or the cases of a rule; none is only said to be there."""
    rows = _rows(_section(_read("SECURITY.md"), "## What is promised"))
    assert len(rows) > 20
    for promise, held_by in rows:
        tests = re.findall(r"\[([\w/]+\.py)::(test_\w+)\]\(tests/\1\)", held_by)
        assert tests or "tests/cases/rules/" in held_by, promise
        assert held_by.count(".py::") == len(tests), promise
        for file, name in tests:
            assert f"\ndef {name}(" in _read(f"tests/{file}"), f"{file}::{name}"
