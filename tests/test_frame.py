"""A page that is put into the theme alone is the page of a build."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from sites import EXAMPLE, built, set_up, write_notes

from cop_site.compiler.compile import find_routes
from cop_site.engines.mkdocs.configure import configure
from cop_site.engines.mkdocs.frame import Frame
from cop_site.pages.page import Page
from cop_site.project.open import read_project


@pytest.mark.slow
def test_pages_of_the_theme_are_those_of_a_build(example_site: Path, tmp_path: Path) -> None:
    """In whatever order they are asked for; so are the theme's own documents and files."""
    project = read_project(EXAMPLE, date(2026, 11, 25))
    frame = Frame(project, tmp_path / "unused")
    site = project.site_in(frame.language, frame.url)
    made = {uri: make() for uri, make in reversed(find_routes(site, EXAMPLE, frame.language).items())}
    pages = [output for output in reversed(made.values()) if isinstance(output, Page)]
    rendered = {f"{page.uri}index.html": frame.render(page, site) for page in reversed(pages)}
    rendered |= {name: frame.render_template(name, pages, site) for name in frame.templates}
    rendered |= {name: file.read_bytes() for name, file in frame.theme_files.items()}
    assert len(rendered) > 150
    assert [name for name, content in rendered.items() if content != (example_site / name).read_bytes()] == []
    assert not (tmp_path / "unused").exists()


def test_all_of_the_theme_is_listed_but_hidden_folders(tmp_path: Path) -> None:
    """In the order of Jinja, which looks into those, too."""
    config, _ = configure(read_project(EXAMPLE, date(2026, 11, 25)), tmp_path)
    loaders = [config.theme.get_env().loader, config.plugins.on_config(config).theme.get_env().loader]
    every, ours = (loader.list_templates() for loader in loaders if loader)
    assert ours == sorted({*ours, *(name for name in every if not re.search(r"(^|/)\.[^/]+/", name))})
    assert {"main.html", "assets/images/favicon.png"} <= {*ours}
    assert len(ours) < len(every) / 10


@pytest.mark.slow
def test_a_navigation_of_its_own_is_followed(tmp_path: Path) -> None:
    """A note that `nav` names has its place in the header, on its own page and on others, until it changes."""
    root = write_notes(
        set_up(tmp_path), {"topics/a.md": "---\ntitle: First\n---\n", "topics/b.md": "---\ntitle: B\n---\n"}
    )
    nav = "nav:\n  - Home: index.md\n  - Ours:\n    - topics/a/index.md\n    - plan/index.md\n"
    (root / "mkdocs.yml").write_text(f"site_name: Us\ntheme: {{name: material}}\nplugins: [cop]\n{nav}", "utf-8")
    folder = built(root, "--keep-going").folder
    project = read_project(root, date(2026, 11, 25))
    frame = Frame(project, tmp_path / "unused")
    site = project.site_in(frame.language, frame.url)
    routes = find_routes(site, root, frame.language)
    for uri in ("", "topics/a/", "topics/b/", "plan/", "coverage/"):
        page = routes[uri]()
        assert isinstance(page, Page)
        assert frame.render(page, site) == (folder / uri / "index.html").read_bytes()
    assert frame.fits(site)
    (root / "content/topics/a.md").write_text("---\ntitle: Second\n---\n", "utf-8")
    assert not frame.fits(read_project(root, date(2026, 11, 25)).site_in(frame.language, frame.url))
    write_notes(root, {"topics/a.md": "---\ntitle: First\n---\n", "about.md": "---\ntitle: About\n---\n"})
    assert not frame.fits(read_project(root, date(2026, 11, 25)).site_in(frame.language, frame.url))
