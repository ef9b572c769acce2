"""Feeds tell subscribers what is new, in full and once, as feed readers read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import feedparser
import pytest
from communities import site_of
from hypothesis import given, settings
from hypothesis import strategies as st

from cop_site.compiler.subscriptions import subscription_routes
from cop_site.feeds.atom import Feed, write_atom, write_json
from cop_site.feeds.entries import MOST, Entry

URL = "https://example.org/garden/"
CHARTER = "---\nname: Us\npurpose: P.\nfounded: 2020-01-02\n---\n"
TOPIC = "---\ntitle: Alpha\n---\n"


def write(notes: Mapping[str, str], url: str = URL) -> dict[str, str]:
    """Return the feeds of some notes by address."""
    site = replace(site_of({"index.md": CHARTER, **notes}), url=url)
    return {uri: make() for uri, make in subscription_routes(site).items() if not uri.endswith(".ics")}


def read(atom: str) -> Any:
    """Return a feed as a feed reader has it, which finds nothing wrong with it."""
    found = feedparser.parse(atom.encode(), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


def titles(feeds: Mapping[str, str], uri: str) -> list[str]:
    """Return the titles of the entries of a feed, which are the same as JSON Feed."""
    found = [entry.title for entry in read(feeds[uri]).entries]
    assert found == [item["title"] for item in json.loads(feeds[uri.replace("atom.xml", "feed.json")])["items"]]
    return found


NOTES = {
    "topics/alpha.md": TOPIC,
    "members/ana-li.md": "---\nname: Ana Li\nlisted: true\n---\n",
    "members/zuqel-wyxov.md": "---\nname: Zuqel Wyxov\n---\n",
    "meetups/2026-01-14-one.md": "---\ntitle: One\ntags: [alpha]\nspeakers: [ana-li, zuqel-wyxov]\n---\n"
    "Ask @zuqel-wyxov.\n\n## Decisions\n\n- Go & on\n- ~~Stop~~\n\n"
    "## Questions\n\n- Why & how?\n- ~~When?~~\n- Who, @zuqel-wyxov?\n",
    "meetups/2027-01-14-planned.md": "---\ntitle: Planned\ntags: [alpha]\n---\n",
    "meetups/2027-02-14-told.md": "---\ntitle: Told\nupdated: 2026-11-01\n---\n",
    "practices/round.md": "---\ntitle: Round\nsince: 2026-02-01\nupdated: 2026-03-01\n---\n"
    "See [one](../meetups/2026-01-14-one.md#decisions), [here](#part) ![A dot](../dot.gif)\n\n## Part\n",
    "practices/undated.md": "---\ntitle: Undated\n---\n",
    "practices/hidden.md": "---\ntitle: Hidden\nsince: 2026-02-01\ndraft: true\n---\n",
}


@pytest.fixture(scope="module")
def feeds() -> dict[str, str]:
    """The feeds of some notes, by address."""
    return write(NOTES)


def test_each_list_topic_and_listed_person_has_a_feed(feeds: dict[str, str]) -> None:
    """The newest comes first; what has no day yet, is hidden or is a member, is in none."""
    assert titles(feeds, "feeds/atom.xml") == ["Told", "Round", "One"]
    assert titles(feeds, "feeds/meetups/atom.xml") == ["Told", "One"]
    assert titles(feeds, "feeds/practices/atom.xml") == ["Round"]
    assert titles(feeds, "feeds/topics/alpha/atom.xml") == ["One"]
    assert titles(feeds, "feeds/members/ana-li/atom.xml") == ["One"]
    assert titles(feeds, "feeds/log/atom.xml") == ["Go & on"]
    assert titles(feeds, "feeds/questions/atom.xml") == ["Why & how?", "Who, a member?"]
    assert titles(feeds, "feeds/resources/atom.xml") == []
    assert not any("zuqel" in (uri + text).casefold() for uri, text in feeds.items())
    assert "feeds/members/atom.xml" not in feeds


def test_an_entry_says_all(feeds: dict[str, str]) -> None:
    """Identity, addresses, days, people, topics and the whole text, with absolute addresses."""
    _, practice, meetup = read(feeds["feeds/atom.xml"]).entries
    assert meetup.id == "tag:example.org,2026:/garden/meetups/2026-01-14-one/"
    assert meetup.link == f"{URL}meetups/2026-01-14-one/"
    assert [author.name for author in meetup.authors] == ["Ana Li"]
    assert [tag.term for tag in meetup.tags] == ["Alpha"]
    assert (practice.published, practice.updated) == ("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")
    html = practice.content[0].value
    assert f'<a href="{URL}meetups/2026-01-14-one/#decisions">' in html
    assert f'<a href="{URL}practices/round/#part">' in html
    assert "class=" not in html
    feed = read(feeds["feeds/atom.xml"]).feed
    assert (feed.updated, feed.id) == ("2026-11-01T00:00:00Z", "tag:example.org,2026:/garden/")
    assert [link.href for link in feed.links] == [f"{URL}feeds/atom.xml", URL]


def test_a_question_leads_to_where_it_is_asked(feeds: dict[str, str]) -> None:
    """It has the day of its note, and keeps its identity when the one before it is answered."""
    _, question = read(feeds["feeds/questions/atom.xml"]).entries
    assert question.link == f"{URL}meetups/2026-01-14-one/#questions"
    assert question.id == "tag:example.org,2026:/garden/meetups/2026-01-14-one/question-3"
    assert (question.published, [tag.term for tag in question.tags]) == ("2026-01-14T00:00:00Z", ["Alpha"])


def test_json_feed_keeps_its_rules(feeds: dict[str, str]) -> None:
    """What version 1.1 requires is there, and every address is absolute."""
    for uri, text in feeds.items():
        if uri.endswith(".json"):
            document = json.loads(text)
            assert document["version"] == "https://jsonfeed.org/version/1.1"
            assert document["feed_url"] == URL + uri
            assert document["home_page_url"].startswith(URL)
            assert len({item["id"] for item in document["items"]}) == len(document["items"])
            assert all(item["url"].startswith(URL) and "content_html" in item for item in document["items"])


def test_a_renamed_note_is_no_news() -> None:
    """Its identity is that of its first address."""
    moved = {"practices/circle.md": "---\ntitle: Circle\nsince: 2026-02-01\nredirect_from: [practices/round/]\n---\n"}
    (entry,) = read(write(moved)["feeds/atom.xml"]).entries
    assert entry.id == "tag:example.org,2026:/garden/practices/round/"
    assert entry.link == f"{URL}practices/circle/"


def test_a_feed_has_the_latest_only() -> None:
    """However many notes there are."""
    notes = {f"meetups/2026-{1 + n // 28:02}-{1 + n % 28:02}-m.md": f"---\ntitle: M{n}\n---\n" for n in range(MOST + 9)}
    assert titles(write(notes), "feeds/atom.xml") == [f"M{n}" for n in range(MOST + 8, 8, -1)]


def test_without_the_address_of_the_site_there_are_no_feeds() -> None:
    """Entries need absolute addresses."""
    assert write({"topics/alpha.md": TOPIC}, url="") == {}


def test_a_note_called_like_a_feed_costs_its_own_feeds_only() -> None:
    """No two documents need the same path."""
    uris = write({"topics/atom.xml.md": TOPIC, "topics/alpha.md": TOPIC})
    assert "feeds/topics/atom.xml" in uris
    assert not any(uri.startswith("feeds/topics/atom.xml/") for uri in uris)


@settings(max_examples=60)
@given(st.text("]]><&\"'\n\r\u202e\x0b\x85\u2028😀a ", max_size=40).map(lambda text: text * 9))
def test_no_text_leaves_its_element(text: str) -> None:
    """Whatever a note says, the feed is well formed and has one entry with that text."""
    site = replace(site_of({"index.md": CHARTER}), url=URL)
    publication = site.publication
    plain = publication.plain(text)
    as_of = site.community.as_of
    entry = Entry("tag:a,2026:b", URL, plain, as_of, as_of, plain, plain, {plain: ""}, (plain,), "en")
    feed = Feed(plain, "", "feeds/atom.xml", lambda: [entry])
    (found,) = read(write_atom(feed, publication)).entries
    assert found.title == plain.strip()
    assert json.loads(write_json(feed, publication))["items"][0]["title"] == plain
