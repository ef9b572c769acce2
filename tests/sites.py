"""Writes communities, runs `cop` on them as users do, and parses the pages."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

from click.testing import CliRunner, Result

from cop_site.cli import main

EXAMPLE = Path(__file__).parents[1]
COP = Path(sys.executable).with_name("cop")
MKDOCS = Path(sys.executable).with_name("mkdocs")

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


def write_notes(root: Path, notes: Mapping[str, str]) -> Path:
    """Write files below a project's content folder, and return the project's directory."""
    for name, text in notes.items():
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")
    return root


def set_up(root: Path, settings: str = "as_of = 2026-11-25") -> Path:
    """Give a project a `pyproject.toml` with settings."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "pyproject.toml").write_text(f"[tool.cop]\n{settings}\n", "utf-8")
    return root


def cop(root: Path, *arguments: str, answers: Sequence[str] = ()) -> Result:
    """Run `cop -C root …` in this process: fast, for commands that build nothing; `answers` are typed, one a line."""
    try:
        typed = "".join(f"{answer}\n" for answer in answers)
        return CliRunner().invoke(main, ["-C", str(root), *arguments], input=typed)
    finally:
        gc.enable()  # the command turns it off, because its process usually ends


def run(root: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a project's directory, without the environment variables of a CI or a terminal."""
    inherited = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT", "PYTHONPATH")
    environment = {name: os.environ[name] for name in inherited if name in os.environ}
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def build(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `cop build …` in a project's directory, but in this process: a new one takes as long again to start."""
    try:
        with chdir(root):
            done = CliRunner(env={"CI": None}).invoke(main, ["build", *arguments], catch_exceptions=False)
    finally:
        gc.enable()  # as above
    return subprocess.CompletedProcess(["cop", "build", *arguments], done.exit_code, done.stdout, done.stderr)


def built(root: Path, *arguments: str) -> Site:
    """Build a project without errors, and return its site."""
    done = build(root, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(root / "site")


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield the element and all elements in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self) -> frozenset[str]:
        """The values of its `class`."""
        return frozenset(self.attributes.get("class", "").split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]
        self.repeated: list[str] = []
        """Attributes that occur twice in an element."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.repeated += [f"{tag} {name}" for name in set(names) if names.count(name) > 1]
        element = Element(tag, {name: value or "" for name, value in reversed(attrs)})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:  # in an SVG
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """Parse HTML to a tree whose root has no tag."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.repeated == []
    return reader.open[0]


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The paths of all files, sorted."""
        return tuple(sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file()))

    @cached_property
    def pages(self) -> dict[str, str]:
        """The HTML of each page that a reader can open, by path."""
        return {
            name: self.read(name) for name in self.names if name.endswith(".html") and not name.startswith("pagefind/")
        }

    @cached_property
    def trees(self) -> dict[str, Element]:
        """The elements of each page, by path."""
        return {name: parse(html) for name, html in self.pages.items()}

    def read(self, name: str) -> str:
        """Return the text of a file."""
        return (self.folder / name).read_text("utf-8")

    def tree(self, uri: str) -> Element:
        """Return the elements of the page at an address, such as `topics/`."""
        return self.trees[f"{uri}index.html"]

    def article(self, uri: str) -> Element:
        """Return the `article` of a page, without the theme around it."""
        (article,) = (element for element in self.tree(uri).walk() if element.tag == "article")
        return article
