"""Each note's page has a Markdown twin for programs, which says what the page shows and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from communities import site_of
from serving import serve
from sites import EXAMPLE, build, built, set_up, write_notes
from test_hidden import SITE_FILE

from cop_site.compiler.compile import find_routes
from cop_site.compiler.outputs import Data
from cop_site.pages.twin import twin_routes

URL = "https://example.org/garden/"
STORY = "title: Told\nauthor: zuqel-wyxov\nbefore: It was.\nchanged: It is."
CONSENT = "consent: {given: 2026-06-01, scope: public, by: somebody}"
NOTES = {
    "index.md": "---\nname: Us\npurpose: To learn.\n---\nWelcome to [Alpha](topics/alpha.md).\n",
    "topics/alpha.md": "---\ntitle: Alpha *1*\nobjectives: [Do it]\nlevel: foundation\n---\nAbout it.\n\nWords.\n",
    "members/ana-li.md": "---\nname: Ana Li\nlisted: true\n---\n",
    "members/zuqel-wyxov.md": "---\nname: Zuqel Wyxov\n---\n",
    "meetups/2026-01-14-one.md": "---\ntitle: One\ntags: [alpha, free]\nspeakers: [ana-li, zuqel-wyxov]\nsecret: 7\n"
    "---\nSeen, @zuqel-wyxov and @ana-li.<!-- not shown --> %%nor this%%\n\n"
    "See [it](../topics/alpha.md#more), [here](#part), [gone](gone.md)\n\n## Part\n",
    "resources/book.md": "---\ntitle: Book\nurl: https://b.example.org/\n---\n",
    "paths/way.md": "---\ntitle: Way\nfor: All\ngoals: [alpha]\n---\n",
    "practices/draft.md": "---\ntitle: D\ndraft: true\n---\nNot yet.\n",
    "testimonials/2026-01-02-told.md": f"---\n{STORY}\n{CONSENT}\n---\nWell.\n",
    "testimonials/2026-01-02-kept.md": f"---\n{STORY}\n---\nWell.\n",
}


@pytest.fixture(scope="module")
def twins() -> Mapping[str, str]:
    """The twins of some notes by address."""
    site = replace(site_of(NOTES), url=URL)
    return {uri: write() for uri, write in twin_routes(site).items()}


def test_each_note_with_a_page_has_a_twin(twins: Mapping[str, str]) -> None:
    """Beside its page, under the name that is the convention; nobody unlisted, no draft, no story without consent."""
    assert sorted(twins) == [
        "index.html.md",
        "meetups/2026-01-14-one/index.html.md",
        "members/ana-li/index.html.md",
        "paths/way/index.html.md",
        "resources/book/index.html.md",
        "testimonials/2026-01-02-told/index.html.md",
        "topics/alpha/index.html.md",
    ]


def test_a_twin_says_what_the_page_shows(twins: Mapping[str, str]) -> None:
    """What the note is, with absolute addresses, and its text; no remark, no unknown field, no hidden name."""
    assert (
        twins["meetups/2026-01-14-one/index.html.md"]
        == f"""\
# One

- Kind: Meetup · no notes yet
- Date: Wed 14 Jan 2026
- Topics: [Alpha \\*1\\*]({URL}topics/alpha/)
- Tags: [free]({URL}tags/#tag-free)
- People: [Ana Li]({URL}members/ana-li/), a member
- Page: <{URL}meetups/2026-01-14-one/>

Seen, a member and [Ana Li]({URL}members/ana-li/).

See [it]({URL}topics/alpha/#more), [here]({URL}meetups/2026-01-14-one/#part), gone

## Part
"""
    )


@pytest.mark.parametrize(
    ("uri", "parts"),
    {
        "": ("# Us", "To learn.", f"Welcome to [Alpha]({URL}topics/alpha/)."),
        "topics/alpha/": ("# Alpha \\*1\\*", "- Kind: Topic", "About it.", "## Objectives", "- Do it"),
        "resources/book/": ("- Website: <https://b.example.org/>",),
        "paths/way/": ("## Steps", f"1. [Alpha \\*1\\*]({URL}topics/alpha/)"),
        "testimonials/2026-01-02-told/": ("- People: a member", "It was.", "It is.", "Well."),
    }.items(),
)
def test_a_twin_has_what_its_kind_is_about(uri: str, parts: tuple[str, ...], twins: Mapping[str, str]) -> None:
    """What stands in fields, and not in the text, is there, too."""
    text = twins[f"{uri}index.html.md"]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_twins_are_found(twins: Mapping[str, str]) -> None:
    """From the head of their page and from `llms.txt`, and all that these name is there."""
    site = replace(site_of(NOTES), url=URL)
    routes = find_routes(site, EXAMPLE, "en")
    heads = {uri: getattr(make(), "head", "") for uri, make in routes.items() if not uri.startswith("assets/")}
    link = '<link rel="alternate " type="text/markdown" title="{}" href="{}">'
    for uri, head in heads.items():
        own = f"{uri}index.html.md"
        assert ('type="text/markdown"' in head) == (own in twins)
    assert link.format("One", "../../meetups/2026-01-14-one/index.html.md") in heads["meetups/2026-01-14-one/"]
    overview = routes["llms.txt"]()
    assert isinstance(overview, Data)
    assert f"]({URL}topics/alpha/index.html.md)" in overview.text
    assert f"]({URL}start/)" in overview.text


def test_without_the_address_of_the_site_there_are_none() -> None:
    """Their addresses are absolute."""
    assert twin_routes(site_of(NOTES)) == {}


@pytest.mark.slow
def test_a_twin_is_a_file_and_is_served(tmp_path: Path) -> None:
    """It is built as it is, follows an edit of its text alone, and a server sends it as Markdown."""
    root = write_notes(set_up(tmp_path), NOTES)
    (root / "mkdocs.yml").write_text(SITE_FILE, "utf-8")
    name = "topics/alpha/index.html.md"
    assert "\nWords.\n" in built(root, "--keep-going").read(name)
    note = root / "content/topics/alpha.md"
    note.write_text(note.read_text("utf-8").replace("Words", "More words"), "utf-8")
    assert "files made" in build(root, "--keep-going").stderr
    after = (root / "site" / name).read_bytes()
    assert b"\nMore words.\n" in after
    with serve(root, tmp_path / "served") as served:
        answer = served.ask(f"/{name}")
    assert answer.headers["Content-Type"].startswith("text/markdown")
    assert answer.content == after
