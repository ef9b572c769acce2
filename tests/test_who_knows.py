"""Who knows what: whom to ask about a topic, and who is not shown."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from communities import site_of
from sites import parse

from cop_site.insight.knowledge import find_who_knows
from cop_site.pages.context import PageContext
from cop_site.pages.who_knows import view_face, who_knows_page

TOPIC = {
    "topics/alpha.md": "---\ntitle: Alpha\narea: One\nstewards: [bo]\n---\n",
    "topics/beta.md": "---\ntitle: Beta\n---\n",
}


def member(name: str, more: str = "", *, listed: bool = True) -> dict[str, str]:
    """A member, who is listed or not."""
    text = f"---\nname: {name}\nlisted: {str(listed).lower()}\n{more}---\nHello.\n"
    return {f"members/{name.lower().replace(' ', '-')}.md": text}


def meetup(day: str, speakers: str) -> dict[str, str]:
    """A meetup on the first topic."""
    return {f"meetups/{day}-x.md": f"---\ntitle: X\ndate: {day}\ntags: [alpha]\nspeakers: [{speakers}]\n---\nText.\n"}


def known(*notes: Mapping[str, str]) -> list[tuple[str, bool, bool, int]]:
    """Who knows about the first topic: name, and whether they offer it, look after it, and how often they led it."""
    site = site_of({name: text for each in (TOPIC, *notes) for name, text in each.items()})
    found = find_who_knows(site.community, site.figures.coverage.topics)
    assert found["beta"] == ()
    return [(one.member.title, one.offers, one.stewards, one.led) for one in found["alpha"]]


def test_those_who_offer_come_first() -> None:
    """Then those who look after it, then those who led most; a meetup that is still to come does not count."""
    notes = (member("Ana", "offers: [Alpha]\n"), member("Bo"), member("Cy"), member("Di"))
    meetups = (meetup("2026-01-01", "cy, di"), meetup("2026-02-01", "di"), meetup("2027-01-01", "cy"))
    assert known(*notes, *meetups) == [
        ("Ana", True, False, 0),
        ("Bo", False, True, 0),
        ("Di", False, False, 2),
        ("Cy", False, False, 1),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param(member("Ana", "offers: [alpha]\n", listed=False), id="not listed"),
        pytest.param(member("Ana", "offers: [alpha]\nleft: 2026-01-01\n"), id="has left"),
        pytest.param({}, id="never a member"),
    ],
)
def test_only_listed_members_who_are_still_there_are_shown(hidden: Mapping[str, str]) -> None:
    """Whatever they offer or led: nobody else is on the page."""
    notes = {**TOPIC, **hidden, **meetup("2025-06-01", "ana")}
    assert known(hidden, meetup("2025-06-01", "ana")) == []
    page = parse(who_knows_page(site_of(notes)).html).text
    assert "Ana" not in page
    assert "Nobody who is listed offers help or has led a meetup yet." in page


def test_more_people_than_columns_are_named_behind_them() -> None:
    """Nobody is left out."""
    names = [f"Ana {letter}" for letter in "BCDEFGHIJK"]
    notes = {
        name: text for each in (TOPIC, *(member(n, "offers: [alpha]\n") for n in names)) for name, text in each.items()
    }
    page = parse(who_knows_page(site_of(notes)).html)
    heads = [element for element in page.walk() if "cop-avatar" in element.classes]
    assert len(heads) == 8
    assert all(name in page.text for name in names)


@pytest.mark.parametrize(
    ("name", "initials"), [("Ana Li", "AL"), ("Ana", "A"), ("Ana de la Cruz", "AC"), ("王 小明", "王小")]
)
def test_initials(name: str, initials: str) -> None:
    """The first letters of the first and the last word."""
    notes = {"members/x.md": f"---\nname: {name}\nlisted: true\n---\nHello.\n"}
    assert view_face(PageContext(site_of(notes), ""), "x").initials == initials
