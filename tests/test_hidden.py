"""Who is not to be named is on no byte of the site, whatever became of their file.

Each entry of `cases/hidden/ways.json` is a way in which a member's file may not say that they want to be named, with an
invented name. All of them are members of one community, which names each in every field and in every spelling.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from communities import site_of
from rule_cases import make
from sites import Site, build, cop, set_up, write_notes

from cop_site.model.hidden_names import HiddenNames
from cop_site.pages.log import log_routes
from cop_site.pages.meetup import meetup_page

WAYS: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "cases/hidden/ways.json").read_text("utf-8"))
SHOWN = ("Jane Doe", "Ana Li")
SITE_FILE = "site_name: Us\nsite_url: https://example.org/\ntheme: {name: material}\nplugins: [cop]\n"
"""With an address, so that there are feeds, too."""
CONSENT = "consent: {given: 2026-06-01, scope: public, by: somebody}"


def _spell(name: str) -> list[str]:
    slug = name.lower().replace(" ", "-")
    spellings = [slug, name, f"@{slug}", slug.replace("-", "_"), slug.title(), slug.upper(), name.upper()]
    return [
        *spellings,
        f"{slug}, Jane Doe",
        f"{name} (she/her)",
        f"members/{slug}",
        f"{slug}.md",
        ", ".join(name.split()[::-1]),
        slug.replace("-", "%2D"),
    ]


def _names(way: dict[str, Any]) -> list[str]:
    return [way["name"], *way.get("others", ())]


def _write(way: dict[str, Any], number: int) -> dict[str, str]:
    """Notes that name a person in all fields."""
    name = way["name"]
    people = json.dumps([spelling for name in _names(way) for spelling in _spell(name)])
    slug = way["name"].lower().replace(" ", "-")
    one, day = json.dumps(slug), f"2026-0{1 + number // 9}-{10 + number % 9}"
    parts = f"speakers: {people}\nfacilitators: {people}\nattendees: {people}\nscribe: {one}\nauthors: {people}"
    prose = f"Thanks to @{slug} and &commat;{slug}.\n\n## Decisions\n\n- Go with @{slug}\n\n"
    action = f"{prose}## Actions\n\n- [ ] @{slug} writes\n- [ ] **@{slug.replace('-', '_')}** reads\n"
    old = f"title: R\nredirect_from: [resources/{slug}-{number}/]\n"
    links = f"\n[Who](../members/{slug}.md) [More](../members/{slug}.txt)\n"
    return {
        f"meetups/{day}-m{number}.md": f"---\ntitle: M{number}\ntags: [t{number}]\n{parts}\n---\n{action}{links}",
        f"meetups/2027-01-{1 + number:02}-n{number}.md": f"---\ntitle: N\ntags: [t{number}]\nspeakers: {people}\n---\n",
        f"topics/t{number}.md": f"---\ntitle: T{number}\nstewards: {people}\nbaseline: true\n---\nWords.\n",
        f"practices/p{number}.md": f"---\ntitle: P{number}\nowner: {one}\nauthors: {people}\ntags: [t{number}]\n---\n",
        f"resources/r{number}.md": f"---\ntitle: R{number}\nauthors: {people}\ntags: [t{number}]\n---\nWords.\n",
        f"paths/x{number}.md": f"---\ntitle: X{number}\nfor: All\ngoals: [t{number}]\nsteward: {one}\n---\n",
        f"testimonials/{day}-s{number}.md": f"---\ntitle: S{number}\nauthor: {one}\n{CONSENT}\n---\nWords.\n",
        f"members/{slug}.txt": "Words.",
        f"resources/on-{slug}.md": "---\ntitle: R\n---\nWords.\n",
        f"resources/{number}-{name.replace(' ', '')}-talk.md": "---\ntitle: R\n---\nWords.\n",
        f"resources/{slug}/x{number}.md": "---\ntitle: R\n---\nWords.\n",
        f"resources/old{number}.md": f"---\n{old}---\nWords.\n",
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The community, and its site."""
    root = set_up(tmp_path_factory.mktemp("hidden"))
    write_notes(
        root,
        {
            "index.md": "---\nname: Us\npurpose: P.\n---\n",
            "members/ana-li.md": "---\nname: Ana Li\nlisted: true\n---\n",
            "meetups/2026-05-05-z.md": "---\ntitle: Z\nspeakers: [Jane Doe, ana-li]\n---\n",
        },
    )
    for number, way in enumerate(WAYS.values()):
        write_notes(root, _write(way, number))
        make(way, root)
    (root / "mkdocs.yml").write_text(SITE_FILE, "utf-8")
    done = build(root, "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture(scope="module")
def texts(project: Path) -> dict[str, str]:
    """The bytes of each file of the site as text, with what is compressed taken apart, and the names of the files."""
    site = Site(project / "site")
    return dict(read_all(site))


def read_all(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file of a site, and the names of all."""
    yield "names", "\n".join(site.names)
    for name in site.names:
        raw = (site.folder / name).read_bytes()
        raw = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
        yield name, raw.decode("utf-8", "replace").casefold()


def _tokens(way: dict[str, Any]) -> set[str]:
    return {word for name in _names(way) for word in re.findall(r"\w+", name.casefold())}


@pytest.mark.slow
def test_the_search_index_is_read_as_text(texts: dict[str, str]) -> None:
    """Who is shown is found in the pages and in the index, taken apart: otherwise nothing below would mean anything."""
    for name in SHOWN:
        assert name.casefold() in texts["meetups/2026-05-05-z/index.html"]
    assert "z</title>" in texts["feeds/members/ana-li/atom.xml"]
    assert any("ana" in text for name, text in texts.items() if name.endswith(".pf_index"))
    assert any("m1" in text for name, text in texts.items() if name.endswith(".pf_fragment"))
    assert "a member" in texts["meetups/2026-01-10-m0/index.html"]


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_no_byte_of_the_site_names_somebody_hidden(way: str, texts: dict[str, str]) -> None:
    """No word of their names is in any file of the site or in its name."""
    found = {name: token for token in _tokens(WAYS[way]) for name, text in texts.items() if token in text}
    assert found == {}


@pytest.fixture(scope="module")
def diagnostics(project: Path) -> list[dict[str, Any]]:
    """What the check finds in the community."""
    found: list[dict[str, Any]] = json.loads(cop(project, "check", "--format", "json").stdout)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_the_check_does_not_advise_to_name_somebody_hidden(way: str, diagnostics: list[dict[str, Any]]) -> None:
    """The check is not clean, and no hint has the name as one writes names."""
    slug = WAYS[way]["name"].lower().replace(" ", "-")
    about = [each for each in diagnostics if slug in json.dumps(each).casefold()]
    assert about
    assert [each["hint"] for each in about if WAYS[way]["name"] in (each.get("hint") or "")] == []


@pytest.mark.parametrize(
    "handle",
    [
        *("@zuqel-wyxov", "@zuqel.wyxov", "@zuqel%2Dwyxov", "@@zuqel-wyxov", "@ZuqelWyxov", "@zuqelwyxov"),
        *(f"@zuqel{sign}wyxov" for sign in "\u00a0\u202f\u2003\u2011\u2013\u00b7\u2019':"),
        *("@zuqel\u00ad-wyxov", "@zu\u00adqel-wyxov", "@zu\u200bqel-wyxov", "@zu\u2060qel\u00a0wyxov"),
        *("@zuqel&nbsp;wyxov", "@zuqel&#45;wyxov", "&commat;zuqel wyxov", "&#x40;zuqel&shy;wyxov", "\uff20zuqel-wyxov"),
        *("@zuqel **wyxov**", "@zuqel\\-wyxov", "@<b>zuqel</b>-wyxov", "@zuqel<wbr>-wyxov", "**@zuqel** _wyxov_"),
        *("(@zuqel-wyxov)", "[@zuqel-wyxov]", "by/@zuqel-wyxov", "@zuqel-wyxov's", "@\u200bzuqel-wyxov"),
        *("@zuqel-wyxovครับ", "@zuqel-wyxov가", "ขอบคุณ@zuqel-wyxov", "@zu\u200eqel-wyxov", "@zuqel\ufe0f-wyxov"),
    ],
)
def test_no_part_of_a_handle_is_left(handle: str) -> None:
    """However the parts of a handle are joined, nothing of it stays, and what follows it does."""
    body = f"Ask {handle}. Then go.\n\n## Actions\n\n- [ ] {handle} sweep\n"
    notes = {
        "index.md": "---\nname: A\npurpose: P.\n---\n",
        "members/zuqel-wyxov.md": "---\nname: Zuqel Wyxov\n---\n",
        "meetups/2026-01-14-a.md": f"---\ntitle: A\n---\n{body}",
    }
    site = site_of(notes)
    meetup = site.community.meetups[0]
    shown = [
        site.community.hide_handles(meetup.source.body),
        meetup_page(site, meetup).html,
        dict(log_routes(site))["log/"]().html,
    ]
    assert [re.findall("(?i)zu.?qel|wyxov", text) for text in shown] == [[], [], []]
    assert re.match(r"Ask \S*a member\S* Then go\.", shown[0])
    assert "sweep" in shown[2]


@pytest.mark.parametrize(
    ("name", "is_hidden"),
    [
        ("members/zuqel.jpg", True),
        ("members/wyxov-2.jpg", False),
        ("pictures/zuqel-wyxov-2.jpg", True),
        ("pictures/ZuqelWyxov.jpg", True),
        ("pictures/Wyxov,Zuqel.jpg", True),
        ("zuqel-wyxov/a.jpg", True),
        ("wyxov_zuqel/a.jpg", True),
        ("pictures/zuqel.jpg", False),
        ("members/ana.jpg", False),
        ("members/team,group.jpg", False),
        ("pictures/reading-and-writing.png", False),
        ("2026-05-05-ZuqelWyxovTalk.png", True),
        ("pictures/zuqel%20wyxov.png", True),
        ("what-wyxov-zuqel-said-on-2026-05-05-to-all-of-us.png", True),
    ],
)
def test_a_file_called_after_somebody_is_left_out(name: str, is_hidden: bool) -> None:
    """A picture has the name of somebody in any order, or below `members` a part of it; so has a folder."""
    assert HiddenNames({"zuqel-wyxov": "zuqel-wyxov"}).are_in_file(name) == is_hidden


def test_no_fix_publishes_the_file_of_somebody_hidden(tmp_path: Path) -> None:
    """A member's file in a folder that is not theirs is kept off the site, and stays as it is."""
    note = "---\nname: Zuqel Wyxov\nlisted: false\n---\nWords.\n"
    root = write_notes(set_up(tmp_path), {"index.md": "---\nname: Us\npurpose: P.\n---\n", "people/zw.md": note})
    assert cop(root, "check", "--fix").exit_code == 1
    assert (root / "content/people/zw.md").read_text("utf-8") == note


def test_no_redirect_names_somebody_hidden() -> None:
    """An old address with a name is reported and leads nowhere; other ones do."""
    notes = {
        "index.md": "---\nname: A\npurpose: P.\n---\n",
        "members/zuqel-wyxov.md": "---\nname: Zuqel Wyxov\n---\n",
        "topics/a.md": "---\ntitle: A\nredirect_from: [topics/zuqel-wyxov/, topics/b/]\n---\n",
    }
    assert [old.uri for old in site_of(notes).community.shown_redirects] == ["topics/b/"]


@pytest.mark.parametrize(("named", "shown"), [("Otto Plain", True), ("otto-plain", False), ("@otto_plain", False)])
def test_a_plain_name_without_a_file_hides_nothing(named: str, shown: bool) -> None:
    """The page of a meetup shows it, so a file may be called after it; a slug may be that of a file that is gone."""
    note = f"---\ntitle: Maps\nspeakers: ['{named}']\nredirect_from: [talks/otto-plain/]\n---\n"
    community = site_of({"meetups/2026-05-07-otto-plain-on-maps.md": note, "pages/maps.md": "# Maps\n"}).community
    assert bool(community.meetups) is shown
    assert bool(community.misnamed) is not shown
    assert community.person(named).is_named is shown
    assert bool(community.shown_redirects) is shown
