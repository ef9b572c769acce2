"""Diagrams are drawn as pictures when the site is built, and whatever a note says, the rest is built."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from sites import built, cop, set_up, write_notes

from cop_site.content.gfm import diagrams, drop_tags, find_undrawn, make_absolute, render, spell, write_markdown
from cop_site.content.gfm.diagrams import MAX_CHARACTERS, MAX_DIAGRAMS, Drawing, Undrawn, draw_diagrams

CASES = Path(__file__).parent / "cases" / "diagrams"
COMMON = sorted((CASES / "common").iterdir())
HOSTILE = sorted((CASES / "hostile").iterdir())
LINE = "flowchart LR\nA[Question]-->B[Answer]\n"
SOURCE = f'<div class="highlight language-mermaid"><pre><code>{LINE.replace(">", "&gt;")}</code></pre></div>\n'
TOO_LARGE = {
    "many edges": "flowchart LR\n" + " & ".join(f"a{n}" for n in range(60)) + " --> " + " & ".join("bcdefghi") + "\n",
    "deep": "flowchart LR\n" + "".join(f"subgraph s{n}\n" for n in range(300)) + "a-->b\n" + "end\n" * 300,
    "deep mind": "mindmap\n" + "".join(" " * n + "x\n" for n in range(1, 130)),
    "aliases": "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "config: *h\n---\nflowchart LR\nA-->B\n",
}

pytestmark = pytest.mark.skipif(not diagrams.is_installed(), reason="the extra `diagrams` is not installed")


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """Draw each diagram anew, and leave no drawing behind that other limits allowed."""
    draw_diagrams.cache_clear()
    yield
    draw_diagrams.cache_clear()


def show(*sources: str) -> str:
    """Return a note with some diagrams as HTML."""
    return render("\n".join(f"```mermaid\n{source}```\n" for source in sources), lambda url: url)


def draw(source: str) -> Drawing:
    """Return a diagram that can be drawn, drawn."""
    (drawn,) = draw_diagrams((source,))
    assert isinstance(drawn, Drawing), drawn
    return drawn


def explain(*sources: str) -> list[str]:
    """Return why diagrams of a note are not drawn; empty for one that is."""
    return [drawn.reason if isinstance(drawn, Undrawn) else "" for drawn in draw_diagrams(sources)]


def texts(svg: str) -> set[str]:
    """Return the words that a drawing shows."""
    return set(" ".join("".join(one.itertext()) for one in fromstring(svg).iter() if one.tag.endswith("}text")).split())


@pytest.mark.parametrize("case", COMMON, ids=lambda case: case.stem)
def test_common_diagrams_are_drawn(case: Path) -> None:
    """All kinds that people write, with each label as text that stands in the source."""
    source = case.read_text("utf-8")
    drawn = draw(source)
    shown = {word for word in texts(drawn.light) if re.fullmatch(r"[A-Za-z]{3,}", word)}
    assert drawn.width > 40
    assert drawn.height > 40
    assert {word for word in shown if word not in source} <= {"interface"}


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.stem)
def test_nothing_in_a_drawing_acts_or_loads(case: Path) -> None:
    """No script, handler, HTML, or address of anything but a part of the drawing; or there is no drawing."""
    html = show(case.read_text("utf-8"))
    assert not re.search(r"<(?!/?(?:div|img|details|summary|pre|code)\b)", html)
    for address in re.findall(r' src="data:image/svg\+xml,([^"]*)"', html):
        svg = unquote(unescape(address))
        assert not re.search(r"evil\.example|javascript:|expression", re.sub(r">[^<]*<", "><", svg))
        for element in fromstring(svg).iter():
            assert not re.search(r"script|foreignObject|iframe|animate|}set", element.tag)
            assert all(_is_inert(name, value) for name, value in element.attrib.items()), element.attrib


def _is_inert(name: str, value: str) -> bool:
    address = name.endswith("href") and not value.startswith("#")
    return not (name.startswith("on") or address or re.search(r"url\((?!\s*[\"']?#)|@import", value))


def test_a_page_has_pictures_with_a_name_and_the_source() -> None:
    """One picture for light and one for dark pages; and below, folded, what the author wrote."""
    html = re.sub(r' src="data:image/svg\+xml,[^"<>]*"', "", show(LINE))
    picture = '<img class="cop-drawn cop-on-{}" alt="Mermaid: flowchart" width="{}" height="{}">'
    size = re.findall(r'width="(\d+)" height="(\d+)"', html)[0]
    pictures = "".join(picture.format(scheme, *size) for scheme in ("light", "dark"))
    assert html.strip() == (
        f'<div class="cop-diagram" tabindex="0">{pictures}</div><details><summary>Mermaid</summary>{SOURCE}</details>'
    )


def test_a_diagram_has_the_name_that_it_gives_itself() -> None:
    """Its title and description for readers of screens, or else its kind; markup in it is text."""
    named = 'flowchart LR\naccTitle: A "note" <b>\naccDescr: From idea to page & back\nA-->B\n'
    assert 'alt="A &quot;note&quot; &lt;b&gt;. From idea to page &amp; back"' in show(named)
    assert draw("classDiagram\nA <|-- B\n").name == "Mermaid: class diagram"


def test_a_diagram_with_colors_of_its_own_has_one_drawing() -> None:
    """Nobody can say whether they are read on dark pages, so it stands on white."""
    for colored in (
        "flowchart LR\nA-->B\nstyle A fill:red\n",
        '%%{init: {"theme": "forest"}}%%\nflowchart LR\nA-->B\n',
    ):
        assert re.findall(r"cop-on-\w+", show(colored)) == ["cop-on-white"]


def test_light_and_dark_differ_in_colors_alone() -> None:
    """Lines and labels are at the same place, so that nothing moves when a reader changes the scheme."""
    drawn = draw(LINE)
    assert drawn.light != drawn.dark
    assert [_place(one) for one in fromstring(drawn.light).iter()] == [
        _place(one) for one in fromstring(drawn.dark).iter()
    ]


def _place(element: Element) -> list[str]:
    return [element.tag, *(element.get(name, "") for name in ("x", "y", "d", "points", "width", "transform"))]


def test_the_same_diagram_gives_the_same_bytes() -> None:
    """In another process, and beside other diagrams."""
    other = COMMON[0].read_text("utf-8")
    first, again = draw_diagrams((LINE, other)), draw_diagrams((other, "nothing", LINE))
    assert all(isinstance(drawn, Drawing) for drawn in first)
    assert first == (again[2], again[0])


@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_is_too_large_is_shown_as_its_source(name: str) -> None:
    """By what it would take, however short it is; other diagrams of the note are drawn."""
    assert len(TOO_LARGE[name]) <= MAX_CHARACTERS
    reasons = explain(LINE, TOO_LARGE[name], LINE)
    assert reasons[0] == reasons[2] == ""
    assert reasons[1]


def test_there_are_limits_for_a_diagram_and_for_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    """In characters, in diagrams, and in bytes of all drawings of a note; what comes before is drawn."""
    long = f"{LINE}%% {'x' * MAX_CHARACTERS}\n"
    assert explain(LINE, long) == ["", "it has 10,041 characters (maximum 10,000)"]
    assert explain(*["pie\n"] * (MAX_DIAGRAMS + 1))[-1] == "the note has more than 30 diagrams"
    drawn = draw(LINE)
    monkeypatch.setattr(diagrams, "MAX_BYTES", len(drawn.light) + len(drawn.dark))
    first, second = explain(LINE, LINE)
    assert (first, second[:38]) == ("", "the drawings of the note have more tha")


@pytest.mark.parametrize(
    "harm",
    ["while True: pass", "x = bytearray(1 << 33)", "import os; os.kill(os.getpid(), 11)", "import no_such_library"],
    ids=["endless", "memory", "crash", "broken"],
)
def test_a_library_that_fails_costs_only_what_it_was_to_draw(
    harm: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It takes no more time and memory than it may, and what it drew before is shown."""
    text = Path(diagrams.__file__).with_name("draw.py").read_text("utf-8").replace("SECONDS = 20", "SECONDS = 1")
    harmful = tmp_path / "draw.py"
    harmful.write_text(text.replace("    try:\n", f'    if "harm" in source:\n        {harm}\n    try:\n', 1), "utf-8")
    monkeypatch.setattr(diagrams, "_COMMAND", (sys.executable, "-P", str(harmful)))
    first, second, third = explain(LINE, "harm", LINE)
    assert (first, bool(second), third) == ("", True, "another diagram before it has stopped what draws them")


def test_a_quotation_mark_that_is_left_open_takes_in_no_drawing() -> None:
    """No tag of a drawing gets into an attribute of raw HTML."""
    html = render(f'<div title="\n\n```mermaid\n{LINE}```\n\n">text</div>\n', lambda url: url)
    assert re.findall(r"<div(?! class)[^>]*>", html) == ["<div>"]


def test_readers_elsewhere_get_the_source() -> None:
    """Feeds, search, excerpts and the page as Markdown are as they are without the extra."""
    html = show(LINE, LINE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diagrams, "is_installed", lambda: False)
        plain = show(LINE, LINE)
    assert spell(html) == plain != html
    assert make_absolute(html, "https://example.org/") == make_absolute(plain, "https://example.org/")
    assert drop_tags(html) == drop_tags(plain)
    assert write_markdown(html, lambda url: url) == f"```mermaid\n{LINE}```\n\n```mermaid\n{LINE}```"


def test_without_the_extra_a_diagram_is_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is as it was before there was the extra; nothing is said of it, and no process starts."""
    monkeypatch.setattr(diagrams, "is_installed", lambda: False)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("it is drawn"))
    assert show(LINE) == SOURCE
    assert find_undrawn("```mermaid\nnothing\n```\n") == []


@pytest.mark.slow
def test_a_site_with_diagrams_is_built_twice_the_same(tmp_path: Path) -> None:
    """Byte by byte; one that cannot be drawn is named with its place, and no name is drawn that is to be hidden."""
    note = f"---\ntitle: Flow\n---\nHow it goes:\n\n```mermaid\n{LINE}```\n\n```mermaid\nflowchart LR\nA[open\n```\n"
    hidden = "---\nname: Kim Doe\nlisted: false\n---\n"
    named = "---\ntitle: Who\n---\n```mermaid\nflowchart LR\nA[@kim-doe]-->B[Answer]\n```\n"
    charter = "---\nname: A community\npurpose: To draw.\n---\n"
    sites = []
    for name in ("one", "two"):
        notes = {
            "index.md": charter,
            "practices/flow.md": note,
            "practices/who.md": named,
            "members/kim-doe.md": hidden,
        }
        root = write_notes(set_up(tmp_path / name), notes)
        sites.append(built(root).folder)
    pages = [{file.relative_to(site): file.read_bytes() for file in site.rglob("*.html")} for site in sites]
    assert pages[0] == pages[1]
    page = pages[0][Path("practices/flow/index.html")].decode()
    assert page.count('class="cop-drawn') == 2
    assert page.count("language-mermaid") == 2
    assert "kim-doe" not in unquote(pages[0][Path("practices/who/index.html")].decode())
    checked = cop(tmp_path / "one", "check").output
    assert "practices/flow.md:13:1" in checked
    assert "COP029" in checked
