"""The page on which a content manager edits notes: made when asked for, from the schemas of the check."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from communities import measure_texts
from sites import build, cop, set_up, write_notes

from cop_site.authoring.admin import write_config, write_page
from cop_site.feeds.schemas import describe_targets
from cop_site.model.kinds import FOLDERS, Kind
from cop_site.rules import load_rules
from cop_site.settings import AdminPage, Settings

ASKED = 'as_of = 2026-11-25\nrepository = "https://github.com/example/notes"\n[tool.cop.admin]\nprogram = "cms/cms.js"'
TEXTS = {"string": "some words", "text": "some words", "boolean": True, "number": 1, "datetime": "2026-01-14"}
AS_TOLD = {
    "url": "https://example.org/a",
    "recording": "https://example.org/a",
    "slides": "https://example.org/a",
    "register": "https://example.org/a",
    "join": "https://example.org/a",
    "contact": "https://example.org/a",
    "links": "https://example.org/a",
    "time": "18:00",
    "at": "18:00",
    "ends": "19:00",
    "until": "2026-01-14",
    "timezone": "Europe/Berlin",
    "every": "2 weeks",
    "review_in": "6 months",
    "refresh_after": "6 months",
    "published": "2020",
    "forgotten": "0" * 40,
    "lang": "de",
    "image": "a.png",
}
"""What somebody enters who reads the hint of a field."""
_ABOUT_VALUES = {rule.NAME for rule in load_rules() if rule.CODE.startswith("COP10")}
"""The rules about single fields."""


def settings(**admin: Any) -> Settings:
    """Settings that ask for the page."""
    return Settings(repository="https://github.com/example/notes", admin=AdminPage(program="cms/cms.js", **admin))


@cache
def targets() -> dict[Kind, dict[str, Any]]:
    """The schema of every kind."""
    return describe_targets("content")


def config(**admin: Any) -> Any:
    """The configuration of the program."""
    return yaml.safe_load(write_config(targets(), settings(**admin)))


@cache
def collections() -> dict[str, Any]:
    """The collections of the configuration, by name."""
    return {one["name"]: one for one in config()["collections"]}


def fields(name: str) -> dict[str, Any]:
    """The fields of a collection, by name."""
    return {field["name"]: field for field in collections()[name]["fields"]}


def enter(field: Mapping[str, Any], choice: int = 0) -> Any:
    """Return what the program writes for a field that somebody fills in."""
    widget = field["widget"]
    if widget == "relation":
        value: Any = "alpha"
    elif widget == "select":
        value = field["options"][min(choice, len(field["options"]) - 1)]
    elif "fields" in field:
        value = {part["name"]: enter(part, choice) for part in field["fields"]}
    else:
        value = AS_TOLD.get(field["name"], TEXTS.get(widget, "some words"))
    return [value] if widget == "list" or field.get("multiple") else value


@pytest.mark.parametrize("kind", FOLDERS.values(), ids=FOLDERS)
@pytest.mark.parametrize("choice", range(8))
def test_what_the_form_takes_the_check_takes(kind: Kind, choice: int) -> None:
    """A note in which each field is filled in, with each of its choices, has the values that its kind expects."""
    filled = {name: enter(field, choice) for name, field in fields(kind.info.folder).items() if name != "body"}
    text = f"---\n{yaml.safe_dump(filled)}---\nText.\n"
    name = kind.info.name_file("some-words", measure_texts({}).community.as_of.replace(month=1, day=14))
    community = measure_texts({"index.md": "---\nname: Us\n---\n", name: text}).community
    assert [(found.name, found.message) for found in community.problems if found.name in _ABOUT_VALUES] == []
    assert set(filled) | {"extra"} == set(targets()[kind]["properties"])


def test_each_kind_has_a_collection() -> None:
    """Folders as they are, the charter as a single file, and plain pages beside it."""
    assert list(collections()) == [*FOLDERS, "pages", "community"]
    assert collections()["meetups"]["slug"] == "{{year}}-{{month}}-{{day}}-{{slug}}"
    assert collections()["members"]["identifier_field"] == "name"
    assert collections()["community"]["files"][0]["file"] == "content/index.md"


def test_a_name_is_chosen_where_it_must_be_there_and_else_typed() -> None:
    """Tags stay open, and so do people and wishes; what a topic builds on is one of the topics."""
    assert fields("topics")["requires"]["collection"] == "topics"
    assert fields("topics")["stewards"]["search_fields"] == ["{{slug}}", "name"]
    assert (fields("meetups")["tags"]["widget"], fields("meetups")["speakers"]["widget"]) == ("list", "list")
    assert fields("members")["wants"]["fields"][0]["widget"] == "string"


def test_the_host_follows_from_the_repository() -> None:
    """What it cannot say, a setting adds; the policy of the page allows those hosts and no others."""
    made = Settings(
        repository="https://codeberg.org/us/notes", admin=AdminPage(program="c.js", backend={"app_id": "1"})
    )
    backend = yaml.safe_load(write_config(targets(), made))["backend"]
    assert backend == {
        "name": "gitea",
        "repo": "us/notes",
        "base_url": "https://codeberg.org",
        "api_root": "https://codeberg.org/api/v1",
        "branch": "main",
        "app_id": "1",
    }
    assert "connect-src &#x27;self&#x27; blob: data: https://codeberg.org;" in write_page("<Us>", made)
    assert "<title>&lt;Us&gt;</title>" in write_page("<Us>", made)
    assert config(backend={"base_url": "https://login.example.org"})["backend"]["name"] == "github"
    assert "https://login.example.org" in write_page(
        "Us", settings(backend={"base_url": "https://login.example.org/x"})
    )


@pytest.mark.slow
def test_the_page_is_there_when_asked_for(tmp_path: Path) -> None:
    """With the community's own file, one policy on that page, and the usual one on all others."""
    root = write_notes(set_up(tmp_path, ASKED), {"index.md": "---\nname: Us\n---\n", "about.md": "Text.\n"})
    (root / "cms").mkdir()
    (root / "cms" / "cms.js").write_text("1", "utf-8")
    (root / "cms" / "7.cms.js").write_text("2", "utf-8")
    assert build(root, "--no-search").returncode == 0
    site = root / "site"
    assert {file.name for file in (site / "admin").iterdir()} == {"7.cms.js", "cms.js", "config.yml", "index.html"}
    page = (site / "admin" / "index.html").read_text("utf-8")
    assert page.count("Content-Security-Policy") == 1
    assert "unsafe-eval" in page.replace("wasm-unsafe-eval", "")
    assert "'unsafe-eval'" not in (site / "about" / "index.html").read_text("utf-8")


@pytest.mark.slow
def test_nothing_is_there_unless_asked_for(tmp_path: Path) -> None:
    """The address is free, for a note, too."""
    root = write_notes(set_up(tmp_path), {"index.md": "---\nname: Us\n---\n", "admin.md": "Who looks after it.\n"})
    assert build(root, "--no-search").returncode == 0
    assert "Who looks after it." in (root / "site" / "admin" / "index.html").read_text("utf-8")


def test_a_note_does_not_take_its_place(tmp_path: Path) -> None:
    """Where settings ask for the page, a note at its address is an error."""
    root = write_notes(set_up(tmp_path, ASKED), {"index.md": "---\nname: Us\n---\n", "admin.md": "Text.\n"})
    (root / "cms").mkdir()
    (root / "cms" / "cms.js").write_text("1", "utf-8")
    assert "COP018" in cop(root, "check").output


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A setting that cannot be used stops the check, with what to do."""
    root = write_notes(set_up(tmp_path, ASKED), {"index.md": "---\nname: Us\n---\n"})
    assert "the setting 'admin.program' must be an existing script" in cop(root, "check").output
