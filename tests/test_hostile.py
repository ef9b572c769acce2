"""Whatever a contributor writes, and wherever it surfaces, no page of the site acts on it.

`cases/hostile` is a community of attacks. It is built as it is, although its check fails, and every file that comes
out is read by a parser: what counts is what a browser would make of it, not how it is written.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from sites import MKDOCS, Element, Site, build, cop, run, set_up

pytestmark = pytest.mark.slow
CASE = Path(__file__).parent / "cases" / "hostile"
COMPUTED = str(1337 * 1337)
"""What `{{ 1337*1337 }}` would become."""
LOADING = frozenset(
    {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "lowsrc", "dynsrc"}
)
FORBIDDEN = frozenset(
    ["applet", "audio", "base", "embed", "frame", "frameset", "iframe", "math", "object", "picture", "source", "style"]
) | {"template", "textarea", "track", "video", "xmp", "plaintext"}
SETTINGS = 'as_of = 2026-11-25\nrepository = "https://github.com/example/bad"'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile community."""
    root = set_up(tmp_path_factory.mktemp("hostile"), SETTINGS)
    shutil.copytree(CASE / "content", root / "content")
    return root


@pytest.fixture(scope="module")
def site(project: Path) -> Site:
    """Its site, and that of nobody's malice to compare it with."""
    done = build(project, "--keep-going")
    assert done.returncode == 0, done.stderr
    return Site(project / "site")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a community that wrote next to nothing: all that the site itself brings along."""
    root = set_up(tmp_path_factory.mktemp("clean"), SETTINGS)
    shutil.copytree(CASE / "clean", root / "content")
    done = build(root)
    assert done.returncode == 0, done.stdout
    return Site(root / "site")


def _elements(site: Site) -> list[tuple[str, Element]]:
    return [(name, element) for name, tree in site.trees.items() for element in tree.walk()]


def test_the_attacks_are_on_the_site(site: Site) -> None:
    """The pages are there, in the navigation and outside of it: otherwise nothing below would mean anything."""
    for uri in ("", "elements/", "attributes/", "addresses/", "braces/", "quotes/", "quoted-fields/", "log/", "tags/"):
        assert f"{uri}index.html" in site.pages
    for folder in ("topics", "meetups", "members", "resources", "testimonials", "practices", "paths", "glossary"):
        assert len([name for name in site.pages if name.startswith(f"{folder}/")]) == 2, folder


def _script(element: Element, page: str) -> tuple[str, str]:
    source = element.attributes.get("src", "")
    if element.attributes.get("id") == "__config":
        assert element.attributes["type"] == "application/json"
        assert isinstance(json.loads(element.text), dict), page
        return "config", ""
    if element.attributes.get("id") == "cop-trails":
        assert element.attributes["type"] == "application/json"
        assert isinstance(json.loads(element.text), list), page
        return "trails", ""
    return source.removeprefix("/").replace("../", "").removeprefix("./"), element.text


def test_no_script_is_on_a_page_but_the_sites_own(site: Site, clean: Site) -> None:
    """Each script element has the source or the text of one that every site has; JSON in it stays JSON."""
    known = {_script(element, name) for name, element in _elements(clean) if element.tag == "script"}
    found = {(name, _script(element, name)) for name, element in _elements(site) if element.tag == "script"}
    assert [script for script in found if script[1] not in known] == []
    assert len(found) > len(site.pages)


def test_nothing_runs_when_something_happens(site: Site, clean: Site) -> None:
    """No element has an attribute that begins with `on`, and none is submitted, framed or embedded."""
    usual = {element.text for _, element in _elements(clean) if element.tag in ("style", "template")}
    for name, element in _elements(site):
        assert [a for a in element.attributes if a.startswith("on") or a == "srcdoc"] == []
        assert element.attributes.get("http-equiv", "Content-Security-Policy") == "Content-Security-Policy"
        assert element.tag not in FORBIDDEN or element.text in usual, name
        if element.tag == "form":
            # The colour scheme's, the search field's, which leads to the search page, and the filters' of a list.
            searches = element.attributes.get("role") == "search"
            ours = searches and element.attributes.get("action", "./").endswith(("search/", "./"))
            assert ours or element.attributes.get("data-md-component") == "palette"


def test_no_form_control_is_a_contributors(site: Site, clean: Site) -> None:
    """Within a page's own content there are no more inputs, buttons and labels than the site's."""
    uris = ("elements/", "attributes/", "addresses/", "after/", "quoted-fields/")
    found = [element for uri in uris for element in site.article(uri).walk()]
    assert {element.tag for element in found} & {"input", "button", "select", "form"} == set()
    assert [element for element in found if element.tag == "label" and element.attributes] == []
    assert "input" not in {element.tag for element in clean.article("about/").walk()}


def test_no_address_runs_or_loads_anything(site: Site) -> None:
    """Links lead to web pages, mail and telephone; what a browser fetches on its own is of the site itself."""
    for name, element in _elements(site):
        for attribute, value in element.attributes.items():
            address = re.sub(r"[\x00-\x20]", "", value).casefold()
            if attribute in LOADING or (element.tag in ("link", "use", "image") and attribute.endswith("href")):
                assert not re.match(r"(?!data:,$)[a-z][a-z0-9+.\-]*:|[/\\]{2}", address), (name, element)
            elif attribute.endswith("href"):
                scheme = re.match(r"([a-z][a-z0-9+.\-]*):", address)
                assert not scheme or scheme[1] in ("http", "https", "mailto", "tel"), (name, element)
            assert "evil.example" not in value or (attribute == "href" and element.tag == "a"), (name, element)


def test_links_of_contributors_recommend_nothing(site: Site, clean: Site) -> None:
    """A link to another website says so to search engines and gives its page no hold of ours; ours do not."""
    usual = {element.attributes.get("href", "") for _, element in _elements(clean) if element.tag == "a"}
    links = [element.attributes for _, element in _elements(site) if element.tag == "a"]
    for link in links:
        address = re.sub(r"[\x00-\x20]", "", link.get("href", "")).casefold()
        if link.get("href", "") not in usual and not address.startswith("https://github.com/example/bad/"):
            foreign = bool(re.match(r"[a-z][a-z0-9+.\-]*:|[/\\]{2}", address))
            assert (link.get("rel") == "nofollow ugc noopener") is foreign, link


def test_every_id_is_there_once(site: Site) -> None:
    """No contributor's id or heading has the id of another element, so none can pose as it."""
    for name, tree in site.trees.items():
        ids = Counter(element.attributes["id"] for element in tree.walk() if "id" in element.attributes)
        assert [i for i, count in ids.items() if count > 1 or not i] == [], name


def test_nothing_poses_as_the_page(site: Site, clean: Site) -> None:
    """The theme's own ids and classes are on each page as often as without contributors."""
    usual = next(tree for name, tree in clean.trees.items() if name == "about/index.html")

    def own(tree: Element) -> Counter[str]:
        found = [element for element in tree.walk() if not element.attributes.get("id", "").startswith("user-content-")]
        names = [value for element in found for value in (*element.classes, element.attributes.get("id", ""))]
        names += [name for element in found for name in element.attributes if name.startswith("data-md-c")]
        watched = re.compile(r"__(?!nav)|md-(?:header|overlay|search|footer|main|toggle|skip)\b|data-|cop-main")
        return Counter(name for name in names if watched.match(name))

    for uri in ("attributes/", "elements/", "after/"):
        found = own(site.tree(uri)) - own(usual)
        assert not found - Counter({"md-skip": 1, "__toc": 1, "md-toggle": 1, "data-md-component": 2}), uri


def test_no_style_is_a_contributors(site: Site) -> None:
    """No element has a style of its own: the page's policy would forbid it."""
    for name, element in _elements(site):
        assert "style" not in element.attributes, name


def test_no_template_code_is_computed(site: Site) -> None:
    """Braces stay braces in bodies, titles, fields, file names and the table of contents, in every file."""
    for name in site.names:
        assert COMPUTED.encode() not in (site.folder / name).read_bytes(), name
        assert b"7777777" not in (site.folder / name).read_bytes() or name.startswith(("assets/", "pagefind/")), name
    shown = site.tree("braces/").text
    assert shown.count("{{ 1337*1337 }}") >= 4
    assert "{% raw %}" in shown


def test_titles_are_text(site: Site) -> None:
    """What a title says is shown letter by letter, in the window's title, the heading and the way back."""
    for name, tree in site.trees.items():
        head = next(element for element in tree.walk() if element.tag == "head")
        assert [element.tag for element in head.walk()].count("title") == 1, name
        assert sum(element.tag == "head" for element in tree.walk()) == 1
        assert sum(element.tag == "body" for element in tree.walk()) == 1
    title = next(element for element in site.tree("quotes/").walk() if element.tag == "title")
    assert title.text.startswith('" onmouseover="alert(1)" x="\' onfocus=\'alert(2) - Bad & "community" \'x\' < y')


def test_entities_in_fields_are_text(site: Site) -> None:
    """What a browser would take for `<` without its semicolon is shown as it was written, wherever it surfaces."""
    elements = list(site.tree("entity/").walk())
    title = next(element.text for element in elements if element.tag == "title")
    heading = next(element.text for element in elements if element.tag == "h1")
    description = next(e.attributes["content"] for e in elements if e.attributes.get("name") == "description")
    contents = [element.text for element in elements if "md-ellipsis" in element.classes]
    assert title.startswith("A &lt b &gt c &quot d - ")
    assert heading == "A &lt b &gt c &quot d"
    assert description == "S &lt b"
    assert any("P &lt q" in text for text in contents)


def test_a_page_that_would_close_the_theme_does_not(site: Site, clean: Site) -> None:
    """Closing tags and open comments of a contributor end nothing but their own page's content."""

    def frame(tree: Element) -> list[str]:
        parts = ("main", "article", "footer", "header", "body", "dialog")
        return [element.tag for element in tree.walk() if element.tag in parts]

    for uri in ("after/", "elements/"):
        assert frame(site.tree(uri)) == frame(clean.tree("about/"))


def test_a_front_matter_template_is_not_obeyed(site: Site) -> None:
    """`template:` and `hide:` mean something to the theme; a note cannot say them."""
    assert site.article("template/").text.strip().startswith("A template")


def test_refused_files_are_nowhere(site: Site) -> None:
    """A drawing with a script and a page of HTML are not published."""
    assert not {"drawing.svg", "page.html"} & set(site.names)


def test_data_files_are_well_formed(site: Site) -> None:
    """JSON, XML and calendars say what notes say without their syntax being broken by it."""
    for name in site.names:
        if name.endswith(".json"):
            json.loads(site.read(name))
        elif name.endswith(".xml"):
            ET.fromstring(site.read(name))  # noqa: S314  # we have just written it
        elif name.endswith(".xml.gz"):
            ET.fromstring(gzip.decompress((site.folder / name).read_bytes()))  # noqa: S314  # as above
        elif name.endswith(".ics"):
            lines = site.read(name).replace("\r\n ", "").split("\r\n")
            assert all(re.match(r"[A-Z-]+[;:]", line) for line in lines if line), name


def test_addresses_of_pages_stay_on_the_site(site: Site) -> None:
    """Every address in the site map is below nothing but the site, percent-encoded."""
    for name in site.names:
        if name == "sitemap.xml":
            for place in re.findall("<loc>(.*?)</loc>", site.read(name)):
                assert not urlsplit(place).netloc
                assert "<" not in place


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_the_check_prints_commands_nobody(project: Path, form: str) -> None:
    """No line is a workflow command for GitHub (`::x`, `##[x]`) or Azure (`##vso[x]`), or moves the cursor."""
    printed = cop(project, "check", "--format", form).output
    assert "set-output" in printed
    for line in printed.splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert "##vso[" not in line
        assert "\x1b" not in line


def test_what_the_build_prints_commands_nobody(project: Path, tmp_path: Path) -> None:
    """So it is with everything that building prints, by `cop` and by MkDocs."""
    (project / "mkdocs.yml").write_text("site_name: x\ndocs_dir: content\ntheme: material\nplugins: [cop]\n", "utf-8")
    try:
        done = run(project, MKDOCS, "build", "--site-dir", str(tmp_path / "site"))
    finally:
        (project / "mkdocs.yml").unlink()
    assert "set-output" in done.stderr
    for line in (done.stdout + done.stderr).splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert "##vso[" not in line
        assert "\x1b[31m red" not in line
