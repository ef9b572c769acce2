"""Formulas are drawn as MathML that holds nothing but what is on a list, whatever a note says."""

from __future__ import annotations

import re
import sys

import pytest
from effort import check_growth, measure
from hypothesis import given
from hypothesis import strategies as st
from sites import Element, parse

from cop_site.content.gfm import drop_tags, make_absolute, read_outline, read_prose, render
from cop_site.content.gfm.formulas import MAX_CHARACTERS, Formulas

PIECES = st.sampled_from(
    [
        "x",
        "1",
        "{",
        "}",
        "^",
        "_",
        "&",
        r"\\",
        r"\frac",
        r"\sqrt",
        r"\left(",
        r"\right)",
        r"\text{",
        "<b>",
        '"',
        r"\sum",
    ]
) | st.sampled_from(
    [
        r"\href{javascript:a}",
        r"\style{a:b}",
        r"\class{md-nav}",
        r"\rule{1em}{1em}",
        r"\begin{matrix}",
        r"\mathbb",
        "&lt;img",
    ]
)
ATTRIBUTES = (
    frozenset(["accent", "accentunder", "depth", "display", "displaystyle", "fence", "form", "height", "largeop"])
    | frozenset(
        ["linethickness", "lspace", "maxsize", "minsize", "movablelimits", "rspace", "scriptlevel", "separator"]
    )
    | frozenset(["stretchy", "voffset", "width", "alttext", "class", "mathvariant", "tabindex"])
)
CLASSES = {"cop-left", "cop-right", "cop-bold", "cop-formula"}


def show(body: str) -> str:
    """Return a body as HTML."""
    return render(body, lambda url: url)


def list_elements(element: Element) -> list[Element]:
    """Return an element and all that are in it."""
    return [element, *(one for child in element.children if isinstance(child, Element) for one in list_elements(child))]


@given(st.lists(PIECES, max_size=12).map("".join))
def test_only_what_is_on_the_list_gets_into_a_page(formula: str) -> None:
    """Elements, attributes and classes of our own, and no element that is not MathML."""
    formulas = Formulas("seal")
    for element in list_elements(parse(formulas.place(formulas.draw(formula, display=True))))[1:]:
        assert re.fullmatch(r"span|code|m[a-z]+", element.tag)
        assert set(element.attributes) <= ATTRIBUTES
        assert set(element.attributes.get("class", "").split()) <= CLASSES


@pytest.mark.parametrize("attribute", ["title", "id", "lang"])
def test_no_formula_is_drawn_in_an_attribute(attribute: str) -> None:
    """A quotation mark that raw HTML leaves open takes in what follows; no tag of a formula is put there."""
    html = show(f'<div {attribute}="\n\n$`x onfocus=y`$\n\n">text</div>\n')
    assert "math" not in html
    assert re.findall(r"<div[^>]*>", html) == ["<div>"]


def test_the_place_of_a_formula_cannot_be_forged() -> None:
    """What stands for it until the text is sanitised has the seal, which no contributor knows."""
    assert show("$x$ :0: seal:0:").count("<math") == 1


@pytest.mark.parametrize(
    "formula",
    [
        "x" * (MAX_CHARACTERS + 1),
        "{" * 500 + "x" + "}" * 500,
        r"\frac" * 300 + "x",
        r"\newcommand{\a}{bb}\newcommand{\b}{\a\a}\b",
        r"\def\a{b}\a",
        r"\frac{1}",
        r"\unknown{x}",
        "a & b",
        r"\hspace{99em}x",
        r"\hspace{-9em}x\hspace{-9em}",
    ],
)
def test_what_cannot_be_drawn_is_shown_as_its_source(formula: str) -> None:
    """Too long, too deep, macros, unknown commands, out of its place: readers see the text, and the build goes on."""
    html = show(f"Before ${formula}$ after")
    assert "<math" not in html
    assert f"<code>{formula.replace('&', '&amp;')}</code> after" in html


def test_a_small_space_may_lead_back() -> None:
    """As it does in integrals, under a name that browsers no longer know."""
    assert '<mspace width="-0.167em">' in show(r"$\int\! x$")


def test_many_formulas_cost_no_more_than_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit holds for all formulas of a note; what is over it is shown as its source."""
    html = show("$x$ " * 3_000)
    assert "<math" in html
    assert "<code>x</code>" in html
    if sys.platform != "win32":
        monkeypatch.setattr("cop_site.content.gfm.formulas._convert", lambda *_: [None for _ in iter(int, 1)])
        assert measure(lambda: Formulas("seal", seconds=0.05).draw("x", display=True)) < 1


@pytest.mark.parametrize("piece", ["$a ", "$x$ ", "$$ a", "$", r"\$", "a$", "$`a ", "$a\n", "${{{$ "])
def test_dollar_signs_are_read_in_linear_time(piece: str) -> None:
    """However they are put together."""
    check_growth(lambda size: read_outline(piece * size, "content/a.md"), 20_000)


def test_other_readers_get_the_source() -> None:
    """Feeds, search and headings have the formula as it was written, and not its letters without their places."""
    html = show(r"## The $x^2$" "\n\n" r"So $\frac{a}{b} < c$.")
    assert make_absolute(html, "https://example.org/").endswith(r"<p>So <code>\frac{a}{b} &lt; c</code>.</p>" "\n")
    assert drop_tags(html).endswith("So \\frac{a}{b} &lt; c.\n")
    outline = read_outline("## The $x^2$ case", "content/a.md")
    assert (outline.headings[0].text, outline.headings[0].anchor) == ("The x^2 case", "the-x2-case")


def test_a_formula_is_prose_that_names_nobody() -> None:
    """Its words count as before, and what is hidden from readers is hidden in a formula, too."""
    prose = read_prose("It is $a + b$ for $5.")
    assert (prose.words, prose.first_paragraph) == (7, "It is a + b for $5.")
    assert "@mei" not in render(r"$\text{@mei}$", lambda url: url, hide=lambda text: text.replace("@mei", "somebody"))
