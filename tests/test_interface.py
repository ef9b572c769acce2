"""Each text of the interface comes from the catalogue, and each page says which of its parts is in which language."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import catalogues
import pytest
from interface import SITE_LANGUAGE, find_unmarked
from pseudo import LANGUAGE, write_catalogue
from sites import EXAMPLE, Site

from cop_site.engines.mkdocs.build import SiteBuild
from cop_site.project.open import read_project
from cop_site.wording.catalogue import load_wording

AS_OF = date(2026, 11, 25)
_TRANS = re.compile(r"{%-? trans\b.*?endtrans -?%}|{#.*?#}|<(script|style)\b.*?</\1>", re.DOTALL)
_JINJA = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
_SAID = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')


def build_with_made_up_interface(root: Path, output: Path, patch: pytest.MonkeyPatch) -> None:
    """Build the example as a German site whose interface is in the made-up language."""
    shutil.copytree(EXAMPLE / "content", root / "content")
    shutil.copy(EXAMPLE / "pyproject.toml", root)
    mkdocs = (EXAMPLE / "mkdocs.yml").read_text("utf-8").replace("language: en", f"language: {SITE_LANGUAGE}")
    (root / "mkdocs.yml").write_text(mkdocs, "utf-8")
    write_catalogue(catalogues.TEMPLATE, root)
    wording = load_wording(LANGUAGE, root)
    patch.setattr("cop_site.wording.catalogue.load_wording", lambda _: wording)
    SiteBuild(read_project(root, AS_OF), output).run(lambda _: None)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The example as a German site whose interface is in the made-up language."""
    folder = tmp_path_factory.mktemp("made-up")
    with pytest.MonkeyPatch.context() as patch:
        build_with_made_up_interface(folder, folder / "site", patch)
        yield Site(folder / "site")


def test_every_text_of_ours_is_in_the_catalogue(site: Site) -> None:
    """No page shows a text that is neither a message, nor a contributor's, nor the theme's."""
    found = {name: find_unmarked(tree) for name, tree in site.trees.items()}
    assert {name: texts for name, texts in found.items() if texts} == {}
