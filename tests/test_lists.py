"""Long lists in parts: what their first page shows, where the rest is, and that nothing is lost."""

from __future__ import annotations

import gzip
from datetime import date, timedelta

import pytest
from communities import AS_OF, site_of
from hypothesis import given
from hypothesis import strategies as st
from sites import parse, set_up, write_notes

from cop_site.compiler.routes import page_routes
from cop_site.pages.context import PageContext
from cop_site.pages.division import SIZE, WHOLE, Group, divide, fold
from cop_site.pages.lists import LongList
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.project.open import read_project

MEETUPS = 620
FIRST = date(2021, 1, 6)


@given(st.lists(st.integers(1, 700), max_size=40), st.booleans())
def test_nothing_is_lost_and_no_page_is_too_long(sizes: list[int], by_time: bool) -> None:
    """Each entry is on the first page or on that of a part, and no page has more entries than are allowed."""
    groups = [Group(str(n), str(n), tuple((n, i) for i in range(size))) for n, size in enumerate(sizes)]
    division = divide(groups, by_time=by_time)
    first = {entry for group in division.first for entry in group.entries}
    assert first.union(*(part.entries for part in division.parts)) == {e for group in groups for e in group.entries}
    assert all(len(part.entries) <= SIZE for part in division.parts)
    assert len(first) <= (SIZE + WHOLE if sum(sizes) > WHOLE else WHOLE)
    assert len({part.name for part in division.parts}) == len(division.parts)
    if by_time and division.parts:
        assert {part.group.anchor for part in division.parts} == {group.anchor for group in groups}


def test_a_short_list_is_one_page() -> None:
    """Up to a hundred entries there is nothing to divide."""
    groups = [Group("2026", "2026", tuple(range(60))), Group("2025", "2025", tuple(range(40)))]
    assert divide(groups, by_time=True).parts == ()
    assert [part.name for part in divide([*groups, Group("2024", "2024", (1,))], by_time=True).parts] == [
        "2026",
        "2025",
        "2024",
    ]


def test_a_page_opens_with_few_entries() -> None:
    """The first groups are seen, the others folded; one entry alone is never folded."""
    groups = [Group(str(n), str(n), tuple(range(size))) for n, size in enumerate((30, 7, 5))]
    assert [seen for _, seen in fold(groups)] == [30, 7, 0]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Meetups of six years with decisions; a note and a redirect are in the way of the pages of two years."""
    notes = {"index.md": "---\nname: Us\npurpose: P.\n---\n", "topics/silence.md": "---\ntitle: Silence\n---\n"}
    notes["members/ann.md"] = "---\nname: Ann\nlisted: true\n---\n"
    for number in range(MEETUPS):
        day = FIRST + timedelta(days=number * 3)
        notes[f"meetups/{day}-m.md"] = (
            f"---\ntitle: Evening {number}\ntags: [silence, free]\nformat: talk\nspeakers: [ann]\nattendance: 9\n---\n"
            f"Text.\n\n## Decisions\n\n- Do {number}.\n\n## Actions\n\n- [ ] @ann write {number} down\n"
        )
    notes["meetups/2023.md"] = "---\ntitle: What 2023 was like\ndate: 2023-12-31\n---\nText.\n"
    notes["about.md"] = "---\ntitle: About\nredirect_from: [meetups/2022/]\n---\nText.\n"
    return read_project(write_notes(set_up(tmp_path_factory.mktemp("many")), notes), AS_OF).site_in("en")


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    """Its pages by address, without those of meetups."""
    notes = {note.uri for note in site.community.meetups}
    return {uri: make() for uri, make in page_routes(site, "en").items() if uri not in notes}


def test_a_year_has_a_page_and_takes_no_address_from_a_note(site: Site, pages: dict[str, Page]) -> None:
    """A note and an old address keep what they have; the page of the year is beside it."""
    assert {"meetups/2021/", "meetups/2026/", "log/2021/", "tags/tag-free/"} <= pages.keys()
    assert "meetups/2023-list/" in pages
    assert "meetups/2022-list/" in pages
    assert next(note for note in site.community.notes if note.uri == "meetups/2023/").title == "What 2023 was like"
    jumps = _hrefs(pages["meetups/"], "cop-jumps")
    assert [href for href in jumps if "20" in href][-3:] == [
        "../meetups/2023-list/",
        "../meetups/2022-list/",
        "../meetups/2021/",
    ]


def test_every_meetup_and_decision_is_on_some_page(pages: dict[str, Page]) -> None:
    """A list in parts has all that the one page had."""
    for folder, words in (
        ("meetups/", "Evening {}</a>"),
        ("log/", "Do {}. "),
        ("topics/silence/meetups/", "Evening {}</a>"),
    ):
        text = "".join(page.html for uri, page in pages.items() if uri.startswith(folder))
        assert [number for number in range(MEETUPS) if words.format(number) not in text] == []


def test_every_meetup_is_in_the_coverage_of_its_year(site: Site, pages: dict[str, Page]) -> None:
    """The coverage page shows the latest meetups and leads to the years; each page of a year, its own."""
    shown = {uri: page.html for uri, page in pages.items() if uri.startswith("coverage/2")}
    assert {uri[9:13] for uri in shown} == {str(year) for year in range(2021, 2027)}
    assert {"../coverage/2021/", "../coverage/2026/"} <= set(_hrefs(pages["coverage/"], "cop-years"))
    for meetup in site.community.meetups:
        year = f"coverage/{meetup.fields.date.year}"
        assert any(f'/{meetup.uri}"' in html for uri, html in shown.items() if uri.startswith(year)), meetup.uri


def test_no_page_grows_without_end(pages: dict[str, Page]) -> None:
    """Packed, no page is heavier than 50 KB, and none opens with more than some forty entries."""
    for uri, page in pages.items():
        assert len(gzip.compress(page.html.encode())) < 50_000, uri
        folded = [e for e in parse(page.html).walk() if e.tag == "details"]
        hidden = sum("cop-card" in one.classes for fold_ in folded for one in fold_.walk())
        assert sum("cop-card" in e.classes for e in parse(page.html).walk()) - hidden <= 50, uri


def test_an_old_anchor_stands_in_the_line_of_jumps(pages: dict[str, Page]) -> None:
    """`meetups/#2021`, which was a heading, is a link to the page of the year."""
    (link,) = (e for e in parse(pages["meetups/"].html).walk() if e.attributes.get("id") == "2021")
    assert link.attributes["href"] == "../meetups/2021/"


def test_a_row_says_what_one_chooses_by(pages: dict[str, Page]) -> None:
    """Day, format, who came and what was decided, and what the row can be filtered by."""
    card = next(e for e in parse(pages["meetups/2021/"].html).walk() if "cop-card" in e.classes)
    words = " ".join(card.text.split())
    assert all(fact in words for fact in ("talk", "9 people came", "1 decision", "Ann"))
    assert card.attributes["data-cop-has"] == "topic/silence person/ann format/talk"


def _hrefs(page: Page, within: str) -> list[str]:
    box = next(e for e in parse(page.html).walk() if within in e.classes)
    return [e.attributes["href"] for e in box.walk() if e.tag == "a"]


def test_a_card_names_some_topics_and_counts_the_others() -> None:
    """A list has many cards: one on very many topics shows the first dozen, and how many more there are."""
    topics = {f"topics/t{n}.md": f"---\ntitle: T{n}\n---\n" for n in range(20)}
    tags = ", ".join(f"t{n}" for n in range(20))
    site = site_of({**topics, "meetups/2026-01-14-m.md": f"---\ntitle: M\ntags: [{tags}]\n---\n"})
    card = PageContext(site, "meetups/").card(site.community.meetups[0])
    assert [chip.text for chip in card.topics] == [*(f"T{n}" for n in range(12)), "8 more topics"]


def test_the_page_of_a_part_names_those_around_it() -> None:
    """Where there are very many groups, the page of one leads to its neighbours, and the first page to all."""
    groups = [Group(f"t{n}", f"t{n}", tuple(f"{n}/{i}" for i in range(9))) for n in range(300)]
    tags = LongList("tags/", "Tags", divide(groups, by_time=False), {})
    context = PageContext(site_of({}), "tags/")
    assert [jump.title for jump in tags.view(context, None).jumps] == [group.title for group in groups]
    shown = tags.view(context, tags.division.parts[150]).jumps
    assert [jump.title for jump in shown] == [f"t{n}" for n in range(120, 181)]
    assert [jump.title for jump in shown if jump.current] == ["t150"]


def test_a_list_on_a_topic_shows_few_other_topics() -> None:
    """A card below a topic names four others and counts the rest; the list of all notes finds it by each."""
    slugs = [f"t{n}" for n in range(40)]
    notes = {f"topics/{slug}.md": f"---\ntitle: {slug}\n---\n" for slug in slugs}
    for n in range(WHOLE + 1):
        day = FIRST + timedelta(days=n)
        notes[f"meetups/{day}.md"] = f"---\ntitle: Evening\ntags: [{', '.join(slugs)}]\n---\nText.\n"
    routes = page_routes(site_of({"index.md": "---\nname: Us\npurpose: P.\n---\n", **notes}), "en")
    for uri, chips, facets in (("topics/t0/meetups/", 4, 24), ("meetups/", 12, 40)):
        card = next(one for one in parse(routes[uri]().html).walk() if "data-cop-has" in one.attributes)
        assert card.attributes["data-cop-has"].count("topic/") == facets
        shown = [one.text for one in card.walk() if "cop-chip" in one.classes]
        assert (len(shown) - 1, shown[-1]) == (chips, f"{40 - chips - (uri != 'meetups/')} more topics")
