"""The coverage page: what it says first, how its matrix joins repeats, and what it does with long lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import pytest
from communities import AS_OF, site_of
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import Element, parse

from cop_site.pages.context import PageContext
from cop_site.pages.coverage import coverage_page
from cop_site.pages.matrix import Cell, Mark, Matrix, MatrixRow, find_latest, view_matrix
from cop_site.pages.site import Site
from cop_site.pages.topic import topic_page

LINES = {"deliberate": "=", "accidental": "-", "": " "}
TOPICS = {f"topics/{slug}.md": f"---\ntitle: {slug.title()}\n---\n" for slug in ("alpha", "beta")}


def meetup(day: str, tags: str, more: str = "") -> dict[str, str]:
    """A meetup on the topics that `tags` names."""
    text = f"---\ntitle: On {tags}\ndate: {day}\ntags: [{tags}]\n{more}---\nText.\n"
    return {f"meetups/{day}-{tags.replace(', ', '-')}.md": text}


def again(day: str, tags: str, earlier: str) -> dict[str, str]:
    """A meetup that takes up an earlier one on purpose."""
    return meetup(day, tags, f"revisits: {earlier}-{tags}\n")


def notes(*some: Mapping[str, str]) -> dict[str, str]:
    """The two topics and some meetups."""
    return {name: text for each in (TOPICS, *some) for name, text in each.items()}


def matrix_of(site: Site) -> Matrix:
    """The matrix of a site."""
    return view_matrix(PageContext(site, "coverage/"), site.figures.coverage, find_latest(site.community))


def rows_of(matrix: Matrix) -> list[MatrixRow]:
    """The rows of all areas."""
    return [row for group in matrix.groups for row in group.rows]


def draw_mark(mark: Mark) -> str:
    """`o` or, planned, `p`; raised where a line goes by; and an arrow where a line ends."""
    dot = "p" if mark.planned else "o"
    line = LINES[mark.passed]
    return LINES[mark.reached] + (f"{line}^{dot}{line}" if mark.passed else dot) + ("↻" if mark.repeat else "")


def draw(cells: tuple[Cell, ...]) -> str:
    """A row as a drawing: quarters between bars, with the lines across their edges."""
    drawn = [
        f"{LINES[cell.enters]}{''.join(map(draw_mark, cell.marks)).strip()}{LINES[cell.leaves]}"
        if cell.marks
        else LINES[cell.enters]
        for cell in cells
    ]
    return f"|{'|'.join(drawn)}|"


@pytest.mark.parametrize(
    ("meetups", "alpha"),
    [
        pytest.param([], "| |", id="nothing to join"),
        pytest.param([meetup("2026-10-01", "alpha"), meetup("2026-11-01", "alpha")], "| o-o↻ |", id="in one quarter"),
        pytest.param(
            [meetup("2026-05-01", "alpha"), again("2026-11-01", "alpha", "2026-05-01")],
            "| o=|=|=o↻ |",
            id="on purpose, past an empty quarter",
        ),
        pytest.param(
            [meetup("2026-07-01", "alpha"), again("2026-10-01", "alpha", "2026-07-01"), meetup("2026-11-01", "alpha")],
            "| o=|=o↻-o↻ |",
            id="end to end, each in its own way",
        ),
        pytest.param(
            [meetup("2026-07-01", "alpha"), meetup("2026-08-01", "beta, alpha"), meetup("2026-10-01", "alpha")],
            "| o--^o--|-o↻ |",
            id="past a meetup that is mainly on something else",
        ),
        pytest.param(
            [meetup("2024-12-30", "alpha"), again("2025-12-01", "alpha", "2024-12-30"), meetup("2024-06-01", "alpha")],
            "|=|=|=|=o↻ | | | | |",
            id="from before the first quarter",
        ),
        pytest.param(
            [meetup("2024-01-10", "alpha"), meetup("2024-02-10", "alpha"), meetup("2026-03-01", "alpha")],
            "| | | | | o | | | |",
            id="joined before the first quarter and over",
        ),
        pytest.param(
            [meetup("2026-11-01", "alpha"), meetup("2026-12-01", "alpha")], "| o p |", id="planned is no repeat"
        ),
        pytest.param(
            [meetup("2026-11-01", "alpha"), meetup("2026-11-01", "beta, alpha"), meetup("2026-11-02", "alpha")],
            "| o--^o--o↻ |",
            id="two on one day",
        ),
    ],
)
def test_repeats_are_joined(meetups: list[Mapping[str, str]], alpha: str) -> None:
    """A line leads from a meetup to the one that repeats it, and below any other meetup in between."""
    assert draw(rows_of(matrix_of(site_of(notes(*meetups))))[0].cells) == alpha


days = st.integers(-1200, 60).map(lambda away: (AS_OF + timedelta(days=away)).isoformat())
meetings = st.tuples(days, st.sampled_from(["alpha", "beta", "alpha, beta", "beta, alpha"]), st.sampled_from("st"))


@settings(max_examples=200, deadline=None)
@given(st.lists(meetings, max_size=9))
def test_lines_begin_and_end_at_meetups(meetups: list[tuple[str, str, str]]) -> None:
    """No line breaks off between two cells, hangs in the air at the end, or ends anywhere but at a repeat."""
    site = site_of(notes(*(meetup(day, tags, f"series: {series}\n") for day, tags, series in meetups)))
    matrix = matrix_of(site)
    first = min(int(name[-4:]) * 4 + int(name[1]) for name in matrix.quarters)
    for row, covered in zip(rows_of(matrix), site.figures.coverage.topics.values(), strict=True):
        for cell, following in pairwise(row.cells):
            assert cell.leaves == following.enters
        assert row.cells[-1].leaves == ""
        found = []
        for cell in row.cells:
            line = cell.enters
            for number, mark in enumerate(cell.marks):
                assert mark.reached == (line if number else "")
                assert mark.passed in ("", line)
                assert not (mark.passed and mark.repeat)
                if mark.repeat:
                    assert mark.repeat == line
                    found.append(mark.repeat)
                # What leaves a mark is seen at the next one, or at the edge of the cell.
                line = cell.marks[number + 1].reached if number + 1 < len(cell.marks) else cell.leaves
        shown = [r for r in covered.repeats if quarter_number(r.later.fields.date) >= first]
        assert found == ["deliberate" if r.deliberate else "accidental" for r in shown]


def quarter_number(day: date) -> int:
    """Quarters, counted."""
    return day.year * 4 + (day.month - 1) // 3 + 1


def test_words_say_what_lines_show() -> None:
    """Whoever does not see the line hears which meetup is repeated, and whether on purpose."""
    cells = rows_of(
        matrix_of(
            site_of(
                notes(
                    meetup("2026-10-01", "alpha"),
                    again("2026-10-08", "alpha", "2026-10-01"),
                    meetup("2026-11-05", "alpha"),
                    meetup("2026-12-05", "alpha"),
                )
            )
        )
    )[0].cells
    assert [mark.words for mark in cells[0].marks] == [
        "1 Oct 2026: On alpha",
        "8 Oct 2026: On alpha · takes up 1 Oct 2026 again on purpose",
        "5 Nov 2026: On alpha · repeats 8 Oct 2026 by accident",
        "5 Dec 2026: On alpha · planned",
    ]


def test_meetups_before_the_first_quarter_are_counted() -> None:
    """The matrix says how many meetups it does not show, each once."""
    matrix = matrix_of(site_of(notes(meetup("2024-01-10", "alpha, beta"), meetup("2026-03-01", "alpha"))))
    assert len(matrix.quarters) == 8
    assert matrix.earlier == 1


def page_of(texts: Mapping[str, str]) -> Element:
    """The coverage page of some notes."""
    return parse(coverage_page(site_of(texts)).html)


def headings(page: Element) -> list[str]:
    """The ids of the page's sections."""
    return [element.attributes["id"] for element in page.walk() if element.tag == "h2"]


def test_what_is_left_out_and_what_comes_next_comes_first() -> None:
    """A reader learns within the first screen what nobody has covered, what is planned and what is proposed."""
    page = page_of(
        notes(
            meetup("2026-11-01", "alpha"),
            meetup("2026-12-09", "alpha"),
            {"members/x.md": "---\nname: X\nwants: [beta]\n---\n"},
        )
    )
    assert headings(page)[:3] == ["left-out", "next", "by-quarter"]
    left_out, following = (element for element in page.walk() if element.tag == "section")
    assert "Beta" in left_out.text
    assert "1 asked for it · proposed for 29 Nov 2026" in left_out.text
    assert "Wed 9 Dec 2026" in following.text
    assert "Sun 29 Nov 2026" in following.text
    assert "1 member asks for it." in following.text
    assert any(element.attributes.get("href") == "../plan/" for element in following.walk())


def test_a_community_without_topics_is_told_what_to_do() -> None:
    """Without a syllabus there is no matrix, but the way to the first topic."""
    page = page_of({})
    assert "There are no topics yet." in page.text
    assert "by-quarter" not in headings(page)


def test_the_matrix_is_a_table() -> None:
    """Each row has a header and a cell for every column, and lines add nothing that is read out."""
    page = page_of(notes(meetup("2026-05-01", "alpha"), meetup("2026-11-01", "alpha")))
    (table,) = (element for element in page.walk() if "cop-matrix" in element.classes)
    head, *rows = (element for element in table.walk() if element.tag == "tr")
    columns = [element.text for element in head.walk() if element.tag == "th"]
    assert columns == ["Topic", "Q2 2026", "Q3 2026", "Q4 2026"]
    for row in rows:
        cells = [element for element in row.walk() if element.tag in ("th", "td")]
        assert [cell.tag for cell in cells] == ["th", "td", "td", "td"]
    passed = [element for element in rows[0].walk() if element.tag == "td"][1]
    assert "cop-run--enters-accidental" in next(e for e in passed.walk() if e.tag == "div").classes
    assert passed.text == ""


def test_long_lists_show_their_beginning() -> None:
    """The latest twenty repeats are in sight, the others can be unfolded; a tag on many notes leads to all of them."""
    first = date(2026, 3, 1)
    each_day = [(first + timedelta(days=number)).isoformat() for number in range(31)]
    page = page_of(notes(*(meetup(day, "alpha, free tag") for day in each_day)))
    assert "10 earlier repeats" in [element.text for element in page.walk() if element.tag == "summary"]
    lists = [element for element in page.walk() if "cop-repeats" in element.classes]
    counts = [sum(1 for entry in each.walk() if entry.tag == "li") for each in lists]
    assert counts == [20, 10]
    assert "31 Mar 2026" in lists[0].text
    assert "2 Mar 2026" in lists[1].text
    assert "26 more with this tag" in page.text
    assert any(e.attributes.get("href") == "../tags/#tag-free-tag" for e in page.walk())


def test_very_many_topics_are_counted() -> None:
    """A topic with hundreds of prerequisites names some, and says how many there are besides."""
    topics = {f"topics/t{n}.md": f"---\ntitle: T{n}\n---\n" for n in range(100)}
    requires = f"requires: [{', '.join(f't{n}' for n in range(100))}]"
    notes = {
        "index.md": "---\nname: A\npurpose: P.\n---\n",
        **topics,
        "topics/z.md": f"---\ntitle: Z\n{requires}\n---\n",
    }
    site = site_of(notes)
    html = topic_page(site, site.community.topics["z"]).html
    assert html.count('<a class="cop-chip') == 61
    assert '<a class="cop-chip" href="../../topics/"><span>40 more topics</span></a>' in html
