"""A build does what has changed since the last one, and gives the bytes that a fresh one gives."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pyromark
import pytest
from click.testing import Result
from sites import cop, run, set_up, write_notes
from test_reproducible import NOTES

import cop_site
from cop_site.commands.terminal import open_project_or_exit
from cop_site.content import load
from cop_site.content.frontmatter.split import find_places
from cop_site.pages.templates import PageValues, Templates
from cop_site.project.inputs import read_inputs, stamp_files

pytestmark = pytest.mark.slow
NOTE = "content/practices/round.md"
PICTURE = b"GIF89a\1\0\1\0\0\0\0;"


def build(root: Path, *arguments: str) -> Result:
    """Build a project; the search index has tests of its own."""
    return cop(root, "build", "--no-search", *arguments)


def is_unchanged(result: Result, root: Path) -> bool:
    """Whether a build says that it had nothing to do."""
    assert result.exit_code == 0, result.output
    return result.output.endswith(f"nothing changed; {root / 'site'} is as it was\n")


def read(site: Path) -> dict[str, bytes]:
    """Return the files of a site by name."""
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small community whose site has been built."""
    project = write_notes(set_up(tmp_path / "project", "as_of = 2026-02-11\ntemplates = 'own'"), NOTES)
    (project / "own" / "pages").mkdir(parents=True)
    (project / "content" / "dot.gif").write_bytes(PICTURE)
    assert build(project).exit_code == 0
    return project


def replace(file: Path, old: str, new: str) -> None:
    """Replace a text in a file, whose time of change stays the same."""
    status, text = file.stat(), file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_nothing_changed(root: Path) -> None:
    """It is said, together with what the check found, and not a file of the site is touched."""
    before = (root / "site").stat().st_ino
    assert is_unchanged(build(root), root)
    for file in (root / "content").rglob("*.md"):
        file.touch()
    assert is_unchanged(build(root), root)
    assert (root / "site").stat().st_ino == before


CHANGES: dict[str, Callable[[Path], object]] = {
    "a note, with its size and its time": lambda root: replace(root / NOTE, "Go round", "Go along"[:8]),
    "a field of a note": lambda root: replace(root / NOTE, "title: Round", "title: Rings"),
    "a new note": lambda root: write_notes(root, {"practices/new.md": "---\ntitle: New\n---\nNew.\n"}),
    "a note with another name": lambda root: (root / NOTE).rename(root / "content/practices/circle.md"),
    "a note less": lambda root: (root / NOTE).unlink(),
    "a picture": lambda root: (root / "content/dot.gif").write_bytes(PICTURE.replace(b"\1\0\1", b"\2\0\2")),
    "a picture more": lambda root: (root / "content/more.gif").write_bytes(PICTURE),
    "the settings": lambda root: replace(root / "pyproject.toml", "as_of", "repository = 'https://example.org'\nas_of"),
    "the day": lambda root: replace(root / "pyproject.toml", "2026-02-11", "2026-02-12"),
    "mkdocs.yml": lambda root: shutil.copy(Path(__file__).parents[1] / "mkdocs.yml", root),
    "a template": lambda root: (root / "own/pages/log.html").write_text("<h1>Log</h1>\n"),
    "a file of the site": lambda root: (root / "site/log/index.html").write_text("mine"),
    "a file of the site less": lambda root: (root / "site/log/index.html").unlink(),
    "a file of the site more": lambda root: (root / "site/log/more.html").write_text("mine"),
    "no site": lambda root: shutil.rmtree(root / "site"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_built(root: Path, change: Callable[[Path], object]) -> None:
    """The site is the one that a fresh build gives, and the next build has nothing to do."""
    change(root)
    assert not is_unchanged(build(root), root)
    site = read(root / "site")
    assert is_unchanged(build(root), root)
    assert not is_unchanged(build(root, "--fresh"), root)
    assert site == read(root / "site")


def append(note: Path, text: str) -> None:
    """Write a text below that of a note."""
    note.write_text(f"{note.read_text('utf-8')}\n{text}", "utf-8")


def test_an_edit_of_a_text_makes_one_page(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other note is parsed, no other page filled, framed or written, and the old files are not touched."""
    filled, parsed, placed = [], [], list[str]()
    fill = Templates.fill

    def count(self: Templates, values: PageValues, *others: Any) -> str:
        filled.append(values.template)
        return fill(self, values, *others)

    def parse(parser: Callable[..., object], text: str, **options: object) -> object:
        parsed.append(text)
        return parser(text, **options)

    def place(text: str, path: str) -> object:
        placed.append(path)
        return find_places(text, path)

    monkeypatch.setattr(Templates, "fill", count)
    monkeypatch.setattr(load, "find_places", place)
    for name in ("events", "events_with_range"):
        monkeypatch.setattr(pyromark, name, partial(parse, getattr(pyromark, name)))
    before = stamp_files(root / "site")
    append(root / NOTE, "Go on.\n")
    assert build(root).output.endswith("(files made: 1)\n")
    assert filled == ["practice"]
    assert placed == []
    notes = [note.read_text("utf-8") for note in (root / "content").rglob("*.md")]
    assert {note for note in notes if note.endswith(tuple(filter(None, parsed)))} == {(root / NOTE).read_text("utf-8")}
    after = stamp_files(root / "site")
    new = {name for name in after if after[name][3] != before[name][3]}
    assert new == {"/practices/round/index.html", "/.cop-site"}
    append(root / "content/members/ben.md", "## More\n")
    assert build(root).exit_code == 0
    assert "Go on" in (root / "site/practices/round/index.html").read_text("utf-8")
    assert 'href="#more"' in (root / "site/members/ben/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("edit", "unused"),
    [
        ("", ("mkdocs", "pydantic", "jinja2", "babel", "cop_site.wording.catalogue")),
        ("More.\n", ("mkdocs", "babel.messages")),
    ],
)
def test_what_is_not_needed_is_not_imported(root: Path, edit: str, unused: tuple[str, ...]) -> None:
    """Neither MkDocs, the models nor a catalogue where nothing has changed, and no MkDocs where a text has."""
    assert run(root, sys.executable, "-m", "cop_site", "build", "--no-search").returncode == 0  # as the next, not by us
    if edit:
        append(root / NOTE, edit)
    called = f"main(['-C', {str(root)!r}, 'build', '--no-search'], standalone_mode=False)"
    told = f"print(*(name for name in {unused} if name in sys.modules))"
    done = run(root, sys.executable, "-c", f"import sys; from cop_site.cli import main; {called}; {told}")
    assert done.stdout.splitlines()[-1] == "", done.stdout + done.stderr


def test_the_search_follows(root: Path) -> None:
    """The site with its search is the one that `--verify` builds, which uses nothing of another build."""
    assert cop(root, "build").exit_code == 0
    append(root / NOTE, "Go along the seashore.\n")
    assert "(files made: 1)" in cop(root, "build").output
    assert cop(root, "build", "--verify", str(root / "site")).exit_code == 0


READERS = {
    "insight/documentation.py": {"authored", "body"},
    "insight/duplicates.py": {"authored"},
    "insight/external.py": {"outline"},
    "insight/log.py": {"authored", "lines", "prose"},
    "insight/material.py": {"prose"},
    "insight/questions.py": {"body", "outline"},
    "insight/scaffold.py": {"authored", "body"},
    "insight/translations.py": {"lines", "outline"},
    "insight/value.py": {"outline"},
    "model/hidden_people.py": {"body"},
    "model/note.py": {"prose", "title"},
    "model/read.py": {"title"},
    "model/withheld.py": {"title"},
    "pages/bodies.py": {"body", "too_deep"},
    "pages/kit.py": {"outline"},
    "pages/season.py": {"authored"},
    "pages/surface.py": {"body", "outline", "prose", "title", "too_deep"},
}
"""What reads the text of a note. An edit of it changes nothing else than `pages/surface.py` says."""


def test_all_that_reads_a_text_is_known() -> None:
    """Who reads the texts of notes for another page has to add what it takes of them to `digest_surfaces`."""
    package = Path(cop_site.__file__).parent
    pattern = re.compile(r"\bsource\.(authored|body|line_at|lines|outline|prose|title|too_deep)\b")
    files = (
        file for name in ("compiler", "feeds", "insight", "model", "pages") for file in (package / name).rglob("*.py")
    )
    found = {file.relative_to(package).as_posix(): set(pattern.findall(file.read_text("utf-8"))) for file in files}
    assert {name: reads for name, reads in found.items() if reads} == READERS


def test_nothing_stays_open(root: Path) -> None:
    """A file, a folder or a pipe that was looked at is closed again: a community may have thousands."""
    before = _next_descriptor()
    assert len(read_inputs(root, "content", ["mkdocs.yml", "own"], {})) > len(NOTES)
    assert _next_descriptor() == before


def _next_descriptor() -> int:
    """Return the number that the next opened file gets: the lowest that is free."""
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    return descriptor


def test_options_count(root: Path) -> None:
    """A site without a search is not one with it."""
    assert not is_unchanged(cop(root, "build"), root)
    assert "pagefind/pagefind.js" in read(root / "site")
    assert not is_unchanged(build(root), root)
    assert "pagefind/pagefind.js" not in read(root / "site")


def test_a_failing_check_fails_again(root: Path) -> None:
    """Warnings are printed again, and `--strict` stops the build although nothing changed."""
    replace(root / NOTE, "Go round", "Go [on](no.md)")
    first = build(root, "--keep-going")
    again = build(root, "--keep-going")
    assert "no.md" in again.output
    assert again.output.startswith(first.output.partition("building")[0])
    strict = build(root, "--strict")
    assert (strict.exit_code, "nothing was built" in strict.output) == (1, True)


def test_the_day_may_be_over(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a day in the settings, a site is built again on the next day, in the time zone of the charter."""
    replace(root / "pyproject.toml", "as_of = 2026-02-11\n", "")
    build(root)
    assert is_unchanged(build(root), root)
    monkeypatch.setattr("cop_site.engines.last_build.find_day", lambda *_: date(2099, 1, 1))
    assert not is_unchanged(build(root), root)


def test_what_changed_during_a_build_is_built_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A story may have its consent for a moment, while a build reads it, and be without it before and after."""

    def change_and_open(*arguments: Any) -> Any:
        append(root / NOTE, "A secret.\n")
        return open_project_or_exit(*arguments)

    append(root / NOTE, "More.\n")
    before = (root / NOTE).read_text("utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("cop_site.commands.build.open_project_or_exit", change_and_open)
        build(root)
    (root / NOTE).write_text(before, "utf-8")
    assert not is_unchanged(build(root), root)
    assert "secret" not in (root / "site/practices/round/index.html").read_text("utf-8")
    assert is_unchanged(build(root), root)


def test_what_mkdocs_does_besides_counts_nothing_as_unchanged(root: Path) -> None:
    """A hook or a variable in `mkdocs.yml` may change the site although no file has changed."""
    (root / "mkdocs.yml").write_text("site_name: !ENV [NAME, Us]\ntheme: {name: material}\nplugins: [cop]\n", "utf-8")
    for _ in range(2):
        assert "(always as a whole: " in build(root).output


def test_note_pages_of_a_second_process(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process makes them if there are many: the same ones, and an edit knows what they show."""
    site, filled = read(root / "site"), list[str]()
    fill = Templates.fill

    def count(self: Templates, values: PageValues, *others: Any) -> str:
        filled.append(values.template)
        return fill(self, values, *others)

    monkeypatch.setattr(Templates, "fill", count)
    monkeypatch.setattr("cop_site.project.parallel._MIN_NOTES", 1)
    assert build(root, "--fresh").exit_code == 0
    assert read(root / "site") == site
    assert "topic" in filled
    assert "practice" not in filled or sys.platform != "linux"
    append(root / NOTE, "Go on.\n")
    assert build(root).output.endswith("(files made: 1)\n")
    (root / "own/pages/practice.html").write_text("{{ nothing }}", "utf-8")
    failed = build(root)
    assert failed.exit_code == 1
    assert "'nothing' is undefined" in failed.output
