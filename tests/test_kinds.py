"""What is said of the kinds of note holds, and one that is added as docs/extending.md says works everywhere."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml
from sites import EXAMPLE, Site, run, set_up, write_notes

from cop_site.model.kinds import Kind

MANUAL = (EXAMPLE / "docs" / "extending.md").read_text("utf-8")
KIND = "experiment"
NOTES = {
    "index.md": "---\nname: Us\npurpose: To learn.\n---\n",
    "topics/silence.md": "---\ntitle: Silence\n---\nWhat a silence is for.\n",
    "members/ada.md": "---\nname: Ada\nlisted: true\n---\nText.\n",
    "paths/first-steps.md": "---\ntitle: First steps\nfor: Newcomers\ngoals: [silence]\n---\nText.\n",
    "experiments/quiet-start.md": "---\ntitle: A quiet start\ntags: [silence]\nquestion: Does it calm us?\nowner: ada\n"
    "---\nWe begin with a zwischenraum.\n",
}


def _read_examples() -> dict[str, str]:
    """The files of the section on kinds, by their paths."""
    section = MANUAL.partition("## A kind of note\n")[2].partition("\n## ")[0]
    found = re.findall(r"^File: (\S+)\n\n```\w+\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return dict(found)


def _apply(diff: str, text: str) -> str:
    """Add each line with a plus after the one before it, which has to be there once."""
    before = ""
    for line in diff.splitlines():
        if line.startswith("+"):
            assert text.count(f"\n{before}\n") == 1, before
            text = text.replace(f"\n{before}\n", f"\n{before}\n{line[1:]}\n")
        before = line[1:]
    return text


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the module and the table changed as the manual says; templates are not in it."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(EXAMPLE / "cop_site", folder / "cop_site", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "docs_template").symlink_to(EXAMPLE / "docs_template")
    for path, text in _read_examples().items():
        if path.startswith("cop_site/"):
            file = folder / path
            file.write_text(_apply(text, file.read_text("utf-8")) if file.exists() else text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def root(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A community with a note of the new kind, whose templates it has itself, and its site."""
    root = set_up(tmp_path_factory.mktemp("community"), 'as_of = 2026-11-25\ntemplates = "own"')
    _write_templates(root)
    write_notes(root, NOTES)
    done = _cop(package, root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    """The site of that community."""
    return Site(root / "site")


def _write_templates(root: Path) -> None:
    """Put the template and the archetype into a community's own folder."""
    for path, text in _read_examples().items():
        if path.startswith("docs_template/"):
            file = root / path.replace("docs_template", "own")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")


def _cop(package: Path, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    start = f"import sys; sys.path.insert(0, {str(package)!r}); from cop_site.cli import main; main()"
    return run(root, sys.executable, "-c", start, *arguments)


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_names_fields_that_it_has(kind: Kind) -> None:
    """Who made a note, who looks after it and what search reads are fields of its model, or properties of several."""
    info = kind.info
    read = {name for name, value in vars(info.model).items() if isinstance(value, property)}
    assert {*info.makers, *info.keepers, *info.search_fields} <= info.model.model_fields.keys() | read


def test_a_kind_takes_four_files() -> None:
    """A module, the table, a template and an archetype."""
    assert len(_read_examples()) == 4


def test_it_is_read_and_checked(package: Path, tmp_path: Path) -> None:
    """A note of the kind is held to its own fields."""
    set_up(tmp_path, 'as_of = 2026-11-25\ntemplates = "own"')
    _write_templates(tmp_path)
    good = NOTES["experiments/quiet-start.md"]
    bad = good.replace("owner: ada", "state: stuck\nlevel: low").replace("question", "qestion")
    write_notes(tmp_path, {**NOTES, "experiments/bad.md": bad})
    found = _cop(package, tmp_path, "check")
    assert found.returncode == 1
    about = [line for line in found.stdout.splitlines() if "experiments/" in line]
    assert all("experiments/bad.md" in line for line in about)
    for text in ("'qestion'", "'stuck'", "'level'"):
        assert any(text in line for line in about), found.stdout


@pytest.mark.slow
def test_it_has_a_page(site: Site) -> None:
    """The page is made with the kind's own template and fields."""
    text = site.article("experiments/quiet-start/").text
    assert "Does it calm us? (running)" in text
    assert "zwischenraum" in text


@pytest.mark.parametrize(
    "uri", ["experiments/", "topics/silence/", "members/ada/", "paths/first-steps/"], ids=lambda uri: uri.strip("/")
)
def test_it_is_listed(site: Site, uri: str) -> None:
    """It stands in its list, with the notes on its topic, on its maker's page, and as the first to read on a path."""
    assert "A quiet start" in site.article(uri).text


def test_it_is_in_the_navigation(site: Site) -> None:
    """Its list stands in a menu, whose pages are before the log."""
    links = [element.text.strip() for element in site.tree("").walk() if element.tag == "a"]
    assert links.index("Experiments") < links.index("Log")


def test_it_is_found_by_search(site: Site) -> None:
    """The index holds its text and its own fields, and the search page leads to its list."""
    fragments = [gzip.decompress(file.read_bytes()) for file in site.folder.glob("pagefind/fragment/*")]
    (found,) = (fragment for fragment in fragments if b"experiments/quiet-start/" in fragment)
    assert b"zwischenraum" in found
    assert b"Does it calm us?" in found
    assert "Experiments" in site.article("search/").text


def test_it_is_explained_and_described(site: Site) -> None:
    """The page for contributors names its fields, its schema is published, and so is the note itself."""
    assert "What we want to find out." in site.article("contribute/").text
    assert "question" in json.loads(site.read(f"schema/{KIND}.json"))["properties"]
    document = json.loads(site.read("notes.json"))
    assert [note["slug"] for note in document["notes"] if note["kind"] == KIND] == ["quiet-start"]
    jsonschema.validate(document, json.loads(files("cop_site.feeds").joinpath("notes.schema.json").read_text()))


def test_it_can_be_written(package: Path, root: Path) -> None:
    """There is an issue form with the fields that its module names, and `cop new` begins a note."""
    done = _cop(package, root, "schema", "--write")
    assert done.returncode == 0, done.stderr
    form = yaml.safe_load((root / ".github" / "ISSUE_TEMPLATE" / f"{KIND}.yml").read_text("utf-8"))
    assert [part["id"] for part in form["body"]] == ["title", "question", "tags", "owner", "text"]
    done = _cop(package, root, "new", KIND, "No slides")
    assert done.returncode == 0, done.stderr
    assert (root / "content" / "experiments" / "no-slides.md").is_file()
