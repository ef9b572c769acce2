"""What readers choose notes by: the facts in lists, on the notes' own pages, and in search results."""

from __future__ import annotations

import pytest
from communities import site_of

from cop_site.pages.findable import search_entries
from cop_site.pages.site import Site

_TOLD = "date: 2026-03-01\nconsent: {given: 2026-03-01, scope: public, by: Bo}"
_WORDS = "word " * 60
_NOTES = {
    "index.md": "---\nname: C\npurpose: P.\nmeetups: {minutes: 90}\n---\n",
    "topics/knots.md": "---\ntitle: Knots\nlevel: foundation\n---\nT.\n",
    "members/ana.md": "---\nname: Ana\nlisted: true\noffers: [knots, juggling]\nwants: [knots]\n---\n",
    "meetups/2026-01-14-held.md": (
        "---\ntitle: Held\ntags: [knots]\nformat: workshop\nattendance: 8\nresources: [book]\n"
        "recording: https://example.org/r\nslides: https://example.org/s\n---\n## Decisions\n\n- We meet outside.\n"
    ),
    "meetups/2026-01-28-silent.md": "---\ntitle: Silent\nformat: talk\nminutes: 45\n---\n",
    "meetups/2026-02-11-several.md": f"---\ntitle: Several\ntalks: [{{title: A}}, {{title: B}}]\n---\n{_WORDS}\n",
    "meetups/2026-12-09-ahead.md": "---\ntitle: Ahead\nformat: talk\nattendance: 9\n---\n",
    "meetups/2026-02-25-off.md": "---\ntitle: Off\nstatus: cancelled\nformat: talk\nattendance: 9\n---\n",
    "resources/book.md": (
        "---\ntitle: Book\nformat: book\nminutes: 130\nlevel: advanced\ncost: paid\npublished: 1998\n---\nB.\n"
    ),
    "resources/bare.md": "---\ntitle: Bare\nurl: https://example.org/\n---\n",
    "practices/draft.md": "---\ntitle: Draft\nstate: draft\nsince: 2025-05-01\n---\nB.\n",
    "practices/adopted.md": "---\ntitle: Adopted\nsince: 2025-05-01\n---\nB.\n",
    "practices/retired.md": "---\ntitle: Retired\nstate: retired\n---\nB.\n",
    "testimonials/all.md": f"---\ntitle: All\n{_TOLD}\nchanged: C.\nresult: R.\n---\nB.\n",
    "testimonials/half.md": f"---\ntitle: Half\n{_TOLD}\nchanged: C.\n---\nB.\n",
    "paths/way.md": "---\ntitle: Way\nfor: all\nlevel: foundation\nsteps: [{topic: knots, minutes: 70}]\n---\n",
    "glossary/knot.md": "---\ntitle: Knot\n---\nA thing.\n",
}
_FACTS = {
    "topics/knots/": "covered · foundation · 1 meetup, last 14 Jan 2026 · 1 asked for it",
    "members/ana/": "can help with 1 topic",
    "meetups/2026-01-14-held/": "workshop · 1 h 30 min · 8 people came · 1 decision · recording · slides",
    "meetups/2026-01-28-silent/": "talk · 45 min · no notes yet",
    "meetups/2026-02-11-several/": "1 h 30 min · 2 talks",
    "meetups/2026-12-09-ahead/": "talk · 1 h 30 min",
    "meetups/2026-02-25-off/": "talk · 1 h 30 min",
    "resources/book/": "book · 2 h 10 min · advanced · paid · 1998 · used at 1 meetup",
    "resources/bare/": "",
    "practices/draft/": "draft",
    "practices/adopted/": "since 2025",
    "practices/retired/": "retired",
    "testimonials/all/": "says what came of it",
    "testimonials/half/": "says what changed",
    "paths/way/": "1 h 10 min · 1 step · foundation",
    "glossary/knot/": "",
}


@pytest.fixture(scope="module")
def site() -> Site:
    """A note of each kind, with all of its facts and with none."""
    return site_of(_NOTES)


def test_each_kind_says_what_one_chooses_it_by(site: Site) -> None:
    """What a note does not say is left out; what is still to come says nothing of who came."""
    assert {entry.uri: entry.facts for entry in search_entries(site, "en") if entry.uri in _FACTS} == _FACTS


def test_cards_have_the_facts_of_the_search(site: Site) -> None:
    """There is one definition of them."""
    for note in site.notes_by_uri.values():
        assert " · ".join(site.card_facts(note).facts) == _FACTS[note.uri]


def test_the_facts_of_a_meetup_come_from_its_own_note() -> None:
    """A page that was edited is made without reading the decisions of all other meetups."""
    other_note = f"---\ntitle: Other\n---\n{_WORDS}\n\n## Decisions\n\n- We rest.\n"
    site = site_of({**_NOTES, "meetups/2026-03-04-other.md": other_note})
    own, other = (site.notes_by_uri[f"meetups/{name}/"] for name in ("2026-01-14-held", "2026-03-04-other"))
    assert "1 decision" in site.card_facts(own).facts
    assert "prose" in vars(own.source)
    assert "prose" not in vars(other.source)
