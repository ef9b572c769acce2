"""A command reads the settings once, and hands them on to whatever needs them."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import load_config
from sites import COP, cop, run, set_up, write_notes

from cop_site.engines.mkdocs.build import build_site
from cop_site.project.open import open_project

NOTE = "meetups/2026-11-04-on-silence.md"
NOTES = {
    "index.md": "---\nname: Us\npurpose: To learn.\n---\n",
    "topics/silence.md": "---\ntitle: Silence\n---\n",
    NOTE: "---\ntitel: On silence\ntags: [silence]\n---\n",
}
SETTINGS = 'as_of = "2026-11-25"\ntemplates = "look"\nseverity = {tag-is-known = "error"}'
"""A day as a text, a folder and a severity: each is looked at where nothing else is."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose settings have something in them for everybody who reads them."""
    root = write_notes(set_up(tmp_path, SETTINGS), NOTES)
    (root / "look").mkdir()
    (root / "mkdocs.yml").write_text("site_name: Us\ndocs_dir: content\ntheme: material\nplugins: [cop]\n")
    return root


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The TOML texts that are parsed."""
    texts: list[str] = []
    loads: Callable[[str], dict[str, object]] = tomllib.loads

    def record(text: str) -> dict[str, object]:
        texts.append(text)
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", record)
    return texts


@pytest.mark.parametrize(
    "command",
    ["stats", "check", "check --fix", "tags", "plan", "schema topic", "rename topic silence quiet --dry-run"],
)
def test_a_command_parses_the_settings_once(project: Path, parsed: list[str], command: str) -> None:
    """Settings are read for the first thing that asks, and not again; in a second run that the cache answers, too."""
    for runs in (1, 2):
        assert cop(project, *command.split()).exit_code in (0, 1)
        assert len(parsed) == runs
    assert ("title: On silence" in (project / "content" / NOTE).read_text("utf-8")) == ("--fix" in command)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_a_build_parses_the_settings_once(project: Path, parsed: list[str], tmp_path: Path) -> None:
    """Both `cop build` and `mkdocs build` read them once."""
    build_site(open_project(project, date(2026, 11, 25)), tmp_path / "ours", lambda _: None, lambda _: None)
    assert len(parsed) == 1
    mkdocs_build(load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "theirs")))
    assert len(parsed) == 2


def test_a_cached_answer_needs_no_models(project: Path) -> None:
    """What is known already is said without importing pydantic, the rules or the pages."""
    script = (
        "import sys; from cop_site.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(sorted({name for name in sys.modules if name in ('pydantic', 'jinja2', 'mkdocs', 'cop_site.rules')}))"
    )
    set_up(project, SETTINGS.replace('"2026-11-25"', "2026-11-25"))
    for command in ("stats", "check"):
        run(project, COP, command)
        said = run(project, sys.executable, "-c", script, command)
        assert said.stdout.splitlines()[-1] == "[]", said.stdout + said.stderr
