"""The head of a page says what it is, so that search engines, chats and feed readers can tell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from communities import site_of
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import EXAMPLE

from cop_site.compiler.compile import find_routes
from cop_site.compiler.routes import page_routes
from cop_site.feeds.structured import write_structured_data
from cop_site.pages.page import Page

URL = "https://example.org/garden/"
CHARTER = "---\nname: Us\npurpose: P.\ntimezone: Europe/Berlin\nmeetups: {at: '18:00', minutes: 90}\n---\n"
NOTES = {
    "index.md": CHARTER,
    "topics/alpha.md": "---\ntitle: Alpha\nlevel: foundation\nobjectives: [Do it]\n---\nAbout it.\n",
    "members/ana-li.md": "---\nname: Ana Li\nlisted: true\nlinks: [https://ana.example.org/]\n---\n",
    "members/zuqel-wyxov.md": "---\nname: Zuqel Wyxov\n---\n",
    "meetups/2026-12-02-one.md": "---\ntitle: One\ntags: [alpha]\nspeakers: [ana-li, zuqel-wyxov]\nlocation: Room 1\n"
    "join: https://meet.example.org/us\n---\nWords.\n",
    "meetups/2026-12-03-off.md": "---\ntitle: Off\nstatus: cancelled\n---\n",
    "practices/round.md": "---\ntitle: Round\nsince: 2026-02-01\nupdated: 2026-03-01\nauthors: ana-li\n---\nGo.\n",
    "resources/book.md": "---\ntitle: Book\nurl: https://b.example.org/\nformat: book\nminutes: 30\ncost: free\n---\n",
    "paths/way.md": "---\ntitle: Way\nfor: All\ngoals: [alpha]\n---\n",
    "glossary/drone.md": "---\ntitle: Drone\naliases: [UAV]\n---\nA flying thing.\n",
}
REQUIRED = {
    "Article": {"headline", "publisher", "url"},
    "BreadcrumbList": {"itemListElement"},
    "Course": {"name", "description", "provider"},
    "DefinedTerm": {"name", "description", "inDefinedTermSet"},
    "Event": {"name", "startDate", "endDate", "eventStatus", "organizer"},
    "LearningResource": {"name", "url"},
    "Organization": {"name", "url"},
    "Person": {"name", "url"},
    "WebSite": {"name", "url"},
}
"""What search engines ask of each type."""


class Head(HTMLParser):
    """The metadata, the links and the structured data of a head."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.data, self._is_data = "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect an element."""
        values = dict(attrs)
        if tag == "meta":
            self.meta[str(values.get("property") or values.get("name"))] = str(values["content"])
        elif tag == "link":
            self.links.append(values)
        self._is_data = tag == "script" and values == {"type": "application/ld+json"}

    def handle_data(self, data: str) -> None:
        """Collect the text of the script."""
        self.data += data if self._is_data else ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the parser calls it so
        """End the script."""
        self._is_data = False

    def things(self) -> dict[str, Any]:
        """Return what the page is, by type."""
        return {thing["@type"]: thing for thing in json.loads(self.data)["@graph"]}


@pytest.fixture(scope="module")
def heads() -> Mapping[str, Head]:
    """The head of each page of some notes."""
    site = replace(site_of(NOTES), url=URL)
    return {uri: Head(make().head) for uri, make in page_routes(site, "en").items()}


def test_each_page_has_a_card(heads: Mapping[str, Head]) -> None:
    """Its title, its own absolute address, and nothing that is empty."""
    for uri, head in heads.items():
        assert head.meta["og:url"] == URL + uri
        assert head.meta["og:title"] == head.meta["twitter:title"] != ""
        assert head.meta["og:site_name"] == "Us"
        assert "" not in head.meta.values()
    practice = heads["practices/round/"].meta
    assert practice["og:type"] == "article"
    assert practice["og:description"] == practice["twitter:description"] == "Go."
    assert practice["article:published_time"] == "2026-02-01"
    assert practice["article:modified_time"] == "2026-03-01"
    assert heads[""].meta["og:type"] == "website"


def test_each_page_says_what_it_is(heads: Mapping[str, Head]) -> None:
    """Each type has what search engines ask of it, and every note is of one."""
    for head in heads.values():
        for name, thing in head.things().items():
            assert REQUIRED[name] <= thing.keys()
    found = {uri: [name for name in head.things() if name != "BreadcrumbList"] for uri, head in heads.items()}
    assert {uri: names for uri, names in found.items() if names} == {
        "": ["Organization", "WebSite"],
        "topics/alpha/": ["LearningResource"],
        "members/ana-li/": ["Person"],
        "meetups/2026-12-02-one/": ["Event"],
        "meetups/2026-12-03-off/": ["Event"],
        "practices/round/": ["Article"],
        "resources/book/": ["LearningResource"],
        "paths/way/": ["Course"],
        "glossary/drone/": ["DefinedTerm"],
    }


def test_a_meetup_is_an_event(heads: Mapping[str, Head]) -> None:
    """When, where and with whom, without those who are not listed; a cancelled one says so."""
    event = heads["meetups/2026-12-02-one/"].things()["Event"]
    assert (event["startDate"], event["endDate"]) == ("2026-12-02T18:00:00+01:00", "2026-12-02T19:30:00+01:00")
    assert event["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")
    assert [place["@type"] for place in event["location"]] == ["Place", "VirtualLocation"]
    assert [person["name"] for person in event["performer"]] == ["Ana Li"]
    off = heads["meetups/2026-12-03-off/"].things()["Event"]
    assert off["eventStatus"] == "https://schema.org/EventCancelled"
    assert not {"location", "eventAttendanceMode", "performer"} & off.keys()


def test_a_page_says_where_it_is(heads: Mapping[str, Head]) -> None:
    """From the home page through the list of its kind."""
    steps = heads["practices/round/"].things()["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Us", URL),
        (2, "Practices", f"{URL}practices/"),
        (3, "Round", f"{URL}practices/round/"),
    ]


def test_feeds_are_found_from_pages(heads: Mapping[str, Head]) -> None:
    """Those of the whole site from each page, and its own from a page that has some; all are there."""
    site = replace(site_of(NOTES), url=URL)
    routes = find_routes(site, EXAMPLE, "en")
    for uri, head in heads.items():
        feeds = [str(link["href"]).removeprefix("../" * uri.count("/")) for link in head.links]
        assert feeds[0] == "feeds/atom.xml"
        assert set(feeds) <= routes.keys()
        own = f"feeds/{uri}atom.xml"
        assert (own in feeds) == (own in routes)


def test_nobody_hidden_is_in_a_head(heads: Mapping[str, Head]) -> None:
    """Neither in a card nor in structured data."""
    assert not any("zuqel" in f"{head.meta}{head.data}".casefold() for head in heads.values())


def test_without_the_address_of_the_site_there_is_no_head() -> None:
    """A card needs an absolute address."""
    made = [make() for make in page_routes(site_of(NOTES), "en").values()]
    assert {page.head for page in made if isinstance(page, Page)} == {""}


@settings(max_examples=60)
@given(st.text("</script>!-&\"'\u2028\ue000x", max_size=40))
def test_no_text_ends_the_script(text: str) -> None:
    """What a note says is read back as it is, by a parser of HTML and then of JSON."""
    written = write_structured_data([{"@type": "Thing", "name": text}])
    assert not set(written) & set("<>&")
    assert Head(f'<script type="application/ld+json">{written}</script><p>').things()["Thing"]["name"] == text
