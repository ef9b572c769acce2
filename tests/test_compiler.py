"""What a site is made of is decided in one place, and each output can be made alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sites import EXAMPLE, Site, built, set_up, write_notes

from cop_site.compiler import documents
from cop_site.compiler.compile import compile_site, find_routes
from cop_site.compiler.outputs import Asset, Data, Output, Picture, Redirect
from cop_site.compiler.routes import page_routes
from cop_site.insight.figures import Figures
from cop_site.model.sections import NAVIGATION
from cop_site.pages.page import Page
from cop_site.pages.site import Site as PageSite
from cop_site.pages.templates import PageValues, Templates
from cop_site.project.open import read_project
from cop_site.project.project import Project

AS_OF = date(2026, 11, 25)
URL = "https://example.org/garden/"
CHARTER = "---\nname: Us\npurpose: To learn.\n---\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The example community, and a note that has moved."""
    root = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLE / "content", root / "content")
    write_notes(set_up(root), {"practices/moved.md": "---\ntitle: Moved\nredirect_from: [old/, older.html]\n---\n"})
    return read_project(root, AS_OF)


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the page templates that are filled, as they are."""
    names: list[str] = []
    fill = Templates.fill

    def record(self: Templates, values: PageValues, *shared: Any, **named: Any) -> str:
        names.append(named.get("template") or values.template)
        return fill(self, values, *shared, **named)

    monkeypatch.setattr(Templates, "fill", record)
    return names


def _routes(project: Project) -> dict[str, Callable[[], Output]]:
    """The routes of a site of the same notes in which nothing has been made or computed yet."""
    figures = Figures(project.community, project.settings.thresholds, project.settings.plan)
    site = PageSite(project.community, figures, project.settings, project.site_in("en").templates, URL)
    return find_routes(site, project.root, "en")


@pytest.mark.slow
def test_each_output_made_alone_is_as_in_the_whole_site(project: Project) -> None:
    """Whatever lies at an address of the example is the same, made first and alone or with all the rest."""
    whole = {output.uri: output for output in compile_site(project.site_in("en", URL), project.root, "en")}
    addresses = list(_routes(project))
    assert list(whole) == addresses
    assert {type(output) for output in whole.values()} == {Page, Redirect, Data, Asset, Picture}
    for uri in addresses:
        assert _show(_routes(project)[uri]()) == _show(whole[uri]), uri


def _show(output: Output) -> object:
    """Return what can be compared of an output: of a file, what is published."""
    return (output.uri, output.read()) if isinstance(output, Asset) else output


def test_an_output_is_made_without_the_others(project: Project, filled: list[str]) -> None:
    """To find the routes fills no template; to make a page fills one, and what stands around it; a redirect one."""
    routes = _routes(project)
    assert filled == []
    for uri, make in routes.items():
        output = make()
        pages = [name for name in filled if name not in {"beside", "onward", "head"}]
        assert len(pages) == isinstance(output, Page | Redirect), uri
        assert isinstance(output, Page) or pages == filled, uri
        filled.clear()


def test_every_route_leads_to_a_page_of_its_address(project: Project) -> None:
    """A page is found where it says that it is, and the navigation names only pages that there are."""
    pages = {uri: make() for uri, make in page_routes(project.site_in("en"), "en").items()}
    assert [page.uri for page in pages.values()] == list(pages)
    assert {uri for _, uris in NAVIGATION for uri in uris} <= pages.keys()


@pytest.mark.slow
def test_what_is_compiled_is_what_is_published(example_site: Path) -> None:
    """The site on the disk has what the compiler made, unchanged, and besides pages nothing that it did not make."""
    outputs = list(compile_site(read_project(EXAMPLE, AS_OF).site_in("en"), EXAMPLE, "en"))
    site = Site(example_site)
    for output in outputs:
        if isinstance(output, Data):
            assert (site.folder / output.uri).read_bytes() == output.text.encode()
        elif isinstance(output, Asset) and output.treat is None:
            assert (site.folder / output.uri).read_bytes() == output.source.read_bytes()
    made = {f"{output.uri}index.html" if isinstance(output, Page) else output.uri for output in outputs}
    ours = {name for name in site.names if not name.startswith(("assets/", "pagefind/"))}
    theirs = {"404.html", "sitemap.xml", "sitemap.xml.gz", ".cop-site"}
    assert ours - theirs == {name for name in made if not name.startswith("assets/")}
    assert made <= set(site.names)


@pytest.mark.slow
def test_assets_of_the_community_replace_ours_and_keep_their_comments(tmp_path: Path) -> None:
    """A file beside a community's own templates is published byte for byte; our scripts lose their comments."""
    own = tmp_path / "look" / "assets"
    own.mkdir(parents=True)
    script = b"// theirs\r\nlet text = `\n// not a comment`;\n"
    (own / "dates.js").write_bytes(script)
    write_notes(set_up(tmp_path, 'as_of = 2026-11-25\ntemplates = "look"'), {"index.md": CHARTER})
    site = built(tmp_path)
    assert (site.folder / "assets/cop/dates.js").read_bytes() == script
    ours = site.read("assets/cop/steps.js")
    assert ours
    assert not any(line.lstrip().startswith("//") for line in ours.splitlines())


def test_a_feed_is_a_function_and_a_line(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `docs/extending.md` says of a feed holds: a function of the figures, and its address in the compiler."""

    def write_titles(figures: Figures) -> str:
        return "".join(f"{meetup.title}\n" for meetup in figures.community.meetups)

    monkeypatch.setitem(documents.FEEDS, "titles.txt", lambda site: write_titles(site.figures))
    data = {
        output.uri: output.text
        for output in compile_site(project.site_in("en"), project.root, "en")
        if isinstance(output, Data)
    }
    assert "titles.txt" in data
    assert data["titles.txt"].splitlines() == [meetup.title for meetup in project.community.meetups]
