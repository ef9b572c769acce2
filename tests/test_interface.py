"""Each text of the interface comes from the catalogue, and each page says which of its parts is in which language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources

import catalogues
import pytest
from communities import TEMPLATES
from interface import (
    ADDRESS,
    SITE_LANGUAGE,
    SITE_NAME,
    Authored,
    build_with_made_up_interface,
    find_foreign,
    find_unmarked,
    find_unmarked_texts,
    read_document,
    read_head,
    read_texts,
)
from pseudo import CLOSE, OPEN, translate
from sites import EXAMPLE, Site, parse

from cop_site.pages.preview import describe_picture
from cop_site.project.project import Project

_TRANS = re.compile(r"{%-? trans\b.*?endtrans -?%}|{#.*?#}|<(script|style)\b.*?</\1>", re.DOTALL)
_JINJA = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
_FRAME = ("Switch to dark mode", "Switch to light mode", "Made with", "Material for MkDocs")
"""What the example's mkdocs.yml says, and the theme of itself."""
_SAID = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The example as a German site whose interface is in the made-up language, built beside its notes."""
    folder = tmp_path_factory.mktemp("made-up")
    with pytest.MonkeyPatch.context() as patch:
        yield build_with_made_up_interface(folder, folder / "site", patch)


@pytest.fixture(scope="module")
def site(project: Project) -> Site:
    """The site of that."""
    return Site(project.root / "site")


@pytest.fixture(scope="module")
def theme() -> frozenset[str]:
    """What the theme says in German, or in English where it has no German, and what mkdocs.yml and its footer say."""
    files = resources.files("material") / "templates" / "partials" / "languages"
    lines = [(files / f"{name}.html").read_text("utf-8") for name in (SITE_LANGUAGE, "en")]
    return frozenset(re.findall(r'": "(.*?)"', "\n".join(lines))) | {SITE_NAME, *_FRAME}


@pytest.mark.slow
def test_every_text_of_ours_is_in_the_catalogue(site: Site) -> None:
    """No page shows a text that is neither a message, nor a contributor's, nor the theme's."""
    assert len(site.trees) > 140
    found = {name: find_unmarked(tree) for name, tree in site.trees.items()}
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize("drawing", ["cop-strip--wide", "cop-strip--narrow", "cop-map__wide", "cop-bars", "cop-growth"])
def test_each_kind_of_drawing_is_among_them(site: Site, drawing: str) -> None:
    """What is drawn says something of ours, and all of it was looked at above."""
    drawn = [svg for tree in site.trees.values() for svg in tree.walk() if svg.tag == "svg" and drawing in svg.classes]
    assert any(OPEN in text.text for svg in drawn for text in read_texts(svg))


def test_preview_pictures_say_nothing_else(project: Project, authored: Authored) -> None:
    """What the picture of each note shows is a contributor's, or in the catalogue; so is that of the whole site."""
    made = project.site_in(SITE_LANGUAGE, ADDRESS)
    made = replace(made, settings=made.settings.model_copy(update={"previews": True}))
    texts = [describe_picture(made, uri) for uri in ("", *made.notes_by_uri)]
    assert find_unmarked_texts(texts, authored) == []
    assert sum(translate("planned", "a meetup") in text for text in texts) > 1


def test_around_the_pages_there_is_nothing_but_the_theme(site: Site, theme: frozenset[str]) -> None:
    """Header, navigation and footer hold the theme's own words, titles, and what is told to be ours."""
    found = {name: find_foreign(tree, theme) for name, tree in site.trees.items() if name != "404.html"}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_scripts_speak_the_language_of_the_pages(site: Site) -> None:
    """What scripts say is worded as what pages say."""
    assert translate("Everything is forgotten.") in site.read("assets/cop/steps.js")


@pytest.fixture(scope="module")
def authored() -> Authored:
    """What the contributors of the example have written."""
    return Authored(EXAMPLE / "content")


def test_what_pages_say_to_programs_is_in_the_catalogue(site: Site, authored: Authored) -> None:
    """Descriptions, titles for networks and of feeds, what a picture shows, and the names in JSON-LD."""
    found = {name: find_unmarked_texts(read_head(tree), authored) for name, tree in site.trees.items()}
    assert {name: texts for name, texts in found.items() if texts} == {}
    assert any(OPEN in text for text in read_head(site.tree("topics/")))


_DOCUMENTS = {
    "feeds": ("atom.xml", "feed.json"),
    "calendars": (".ics",),
    "twins": (".md",),
    "scripts": ("news.json", "titles.json", "search-words.json", "answers/"),
}


@pytest.mark.parametrize("endings", _DOCUMENTS.values(), ids=_DOCUMENTS)
def test_documents_say_nothing_else(site: Site, authored: Authored, endings: tuple[str, ...]) -> None:
    """What feeds, calendars and twins say, and what scripts show of documents, is in the catalogue, too."""
    names = [name for name in site.names if any(part in name for part in endings) and not name.startswith("pagefind/")]
    texts = {name: list(read_document(name, site.read(name))) for name in names}
    found = {name: find_unmarked_texts(told, authored) for name, told in texts.items()}
    assert {name: told for name, told in found.items() if told} == {}
    assert any(OPEN in text for told in texts.values() for text in told)


def test_the_overview_says_nothing_else(site: Site, authored: Authored) -> None:
    """`llms.txt` has its headings and the names of pages from the catalogue."""
    lines = site.read("llms.txt").splitlines()
    parts = [part for line in lines for part in re.split(r"\]\(\S*\)(?:: )?", line.strip("#>- ["))]
    assert find_unmarked_texts(parts, authored) == []
    assert any(OPEN in part for part in parts)


def test_what_is_unmarked_in_documents_would_be_found(authored: Authored) -> None:
    """A word of ours beside what somebody wrote, and one in the place of it."""
    title = parse("<p>Handling silence</p>").text
    assert find_unmarked_texts([title, f"{OPEN}x{CLOSE}: {title}", f"Topic: {title}", "Led by"], authored) == [
        f"Topic: {title}",
        "Led by",
    ]


def test_all_that_is_hard_coded_would_be_found() -> None:
    """Text and attributes that are in no catalogue, ours told to be the site's, and what the theme does not say."""
    page = parse(
        '<html lang="de"><body><nav>Zum Inhalt</nav><nav>Menu</nav><article><div class="cop-page" lang="eo">'
        "<p>⟦ⓐ <b>in</b> ⓑ⟧</p><p aria-label='Search'>⟦ⓒ <span lang='de'>in German</span>⟧</p>"
        "<p lang='de'>⟦ⓓ⟧</p><p title='⟦ⓔ Titel⟧'>⟦2 ⓕ · 18:00 Europe/Berlin⟧</p></div></article></body></html>"
    )
    texts = [line.rpartition(": ")[2] for line in find_unmarked(page)]
    assert texts == ["in", "Search", "⟦ⓓ⟧"]
    assert [line.rpartition(": ")[2] for line in find_foreign(page, frozenset({"Zum Inhalt"}))] == ["Menu"]


@pytest.mark.parametrize("name", sorted(file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.html")))
def test_templates_hold_no_text(name: str) -> None:
    """Whatever a template says, in any case, it says in a message: also what the example never shows."""
    source = _TRANS.sub("", (TEMPLATES / name).read_text("utf-8"))
    attributes = [text for text in _SAID.findall(_JINJA.sub("", source)) if text]
    speech = re.sub(r"<(code|pre|kbd)\b.*?</\1>", "", source, flags=re.DOTALL)
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>|&\w+;", "", _JINJA.sub("", speech)))
    quoted = [text for code in _JINJA.findall(source) for text in _said_in(code)]
    assert (attributes, words, quoted) == ([], [], [])


def _said_in(code: str) -> Iterator[str]:
    """The texts in an expression that begin as a sentence does, outside of calls for a message."""
    code = re.sub(r'\b[np]*gettext\(("[^"]*"(, )?)+', "", code)
    yield from re.findall(r'"([A-Z][^"]*)"', code)


def test_python_holds_no_text() -> None:
    """Whatever the modules of pages say, in any case, they say in a message.

    `labels.py` is a table of messages, and of the values and contexts that they stand for.
    """
    found = [
        f"{file.name}:{line}: {text}"
        for file in sorted((catalogues.ROOT / "cop_site" / "pages").glob("*.py"))
        if file.name != "labels.py"
        for line, text in _unmarked_in(ast.parse(file.read_text("utf-8")))
        if not text.startswith("cop ")  # a command
    ]
    assert found == []


def _unmarked_in(module: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts of a module that read like a sentence or a label, outside of messages and docstrings."""
    calls = (node for node in ast.walk(module) if isinstance(node, ast.Call))
    names = {"gettext", "ngettext", "pgettext", "message", "plural_message", "mark_plural", "compile", "TypeVar"}
    told = {id(inner) for call in calls if _name(call) in names for inner in ast.walk(call)}
    told |= {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in told else None
        if isinstance(text, str) and re.match(r"[A-Z][a-z]|[a-z]+ [a-z]", text):
            yield getattr(node, "lineno", 0), text


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")
