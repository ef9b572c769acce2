"""What a page costs somebody on a slow connection, as a server sends it: compressed."""

from __future__ import annotations

import gzip
import re
import shutil
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from sites import EXAMPLE, built, parse, set_up

pytestmark = pytest.mark.slow
PAGE_BUDGET = 20 * 1024
"""Bytes of a note's HTML."""
FRAME_BUDGET = 120 * 1024
"""Bytes of all scripts and styles that a page asks for before anybody does anything."""
LANGUAGE_BUDGET = 2 * 1024
"""Bytes that a page and its scripts weigh more in another language than in English."""
NOTE_FOLDERS = ("meetups", "resources", "practices", "testimonials", "topics", "members", "paths", "glossary")
ATTRIBUTES = {"script": "src", "link": "href", "img": "src"}


def _pages(site: Path) -> dict[str, Path]:
    return {page.relative_to(site).as_posix(): page for page in sorted(site.rglob("*.html"))}


@cache
def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), mtime=0))


@cache
def _loaded(page: Path) -> tuple[str, ...]:
    """What a page asks for by itself: scripts, styles, and the icon."""
    return tuple(
        address
        for element in parse(page.read_text("utf-8")).walk()
        if (address := element.attributes.get(ATTRIBUTES.get(element.tag, ""), ""))
        and element.attributes.get("rel") not in ("canonical", "alternate", "edit", "prev", "next")
    )


def test_a_note_is_light(example_site: Path) -> None:
    """No note's page weighs more than its budget, and most weigh a third of it."""
    weights = {name: _packed(page) for name, page in _pages(example_site).items() if name.split("/")[0] in NOTE_FOLDERS}
    assert len(weights) > 100
    assert {name: weight for name, weight in weights.items() if weight > PAGE_BUDGET} == {}
    assert sorted(weights.values())[len(weights) // 2] < PAGE_BUDGET / 3


def test_scripts_and_styles_are_light(example_site: Path) -> None:
    """Whatever page somebody opens first, its scripts and styles stay within their budget."""
    weights: dict[str, int] = {}
    for name, page in _pages(example_site).items():
        files = {
            example_site / urljoin(name, urlsplit(address).path).lstrip("/")
            for address in _loaded(page)
            if urlsplit(address).path.endswith((".js", ".css"))
        }
        assert all(file.is_file() for file in files) or name == "404.html"
        weights[name] = sum(_packed(file) for file in files if file.is_file())
    assert weights["index.html"] > 0
    assert {name: weight for name, weight in weights.items() if weight > FRAME_BUDGET} == {}


def test_nothing_is_asked_of_another_origin(example_site: Path) -> None:
    """A reader's browser asks nobody but the site's own host for anything."""
    foreign = {
        (name, address)
        for name, page in _pages(example_site).items()
        for address in _loaded(page)
        if urlsplit(address).netloc
    }
    assert foreign == set()


@pytest.mark.parametrize(("suffix", "most"), [(".css", 20), (".js", 20)])
def test_our_own_part_is_small(example_site: Path, suffix: str, most: int) -> None:
    """All that we add to Material and Pagefind, for every page together, is small enough to be read by a newcomer."""
    own = sorted((example_site / "assets" / "cop").glob(f"*{suffix}"))
    assert own
    assert sum(_packed(file) for file in own) < most * 1024


def _scripts(site: Path, page: str) -> set[Path]:
    """All scripts of ours that a page loads, with those that they import, but for the search that opens over it."""
    todo = [site / urljoin(page, urlsplit(address).path) for address in _loaded(site / page)]
    found: set[Path] = set()
    while todo:
        script = todo.pop()
        if script.suffix == ".js" and script.parent.name == "cop" and script not in found:
            found.add(script)
            names = re.findall(r'"\./([\w-]+\.js)"', script.read_text("utf-8"))
            todo += [script.with_name(name) for name in names if name != "search-dialog.js"]
    return found


def test_a_page_in_another_language_weighs_little_more(example_site: Path, tmp_path: Path) -> None:
    """In Arabic, whose letters are two bytes and whose numbers have six forms, a page with its scripts is as light."""
    shutil.copytree(EXAMPLE / "content", tmp_path / "content")
    set_up(tmp_path)
    mkdocs = (EXAMPLE / "mkdocs.yml").read_text("utf-8").replace("language: en", "language: ar")
    (tmp_path / "mkdocs.yml").write_text(mkdocs.replace("no-notes", "content"), "utf-8")
    arabic = built(tmp_path, "--no-search").folder

    def weigh(site: Path, page: str) -> int:
        return _packed(site / page) + sum(map(_packed, _scripts(site, page)))

    names = [name for name in _pages(example_site) if name != "404.html" and "pagefind" not in name]
    more = {name: weigh(arabic, name) - weigh(example_site, name) for name in names}
    assert 'lang="ar"' in (arabic / "index.html").read_text("utf-8")
    assert {name: weight for name, weight in more.items() if weight >= LANGUAGE_BUDGET} == {}
    assert max(more.values()) > 0
