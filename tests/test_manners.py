"""Each plugin and option of MkDocs in docs/mkdocs.md: a small community is built with it, and the result looked at."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from ctypes.util import find_library
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from PIL import Image, ImageFont
from sharing import make_once
from sites import EXAMPLE, Site, run

from cop_site.engines.mkdocs.links import name_files
from cop_site.engines.mkdocs.support import check_theme, load_support

pytestmark = pytest.mark.slow
CASES = EXAMPLE / "tests" / "cases" / "mkdocs"
BIN = Path(sys.executable).parent
BUILDS: dict[str, tuple[str | Path, ...]] = dict.fromkeys(
    ("beside", "options", "awesome", "rss", "social", "theme"), (BIN / "cop", "build", "--no-search")
)
BUILDS["mike"] = ("env", f"PATH={BIN}{os.pathsep}{os.environ['PATH']}", BIN / "mike", "deploy", "1.0")
BUILDS["properdocs"] = (BIN / "properdocs", "build", "-f", "mkdocs.yml", "--site-dir", "site")


class Built(NamedTuple):
    """What a build made, and what it said."""

    site: Site
    said: str

    def read(self, uri: str) -> str:
        """The HTML of a page."""
        return self.site.read(f"{uri}index.html")


@pytest.fixture
def built(request: pytest.FixtureRequest, shared: Path) -> Built:
    """The community, built with a `mkdocs.yml` of the cases, once for all tests."""
    name: str = request.param
    if name == "social" and not find_library("cairo"):
        pytest.skip("cairo is not installed, with which Material draws cards")
    if name == "rss" and sys.platform == "win32":
        pytest.skip("mkdocs-rss-plugin is not installed on Windows: it wants an older tzdata than we have there")
    folder = make_once(shared / f"manners-{name}", lambda folder: _build(folder, name))
    return Built(Site(folder / "site"), (folder / "said.txt").read_text("utf-8"))


def _build(folder: Path, name: str) -> None:
    shutil.copytree(CASES, folder)
    if name == "social":  # which else takes a font from another website
        fonts = folder / ".cache" / "plugin" / "social" / "fonts" / "Own"
        fonts.mkdir(parents=True)
        own = ImageFont.load_default(20)
        assert isinstance(own, ImageFont.FreeTypeFont)
        assert isinstance(own.path, BytesIO)
        (fonts / "Regular.ttf").write_bytes(own.path.getvalue())
    shutil.copy(folder / f"{'awesome' if name == 'properdocs' else name}.yml", folder / "mkdocs.yml")
    (folder / "pyproject.toml").write_text("[tool.cop]\nas_of = 2026-11-25\n", "utf-8")
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@us.example")
    for command in (
        ("init", "-q"),
        ("config", "user.name", "Ana"),
        ("config", "user.email", "a@us.example"),
        ("add", "."),
    ):
        assert run(folder, "git", *command).returncode == 0
    assert run(folder, "git", *who, "commit", "-qm", "Begin", "--date", "2026-03-04T05:00:00Z").returncode == 0
    done = run(folder, *BUILDS[name])
    (folder / "said.txt").write_text(done.stdout + done.stderr, "utf-8")
    if name == "mike":
        (folder / "site").mkdir(exist_ok=True)
        assert run(folder, "git", "--work-tree", "site", "checkout", "-q", "gh-pages", "--", ".").returncode == 0


def _says(text: str) -> Callable[[Built], bool]:
    """Whether it is said once, and the note is as it is without it."""
    return lambda built: built.said.count(text) == 1 and "Text {{ 6 * 7 }}." in built.read("topics/silence/")


def _draws_cards(built: Built) -> bool:
    """Whether each note has one card, and no other page: a picture that is not of one colour."""
    folder = built.site.folder / "assets" / "images" / "social"
    found = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.png"))
    with Image.open(folder / "topics" / "silence.png") as card:
        drawn = card.size == (1200, 630) and len(card.convert("L").getcolors() or ()) > 10
    named = 'content="https://us.example/assets/images/social/topics/silence.png"' in built.read("topics/silence/")
    once = built.read("topics/silence/").count('property="og:image"') == 1
    return drawn and named and once and found == ["members/ana.png", "practices/greeting.png", "topics/silence.png"]


LOOKS: dict[str, tuple[str, Callable[[Built], object]]] = {
    "rss": ("rss", lambda built: re.findall("<title>(.*?)</title>", built.site.read("feed_rss_created.xml"))[2:] != []),
    "git-revision-date-localized": (
        "beside",
        lambda built: (
            "git-revision-date-localized-plugin" in built.read("topics/silence/")
            and "git-revision-date-localized-plugin" not in built.read("plan/")
        ),
    ),
    "redirects": ("beside", lambda built: "url=../topics/silence/" in built.read("old/")),
    "minify": ("beside", lambda built: built.read("coverage/").count("\n") < 100),
    "glightbox": (
        "beside",
        lambda built: (
            'class="glightbox"' in built.read("topics/silence/").replace("class=glightbox", 'class="glightbox"')
            and built.said.count("GLightbox({") == 1
        ),
    ),
    "literate-nav": ("beside", lambda built: _tabs(built) == ["Silence & more", "About", "Plan"]),
    "section-index": ("beside", lambda built: "Silence" in built.read("topics/silence/")),
    "blog": ("beside", lambda built: "Posted." in built.read("blog/2026/02/01/a-first-post/")),
    "llmstxt": ("beside", lambda built: "Silence" in built.site.read("llms.txt")),
    "awesome-nav": ("awesome", lambda built: _tabs(built)[:2] == ["Silence & more", "Plan"]),
    "mike": ("mike", lambda built: "Silence" in built.read("1.0/topics/silence/")),
    "social": ("social", _draws_cards),
    "macros": ("options", _says("macros run on pages of docs_dir")),
    "tags": ("options", _says("the plugin 'tags'")),
    "i18n": ("options", _says("the plugin 'i18n'")),
    "hooks": ("options", _says("hooks do not see")),
    "exclude_docs": ("options", _says("exclude_docs names practices/greeting.md")),
    "use_directory_urls": ("options", lambda built: 'href="../../plan/index.html"' in built.read("topics/silence/")),
    "custom_dir": (
        "options",
        lambda built: all(
            text in built.read("practices/greeting/")
            for text in ("Hear, hear", '<meta name="kind" content="practice">', "assets/cop/cop.css")
        ),
    ),
    "alternate": ("options", lambda built: 'href="/de/" hreflang="de"' in built.read("topics/silence/")),
    "nav": (
        "options",
        lambda built: all(text in built.site.read("about.html") for text in ("42.", "Hooked.", "plan/index.html")),
    ),
    "extra_css": ("options", lambda built: "inherit" in built.site.read("css/own.css")),
    "theme": (
        "theme",
        lambda built: built.said.count("write 'name: material'") == 1 and not built.site.folder.exists(),
    ),
    "properdocs": ("properdocs", lambda built: _tabs(built)[:2] == ["Silence & more", "Plan"]),
}
"""The build for each row of the tables, and what is to be seen of it."""


def _tabs(built: Built) -> list[str]:
    """The first entries of the navigation."""
    links = [element for element in built.site.tree("coverage/").walk() if "md-nav__link" in element.classes]
    return [element.text.strip() for element in links][:3]


@pytest.mark.parametrize(("built", "look"), LOOKS.values(), ids=list(LOOKS), indirect=["built"])
def test_a_row_is_as_it_says(built: Built, look: Callable[[Built], bool]) -> None:
    """What a row says of a plugin or an option can be seen on the site, or read in what the build says."""
    assert look(built), built.said


def test_each_row_has_a_look() -> None:
    """No row is there without a test."""
    assert {name for table in load_support().values() for name in table} == set(LOOKS)


@pytest.mark.parametrize(
    "built", ["beside", "options", "awesome", "rss", "social", "mike", "properdocs"], indirect=True
)
def test_nothing_hidden_is_published_by_a_plugin(built: Built) -> None:
    """No file has the name of who is not listed, a draft, or a page of `docs_dir` that is not named."""
    files = [file for file in built.site.folder.rglob("*") if file.is_file()]
    assert [file for file in files if b"wexford" in file.read_bytes().lower() or "unnamed" in str(file)] == []
    pages = {name: html for name, html in built.site.pages.items() if not name.endswith("old/index.html")}
    assert len(pages) > 15
    assert [name for name, html in pages.items() if "Content-Security-Policy" not in html] == []


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ('<a href="../topics/#x">', '<a href="../topics/index.html#x">'),
        ('<a href="..">', '<a href="../index.html">'),
        ('<a href="https://us.example/">', '<a href="https://us.example/">'),
        ('<a href="#part">', '<a href="#part">'),
        ('<a href="x.ics">', '<a href="x.ics">'),
    ],
    ids=["folder", "above", "elsewhere", "part", "file"],
)
def test_links_to_folders_lead_to_files(html: str, named: str) -> None:
    """Only those of the site to folders."""
    assert name_files(html) == named


def test_a_theme_that_extends_material_is_one() -> None:
    """It has Material's templates behind its own."""
    folders = ["/site-packages/ours", "/site-packages/material/templates"]
    check_theme(SimpleNamespace(theme=SimpleNamespace(dirs=folders, name="ours")))  # type: ignore[arg-type]
