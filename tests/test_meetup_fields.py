"""The fields that say when a meetup is, who makes it possible and how to take part; translations; lists by hand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from sites import write_notes

from cop_site.compiler.routes import page_routes
from cop_site.model.kinds import Charter, Meetup
from cop_site.pages.days import end_of_meetup, view_meetup
from cop_site.pages.page import Page
from cop_site.project.open import read_project
from cop_site.wording.catalogue import load_wording

AS_OF = date(2026, 11, 25)
BERLIN = {"name": "Us", "purpose": "P.", "timezone": "Europe/Berlin", "meetups": {"at": "18:00", "minutes": "90"}}
CHARTER = "---\nname: Us\npurpose: P.\n---\n"


def _page(tmp_path: Path, notes: dict[str, str], uri: str) -> str:
    """The HTML of one page of a community, without the white space between its words."""
    project = read_project(write_notes(tmp_path, {"index.md": CHARTER, **notes}), AS_OF)
    page = page_routes(project.site_in("en"), "en")[uri]()
    assert isinstance(page, Page)
    return " ".join(page.html.split())


@pytest.mark.parametrize(
    ("fields", "clock", "ends"),
    [
        ({}, "18:00 Europe/Berlin", "2026-12-09T19:30+01:00"),
        ({"timezone": "Asia/Tokyo"}, "18:00 Asia/Tokyo", "2026-12-09T19:30+09:00"),
        ({"timezone": "-5"}, "18:00 UTC-05:00", "2026-12-09T19:30-05:00"),
        ({"timezone": "utc+0530", "time": "9:00"}, "09:00 UTC+05:30", "2026-12-09T10:30+05:30"),
        ({"timezone": "Z"}, "18:00 UTC", "2026-12-09T19:30+00:00"),
        ({"ends": "21:00"}, "18:00–21:00 Europe/Berlin", "2026-12-09T21:00+01:00"),
        ({"ends": "00:30"}, "18:00–00:30 Europe/Berlin", "2026-12-10T00:30+01:00"),
        ({"ends": "21:00", "until": "2026-12-11"}, "18:00–21:00 Europe/Berlin", "2026-12-11T21:00+01:00"),
    ],
    ids=["charter", "name", "hours", "minutes", "utc", "ends", "midnight", "days"],
)
def test_a_meetup_says_its_times_in_its_own_zone(fields: dict[str, str], clock: str, ends: str) -> None:
    """The clock names the zone, and the end is a moment in it: as `ends` says, on the last day."""
    meetup = Meetup.model_validate({"title": "T", "date": "2026-12-09", **fields})
    charter = Charter.model_validate(BERLIN)
    assert (view_meetup(meetup, charter, load_wording("en")).clock, end_of_meetup(meetup, charter)) == (clock, ends)


def test_what_a_meetup_has_is_on_its_page(tmp_path: Path) -> None:
    """Hosts, sponsors, registration, agenda, links and picture are shown; a single text or group will do for a list."""
    (tmp_path / "content" / "meetups").mkdir(parents=True)
    (tmp_path / "content" / "meetups" / "poster.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    meetup = (
        "title: Maps\nhost: {name: Example Maps, url: 'https://maps.example.org'}\nsponsors: Acme\n"
        "register: team@example.org\nagenda: ['19:00 Doors', 'https://example.org/agenda']\nimage: poster.png\n"
        "image_alt: A map\nlinks: [https://www.example.org/a, {title: Photos, url: 'https://example.org/b'}]\n"
        "until: 2026-12-10\n"
    )
    html = _page(tmp_path, {"meetups/2026-12-09-maps.md": f"---\n{meetup}---\n"}, "meetups/2026-12-09-maps/")
    shown = [
        *('href="https://maps.example.org" rel="nofollow ugc noopener">Example Maps<', "<dd>Acme</dd>"),
        *('href="mailto:team@example.org"', "<li>19:00 Doors</li>", 'href="https://example.org/agenda"'),
        *(
            'src="../../meetups/poster.png" alt="A map"',
            ">Photos<",
            ">example.org<",
            "Wed 9 Dec 2026 – Thu 10 Dec 2026",
        ),
    ]
    assert [text for text in shown if text not in html] == []


def test_a_host_who_is_a_member_is_shown_as_they_want(tmp_path: Path) -> None:
    """A listed member is a link to their page, and nothing is said of an unlisted one, their website included."""
    notes = {
        "members/ana.md": "---\nname: Ana Li\n---\n",
        "members/bo.md": "---\nname: Bo Chen\nlisted: true\n---\n",
        "meetups/2026-12-09-a.md": "---\ntitle: T\nhost: {name: Ana Li, url: 'https://ana.example.org'}\n"
        "sponsors: [Bo Chen, Ana Li Limited]\n---\n",
    }
    html = _page(tmp_path, notes, "meetups/2026-12-09-a/")
    assert "../../members/bo/" in html
    assert "Ana" not in html
    assert "ana.example" not in html


def test_translations_name_each_other_and_are_no_duplicates(tmp_path: Path) -> None:
    """Each of three notes links to the two others; none of them is a near-duplicate of another."""
    text = "url: https://example.org/guide\n---\nThe same long text stands in all of them, word for word, as it may.\n"
    notes = {
        "resources/a.md": f"---\ntitle: Guide\nlang: de\ntranslation_of: resources/b\n{text}",
        "resources/b.md": f"---\ntitle: Guide\n{text}",
        "resources/c.md": f"---\ntitle: Guide\nlang: fr\ntranslation_of: resources/a\n{text}",
    }
    project = read_project(write_notes(tmp_path, {"index.md": CHARTER, **notes}), AS_OF)
    named = {key: sorted(note.slug for note in notes) for key, notes in project.community.translations.items()}
    assert named == {"resources/a": ["b", "c"], "resources/b": ["a", "c"], "resources/c": ["a", "b"]}
    assert project.figures.duplicates == ()
    assert "Also in: " in _page(tmp_path, {}, "resources/b/")


def test_notes_with_an_order_come_first_in_their_list(tmp_path: Path) -> None:
    """A list is ordered by hand as far as notes say so, and as before after that."""
    notes = {
        f"practices/{name}.md": f"---\ntitle: {name}\n{order}---\n"
        for name, order in {"alpha": "", "beta": "order: 2\n", "gamma": "order: 1\n", "delta": ""}.items()
    }
    html = _page(tmp_path, notes, "practices/")
    assert re.findall(r'practices/\w+/">(\w+)<', html) == ["gamma", "beta", "alpha", "delta"]
