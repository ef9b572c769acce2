"""The page on how to subscribe, and the overview in plain text."""

from __future__ import annotations

import re
from dataclasses import replace

from communities import site_of

from cop_site.compiler.compile import find_routes
from cop_site.compiler.documents import FEEDS
from cop_site.pages.site import Site
from cop_site.pages.subscribe import subscribe_page

NOTES = {
    "index.md": "---\nname: Us\npurpose: We learn [together].\n---\n",
    "topics/tea.md": "---\ntitle: Tea [hot]\nsummary: Hot, and @mei-tanaka likes it.\n---\n",
    "members/mei-tanaka.md": "---\nname: Mei Tanaka\n---\n",
    "meetups/2026-01-14-a.md": "---\ntitle: A\nseries: Formats\ntags: [tea]\nspeakers: [mei-tanaka]\n---\n",
    "meetups/2026-01-28-b.md": "---\ntitle: B\nseries: Mei Tanaka's evenings\n---\n",
}


def test_calendars_and_feeds_are_where_the_page_says(tmp_path: object) -> None:
    """Each link to a file of the site leads to one; calendars can be subscribed to, feeds are in both forms."""
    site = replace(site_of(NOTES), url="https://example.org/us/")
    html = subscribe_page(site).html
    targets = re.findall(r'href="\.\./([^"#]*)"', html)
    routes = find_routes(site, tmp_path, "en")  # type: ignore[arg-type]  # nothing is read from it
    feeds = {f"feeds/{page}" for page in ("atom.xml", "meetups/feed.json", "log/atom.xml", "questions/feed.json")}
    assert {"meetups.ics", *feeds} <= set(targets)
    assert set(targets) <= set(routes)
    assert "webcal://example.org/us/meetups.ics" in html
    assert "webcal://example.org/us/feeds/series-formats/meetups.ics" in html


def test_without_an_address_there_are_calendars_only() -> None:
    """Nothing is offered that would lead nowhere."""
    html = subscribe_page(site_of(NOTES)).html
    assert "meetups.ics" in html
    assert "webcal" not in html
    assert "atom.xml" not in html


def test_nobody_is_named_who_is_not_named_elsewhere() -> None:
    """Neither a series called after somebody nor a handle in a summary gets onto the page or into the overview."""
    site = replace(site_of(NOTES), url="https://example.org/us/")
    for text in (subscribe_page(site).html, _overview(site)):
        assert not re.search("mei|tanaka", text, re.IGNORECASE)
    assert "a member likes it" in _overview(site)


def test_the_overview_says_what_is_where() -> None:
    """It has the purpose, and each topic with its address; signs of links in texts are signs."""
    with_address = replace(site_of(NOTES), url="https://example.org/us/")
    assert _overview(with_address).startswith("# Us\n\n> We learn \\[together\\].\n")
    assert "- [Tea \\[hot\\]](https://example.org/us/topics/tea/index.html.md): Hot" in _overview(with_address)
    assert "](topics/tea/)" in _overview(site_of(NOTES))


def _overview(site: Site) -> str:
    return FEEDS["llms.txt"](site)
