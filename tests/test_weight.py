"""What a page costs somebody on a slow connection, as a server sends it: compressed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from sites import parse

pytestmark = pytest.mark.slow
PAGE_BUDGET = 20 * 1024
"""Bytes of a note's HTML."""
FRAME_BUDGET = 120 * 1024
"""Bytes of all scripts and styles that a page asks for before anybody does anything."""
OWN_BUDGET = {".css": 20 * 1024, ".js": 18 * 1024}
"""Bytes of our own scripts, and of our own styles, that a page can come to load."""
IMPORT = re.compile(r'(?:from|import) *\(? *"\./([^"]+)"')
NOTE_FOLDERS = ("meetups", "resources", "practices", "testimonials", "topics", "members", "paths", "glossary")
ATTRIBUTES = {"script": "src", "link": "href", "img": "src"}


def _pages(site: Path) -> dict[str, Path]:
    return {page.relative_to(site).as_posix(): page for page in sorted(site.rglob("*.html"))}


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), mtime=0))


def _loaded(page: Path) -> Iterator[str]:
    """What a page asks for by itself: scripts, styles, and the icon."""
    for element in parse(page.read_text("utf-8")).walk():
        address = element.attributes.get(ATTRIBUTES.get(element.tag, ""), "")
        if address and element.attributes.get("rel") not in ("canonical", "alternate", "edit", "prev", "next"):
            yield address


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


def _import(scripts: set[Path]) -> set[Path]:
    """Some of our scripts with all that they may ever import."""
    imported = {script.parent / name for script in scripts for name in IMPORT.findall(script.read_text("utf-8"))}
    return scripts if imported <= scripts else _import(scripts | imported)


def test_our_own_part_is_small(example_site: Path) -> None:
    """Whatever somebody does on a page, what we add to Material and Pagefind stays within its budget."""
    folder = example_site / "assets" / "cop"
    weights: dict[str, dict[str, int]] = {suffix: {} for suffix in OWN_BUDGET}
    for name, page in _pages(example_site).items():
        files = {folder / file.name for file in map(Path, _loaded(page)) if (folder / file.name).is_file()}
        for suffix, found in weights.items():
            found[name] = sum(map(_packed, _import({file for file in files if file.suffix == suffix})))
    assert weights[".js"]["index.html"] > max(weights[".js"]["plan/index.html"], 10 * 1024)
    too_much = [
        (page, found[page]) for suffix, found in weights.items() for page in found if found[page] > OWN_BUDGET[suffix]
    ]
    assert too_much == []
