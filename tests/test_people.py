"""One person is one person, however a note writes their name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from communities import measure_texts, show, site_of
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import cop, set_up, write_notes

from cop_site.feeds.community import describe_community
from cop_site.model.hidden_names import HiddenNames
from cop_site.pages.findable import find_facets
from cop_site.pages.member import member_page

MEMBER = ("ana-li", "Ana Li", "@ana-li", "ana_li", "ANA LI", "Anna Lee", "@anna-lee", "old-ana")
STRANGER = ("Bo Moe", "Bo  Moe", "BO MOE", "bo moe")
_PLACES = 12

names = st.lists(st.sampled_from(MEMBER), min_size=_PLACES, max_size=_PLACES)
strangers = st.lists(st.sampled_from(STRANGER), min_size=_PLACES, max_size=_PLACES)


def _write(ana: list[str], bo: list[str]) -> dict[str, str]:
    """A community in which two people have every part that there is."""
    handle = next((name for name in ana if name.startswith("@")), "@ana-li")
    former = "aliases: [Anna Lee]\nredirect_from: [members/old-ana/]"
    talk = f"speakers: ['{ana[1]}', '{bo[1]}']\nattendees: ['{ana[2]}', '{ana[3]}', cy]"
    circle = f"speakers: ['{ana[4]}']\nfacilitators: ['{ana[5]}', '{bo[5]}']\nscribe: '{ana[6]}'"
    consent = "consent: {given: 2026-06-01, scope: public, by: Ana}"
    return {
        "index.md": _note("name: Us\npurpose: P."),
        "members/ana-li.md": _note(f"name: Ana Li\nlisted: true\n{former}"),
        "members/cy.md": _note("name: Cy\nlisted: true\nwants: [knots]"),
        "topics/knots.md": _note(f"title: Knots\nstewards: ['{ana[0]}']"),
        "meetups/2026-03-03-a.md": _note(f"tags: [knots]\n{talk}", f"## Actions\n\n- [ ] {handle} write it up\n"),
        "meetups/2026-05-05-b.md": _note(
            f"tags: [knots]\n{circle}", "## Actions\n\n- [ ] @ana-li write it up\n\nBye.\n"
        ),
        "practices/tie.md": _note(f"title: Tie\ntags: [knots]\nowner: '{ana[7]}'\nauthors: ['{bo[7]}']"),
        "testimonials/2026-06-01-t.md": _note(f"title: T\ntags: [knots]\nauthor: '{ana[8]}'\n{consent}"),
        "paths/p.md": _note(f"for: All\ngoals: [knots]\nsteward: '{ana[9]}'\nauthors: ['{ana[10]}', '{ana[11]}']"),
    }


def _note(fields: str, body: str = "") -> str:
    return f"---\n{fields}\n---\n{body}"


def _figures(texts: dict[str, str]) -> dict[str, Any]:
    """All figures; in the log, each action with the keys of those who took it on."""
    figures = measure_texts(texts)
    actions = [{figures.community.person(name).key for name in action.who} for action in figures.log.actions]
    return {**show(figures), "duplicates": None, "log": actions}


PLAIN = _write(["ana-li"] * _PLACES, ["Bo Moe"] * _PLACES)
"""Both written the same way everywhere."""


@pytest.mark.slow
@settings(max_examples=25)  # each measures two communities
@given(names, strangers)
def test_figures_do_not_depend_on_how_a_name_is_written(ana: list[str], bo: list[str]) -> None:
    """All figures, the document, search and a member's page are as if both had always been written the same way."""
    mixed = _write(ana, bo)
    assert _figures(mixed) == _figures(PLAIN)
    document = describe_community(measure_texts(_write(ana, ["Bo Moe"] * _PLACES)))
    assert document == describe_community(measure_texts(PLAIN))
    assert len(describe_community(measure_texts(mixed))["topics"][0]["people"]) == 2
    site, expected = site_of(mixed), site_of(PLAIN)
    facets = [[find_facets(note, one, "").people for note in one.community.notes] for one in (site, expected)]
    assert facets[0] == facets[1]
    pages = [member_page(one, one.community.members["ana-li"]).html for one in (site, expected)]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("written", ["real-name", "@Real-Name", "real_name"])
def test_renaming_somebody_unlisted_leaves_no_spelling_behind(tmp_path: Path, written: str) -> None:
    """However a note writes the old name of a file, it is written anew, so that it is not shown as a stranger's."""
    notes = {
        "index.md": "---\nname: A\npurpose: P.\n---\n",
        "members/real-name.md": "---\nname: X\n---\n",
        "meetups/2026-01-14-a.md": f"---\ntitle: A\nspeakers: ['{written}']\n---\n",
    }
    root = write_notes(set_up(tmp_path), notes)
    assert cop(root, "rename", "member", "real-name", "x").exit_code == 0
    assert "real" not in (root / "content/meetups/2026-01-14-a.md").read_text("utf-8").casefold()


@pytest.mark.parametrize(("left", "gone"), [("2000-01-01", True), ("9000-01-01", False)])
def test_a_member_has_left_only_when_the_day_has_come(left: str, gone: bool) -> None:
    """A page says that a member left once they did, and nothing of a day that is still to come."""
    site = site_of(
        {
            "index.md": _note("name: Us\npurpose: P."),
            "members/cy.md": _note(f"name: Cy\nlisted: true\njoined: 1999-01-01\nleft: {left}"),
        }
    )
    html = member_page(site, site.community.members["cy"]).html
    assert (" · left on " in html) is gone
    assert "here since" in html


def test_a_members_page_shows_what_they_did_over_time_and_could_lead() -> None:
    """Contributions by year, and the open topics that they offer; one year alone is no course of time."""
    notes = {
        "topics/dye.md": _note("title: Dye"),
        "topics/felt.md": _note("title: Felt"),
        "members/cy.md": _note("name: Cy\nlisted: true\noffers: [felt, dye]"),
        "members/di.md": _note("name: Di\nlisted: true"),
        "meetups/2024-03-01-a.md": _note("title: A\nspeakers: [cy]\ntags: [dye]"),
        "meetups/2026-10-01-b.md": _note("title: B\nspeakers: [cy, di]\ntags: [dye]"),
        "meetups/2026-10-02-c.md": _note("title: C\nfacilitators: [cy]"),
        "meetups/2027-10-02-d.md": _note("title: D\nspeakers: [cy, di]"),
    }
    site = site_of(notes)
    html = member_page(site, site.community.members["cy"]).html
    table = re.findall(r'<tr><th scope="row">(\d+)</th><td>(\d+)</td></tr>', html)
    assert table == [("2024", "1"), ("2025", "0"), ("2026", "2")]
    assert "Felt" in html[html.index("Could lead next") : html.index("</dd>", html.index("Could lead next"))]
    assert "cop-bars" not in member_page(site, site.community.members["di"]).html


def test_somebody_who_left_keeps_credit_and_loses_contact() -> None:
    """What they made stays under their name; nobody is sent to them any more."""
    fields = "name: Cy\nlisted: true\nleft: 2026-11-01\noffers: [felt]\nwants: [felt]\nlinks: [https://example.org/cy]"
    notes = {
        "topics/felt.md": _note("title: Felt"),
        "members/cy.md": _note(f"{fields}\nroles: [{{role: host}}]"),
        "meetups/2026-10-01-b.md": _note("title: Meetup B\nspeakers: [cy]"),
    }
    site = site_of(notes)
    html = member_page(site, site.community.members["cy"]).html
    assert "Meetup B" in html
    assert not re.search("example.org|Felt|host", html, re.IGNORECASE)


def test_a_slip_takes_no_note_off_the_site() -> None:
    """A handle in a text, or a topic among the speakers, hides nobody's note; a person without a file does."""
    notes = {
        "topics/handling-silence.md": "---\ntitle: Handling silence\n---\n",
        "topics/tea.md": "---\ntitle: Tea\n---\n",
        "practices/on-open-space.md": "---\ntitle: Open space\n---\n",
        "practices/what-uma-fern-said.md": "---\ntitle: Said\n---\n",
        "meetups/2026-01-14-m.md": (
            "---\ntitle: M\nspeakers: [handling-silence, tea, uma-fern]\n---\n\n"
            "## Actions\n\n- @open-space and @tea ask\n"
        ),
    }
    assert {note.slug for note in measure_texts(notes).community.notes} == {
        "handling-silence",
        "tea",
        "on-open-space",
        "2026-01-14-m",
    }


@settings(max_examples=400)
@given(st.text("aAbBlLiI -_/.10%\u00e4", max_size=24))
def test_the_glance_at_an_address_misses_nobody(name: str) -> None:
    """Who is found in an address is found there with the prefilter, too: somebody forgotten makes it look at all."""
    names = {"ana-li": "x", "b1-la": "y", "li": "z"}
    assert HiddenNames(names).are_in_address(name) == HiddenNames(names, lambda _: "").are_in_address(name)


@pytest.mark.parametrize(
    ("cy", "others", "key"),
    [
        ("pseudonym: Heron", {}, "cy"),
        ("pseudonym: Heron\nlisted: true", {}, "heron"),  # it would tell who that was
        ("pseudonym: Heron", {"bo": "name: Bo\npseudonym: heron"}, "heron"),
        ("pseudonym: Heron", {"bo": "name: Heron"}, "bo"),
    ],
    ids=["unlisted", "listed", "of two", "a name"],
)
def test_a_pseudonym_is_its_member(cy: str, others: dict[str, str], key: str) -> None:
    """A note that has it means the member who is not listed, unless that would tell or confuse who somebody is."""
    files = {"cy": f"name: Cy Hidden\n{cy}", **others}
    community = measure_texts({f"members/{name}.md": f"---\n{text}\n---\n" for name, text in files.items()}).community
    assert community.person("Heron").key == key
    assert community.person("Heron").name in ("Heron", "a member")
