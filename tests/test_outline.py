"""What is read from a body: each case's outline and prose are in the JSON beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from expected_files import ExpectedFiles

from cop_site.content.gfm import Outline, Prose, may_be_too_deep, read_outline, read_prose
from cop_site.content.gfm.events import Anchors, split_links
from cop_site.diagnostics import Span

CASES = Path(__file__).parent / "cases" / "outline"


def _place(span: Span) -> str:
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


def _show(outline: Outline, prose: Prose) -> dict[str, Any]:
    return {
        "title": outline.title,
        "first_paragraph": prose.first_paragraph,
        "words": prose.words,
        "anchors": sorted(outline.anchors),
        "headings": [[h.level, h.text, h.anchor, _place(h.span)] for h in outline.headings],
        "links": [["image" if x.image else "link", x.target, x.text, _place(x.span)] for x in outline.links],
        "items": [[next(iter(item.sections), ""), item.done, item.text] for item in prose.items],
    }


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_the_outline_is_as_the_case_says(case: Path, expected_files: ExpectedFiles) -> None:
    """Headings, links, list items, anchors and words; headings and links with their places."""
    text = case.read_text("utf-8")
    found = _show(read_outline(text, case.name), read_prose(text))
    assert found == expected_files.json(case.with_suffix(".json"), found)


def test_a_paragraph_that_leads_to_something_else_is_no_summary() -> None:
    """One that ends with a colon says nothing without its list; the next one counts, or none."""
    assert read_prose("Why now:\n\n- we ask\n\nWe met.\n").first_paragraph == "We met."
    assert read_prose("# A\n\nこう：\n\n- a\n").first_paragraph == ""


def test_places_count_from_where_the_body_begins() -> None:
    """A body that begins on a later line of its file is located there."""
    (heading,) = read_outline("\n# A\n", "x.md", 7).headings
    assert heading.span == Span("x.md", 8, 1, 9, 1)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# A\n", "A"),
        ("\n\n# A", "A"),
        ("A\n=\n", "A"),
        ("# [*A*](x) **b** `c`", "A b c"),
        ("# ~~Old~~ New", "Old New"),
        ("# A ![p](x.png) <b>c</b>", "A p c"),
        ("[x]: /y\n\n# A", "A"),
        ("# A\n\n# B", "A"),
        ("# \n# B", ""),
        ("text\n\n# A", ""),
        ("## A\n# B", ""),
        ("- x\n\n# A", ""),
        ("> # A", ""),
        ("> x\n\n# A", ""),
        ("<div></div>\n\n# A", ""),
        ("![i](x)\n# A", ""),
        ("```\nc\n```\n# A", ""),
        ("| a |\n|---|\n\n# A", ""),
    ],
)
def test_a_title_is_a_heading_that_the_body_begins_with(body: str, title: str) -> None:
    """Only a heading of the first level, with nothing before it, whatever markup is in it."""
    assert read_outline(body, "x.md").title == title


@pytest.mark.parametrize(
    ("texts", "anchors"),
    [
        (["A", "a", "a"], ["a", "a-1", "a-2"]),
        (["a-1", "a", "a"], ["a-1", "a", "a-2"]),
        (["a", "a", "a-1", "a"], ["a", "a-1", "a-1-1", "a-2"]),
        (
            ["Two  words", "C++ & C#", "naïve_name", "日本", "-x-", "..."],
            ["two--words", "c--c", "naïve_name", "日本", "-x-", ""],
        ),
        (["...", "!"], ["", "-1"]),
    ],
)
def test_each_heading_has_githubs_anchor(texts: list[str], anchors: list[str]) -> None:
    """Lower case, hyphens for spaces, nothing for other signs, and a number where it is taken."""
    ids = Anchors()
    assert [ids.add(text) for text in texts] == anchors


@pytest.mark.parametrize(
    ("unit", "most", "where", "message"),
    [
        ("> ", 32, "1:65-2:1", "lists and quotes are nested more than 32 levels deep"),
        ("- ", 32, "1:65-2:1", "lists and quotes are nested more than 32 levels deep"),
        ("<b>", 100, "1:301-1:304", "HTML elements are nested more than 100 levels deep"),
        ("<div>", 100, "1:501-1:506", "HTML elements are nested more than 100 levels deep"),
    ],
    ids=["quotes", "lists", "inline", "blocks"],
)
def test_the_deepest_that_is_let_in(unit: str, most: int, where: str, message: str) -> None:
    """The limit itself is fine, one more is a problem that stands where it is passed, however much follows."""
    deep = read_outline(unit * most + "x\n", "x.md")
    assert (deep.too_deep, deep.problems) == (False, ())
    outline = read_outline(unit * (most + 1) + "x\n", "x.md")
    (problem,) = outline.problems
    assert (outline.too_deep, problem.name, problem.message) == (True, "nesting-is-shallow", message)
    assert _place(problem.span) == where
    assert may_be_too_deep(unit * (most + 1) + "x\n")
    (again,) = read_outline(unit * (most + 1) + "x\n\n" + unit * (most + 2) + "x\n", "x.md").problems
    assert (again.span.line, again.span.column) == (problem.span.line, problem.span.column)


def test_lists_and_quotes_that_end_are_not_nested() -> None:
    """Forty of them one after the other are as deep as one."""
    assert not read_outline("> - x\n\ny\n\n" * 40, "x.md").too_deep


@pytest.mark.parametrize(
    "name", ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
def test_elements_that_hold_nothing_do_not_nest(name: str) -> None:
    """They have no end, in capitals too."""
    assert not read_outline(f"<{name}><{name.upper()}/>" * 101, "x.md").too_deep


@pytest.mark.parametrize(
    "name", ["a", "dd", "dt", "li", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"]
)
def test_elements_that_end_with_the_next_do_not_nest(name: str) -> None:
    """The next of the kind, or the end of what is around them, ends them."""
    assert not read_outline(f"x <{name}>" * 101, "x.md").too_deep
    assert not read_outline(f"x <i><{name}>y</i>" * 101, "x.md").too_deep
    other = "td" if name == "p" else "p"
    assert not read_outline(f"x <{name}></{name}><{other}></{other}>" * 101, "x.md").too_deep
    assert read_outline(f"x <i><{name}>y" * 101, "x.md").too_deep


@pytest.mark.parametrize("unit", ["<i>x", "<i><b></i>", "<tr><td>", "<i><p></b>"])
def test_elements_that_do_not_end_do_nest(unit: str) -> None:
    """What is not closed, or not by its own end, is still open."""
    assert read_outline("x " + unit * 101, "x.md").too_deep


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("nothing: here, a@b or ww. x", [("nothing: here, a@b or ww. x", "")]),
        ("https://a.org", [("https://a.org", "https://a.org")]),
        ("see HTTPS://a.org.", [("see ", ""), ("HTTPS://a.org", "HTTPS://a.org"), (".", "")]),
        ("WWW.a.org x", [("WWW.a.org", "http://WWW.a.org"), (" x", "")]),
        ("(http://a.org) a.org", [("(", ""), ("http://a.org", "http://a.org"), (") a.org", "")]),
        ("me@a.org", [("me@a.org", "mailto:me@a.org")]),
        ("mailto:me@a.org", [("mailto:me@a.org", "mailto:me@a.org")]),
        ("ftp://a.org //b.org https://c.org", [("ftp://a.org //b.org ", ""), ("https://c.org", "https://c.org")]),
        (
            "https://a.org b https://c.org",
            [("https://a.org", "https://a.org"), (" b ", ""), ("https://c.org", "https://c.org")],
        ),
        (
            f"https://a.org {'http://a.b/(' * 200} www.c.org",
            [
                ("https://a.org", "https://a.org"),
                (" ", ""),
                ("http://a.b/(" * 200, ""),
                (" ", ""),
                ("www.c.org", "http://www.c.org"),
            ],
        ),
    ],
)
def test_bare_addresses_are_cut_out_of_text(text: str, pieces: list[tuple[str, str]]) -> None:
    """Web addresses with a scheme or `www.`, and mail addresses, of a possible length; the pieces make up the text."""
    assert split_links(text) == pieces
