"""What a page says of days to come, read on other days and in other time zones than it was built for."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from sites import build, set_up, write_notes

from .conftest import SiteServer, record
from .test_accessibility import NARROW, overflow, use_dark, violations

NOTES = {
    "index.md": "---\nname: Club\npurpose: To meet.\ntimezone: Europe/Berlin\n"
    "meetups: {every: 7 days, at: '18:00', minutes: 60}\n---\n",
    "topics/silence.md": "---\ntitle: Silence\n---\nIt has reasons.\n",
    "meetups/2026-11-18-last.md": "---\ntitle: Last week\n---\nNotes.\n\n## Actions\n\n"
    "- [ ] Long overdue (due 2026-11-20)\n- [ ] Due soon (due 2026-12-01)\n- [ ] Due later (due 2027-06-01)\n"
    "- [x] Done in time (due 2026-12-01)\n",
    "meetups/2026-11-25-today.md": "---\ntitle: Tonight\njoin: https://meet.example.org/a\n---\n",
    "meetups/2026-12-02-next.md": "---\ntitle: Next week\ntags: [silence]\njoin: https://meet.example.org/b\n---\n",
    "meetups/2026-12-09-off.md": "---\ntitle: Called off\nstatus: cancelled\n---\n",
    "meetups/2027-03-17-spring.md": "---\ntitle: In spring\nlocation: Library\n---\n",
    # Clocks go from 02:00 to 03:00 that night, so what takes two hours ends at 04:30.
    "meetups/2027-03-28-night.md": '---\ntitle: At night\ntime: "01:30"\nminutes: 120\n---\n',
}


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """A small community with meetups to come, built for the day of one of them, 25 November 2026."""
    root = write_notes(set_up(tmp_path_factory.mktemp("club")), NOTES)
    done = build(root, "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    with SiteServer(root / "site") as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()


class Reader:
    """Opens pages of the club at any moment and anywhere."""

    def __init__(self, browser: Browser, club: SiteServer) -> None:
        self._browser, self._club = browser, club

    @contextmanager
    def at(self, moment: str, zone: str = "Europe/Berlin", *, scripts: bool = True) -> Iterator[Page]:
        """A page whose reader's clock shows a moment, given in UTC."""
        context = self._browser.new_context(
            base_url=self._club.url, timezone_id=zone, locale="en-GB", java_script_enabled=scripts
        )
        problems: list[str] = []
        record(context, self._club.origin, problems)
        page = context.new_page()
        if scripts:
            page.clock.install(time=f"{moment}Z")
        yield page
        context.close()
        assert problems == []


@pytest.fixture
def reader(browser: Browser, club: SiteServer) -> Reader:
    """Somebody who reads the club's pages."""
    return Reader(browser, club)


@pytest.mark.parametrize(
    ("moment", "title"),
    [
        ("2026-11-01T12:00:00", "Tonight"),
        ("2026-11-25T17:59:00", "Tonight"),
        ("2026-11-25T18:01:00", "Next week"),
        ("2026-12-02T17:59:00", "Next week"),
        ("2026-12-02T18:01:00", "In spring"),
        ("2027-03-17T18:01:00", "At night"),
        ("2027-03-28T02:29:00", "At night"),
    ],
)
def test_the_next_meetup_is_the_first_that_is_not_over(reader: Reader, moment: str, title: str) -> None:
    """It changes the minute a meetup ends, also where clocks are changed while it goes on; one that is off is none."""
    with reader.at(moment) as page:
        for address in ("", "start/"):
            page.goto(address)
            expect(page.locator("[data-cop-next] .cop-panel__title:visible")).to_have_text([title])
            expect(page.get_by_text("Nothing is planned")).to_be_hidden()
            expect(page.locator("[data-cop-as-of]")).to_be_hidden()


@pytest.mark.parametrize("address", ["", "start/"])
def test_when_all_are_over_nothing_is_planned(reader: Reader, address: str) -> None:
    """The page then says how often the community meets."""
    with reader.at("2027-03-28T02:31:00") as page:
        page.goto(address)
        expect(page.locator("[data-cop-next] .cop-panel__title:visible")).to_have_count(0)
        expect(page.get_by_text("Nothing is planned. We meet every week. A meetup begins at 18:00")).to_be_visible()


def test_the_way_in_comes_with_it(reader: Reader) -> None:
    """The link to join is that of the meetup that is shown."""
    for moment, links in (("2026-11-25T12:00:00", ["a"]), ("2026-11-26T12:00:00", ["b"]), ("2026-12-03T12:00:00", [])):
        with reader.at(moment) as page:
            page.goto("")
            joins = page.get_by_role("link", name="Join", exact=True)
            assert [a.rpartition("/")[2] for a in joins.evaluate_all("all => all.map((a) => a.href)")] == links
            assert page.get_by_text("Library").is_visible() is not bool(links)


def test_it_changes_while_the_page_is_open(reader: Reader) -> None:
    """A page that is left open turns by itself."""
    with reader.at("2026-11-25T17:30:00") as page:
        page.goto("")
        shown = page.locator("[data-cop-next] .cop-panel__title:visible")
        expect(shown).to_have_text(["Tonight"])
        page.clock.run_for("31:00")
        expect(shown).to_have_text(["Next week"])


@pytest.mark.parametrize(
    ("zone", "address", "told"),
    [
        ("Europe/Berlin", "meetups/2026-12-02-next/", "18:00 Europe/Berlin planned"),
        ("Europe/Paris", "meetups/2026-12-02-next/", "18:00 Europe/Berlin planned"),
        ("Europe/London", "meetups/2026-12-02-next/", "18:00 Europe/Berlin · 17:00 for you planned"),
        ("America/New_York", "meetups/2026-12-02-next/", "18:00 Europe/Berlin · 12:00 for you"),
        # Clocks in America have been changed by then, those in Europe have not.
        ("America/New_York", "meetups/2027-03-17-spring/", "18:00 Europe/Berlin · 13:00 for you"),
        ("Asia/Kolkata", "meetups/2027-03-17-spring/", "18:00 Europe/Berlin · 22:30 for you"),
        ("Asia/Tokyo", "meetups/2027-03-17-spring/", "18:00 Europe/Berlin · Thu 18 Mar, 02:00 for you"),
        ("America/New_York", "meetups/2027-03-28-night/", "01:30 Europe/Berlin · Sat 27 Mar, 20:30 for you"),
    ],
    ids=[
        "berlin",
        "paris",
        "london",
        "new-york",
        "new-york-changed-clocks",
        "kolkata",
        "tokyo-next-day",
        "new-york-day-before",
    ],
)
def test_the_readers_own_time_stands_beside(reader: Reader, zone: str, address: str, told: str) -> None:
    """Where it differs, and with the day where that differs."""
    with reader.at("2026-11-26T12:00:00", zone) as page:
        page.goto(address)
        expect(page.locator(".cop-lead")).to_contain_text(told)


def test_the_next_meetup_is_told_in_the_readers_time(reader: Reader) -> None:
    """On home and start, too; and only once, however long the page is open."""
    for address in ("", "start/"):
        with reader.at("2026-11-26T12:00:00", "Europe/London") as page:
            page.goto(address)
            page.clock.run_for("03:00")
            expect(page.locator(".cop-panel__when:visible")).to_have_text(
                "Wed 2 Dec 2026 · 18:00 Europe/Berlin · 17:00 for you"
            )


def test_a_meetups_page_turns(reader: Reader) -> None:
    """Before, it is planned and one can join; after, it is past and its notes are asked for."""
    with reader.at("2026-12-02T17:00:00") as page:
        page.goto("meetups/2026-12-02-next/")
        expect(page.locator(".cop-lead")).to_contain_text("planned")
        expect(page.locator(".cop-lead .cop-flag--past")).to_be_hidden()
        expect(page.get_by_role("link", name="Join", exact=True)).to_be_visible()
        expect(page.get_by_text("still to be written down")).to_be_hidden()
    with reader.at("2026-12-02T18:30:00") as page:
        page.goto("meetups/2026-12-02-next/")
        expect(page.locator(".cop-lead .cop-flag--past")).to_be_visible()
        expect(page.locator(".cop-lead .cop-flag--planned")).to_be_hidden()
        expect(page.get_by_role("link", name="Join", exact=True)).to_be_hidden()
        expect(page.get_by_text("still to be written down")).to_be_visible()


def test_cards_of_planned_meetups_turn(reader: Reader) -> None:
    """On the topic's page the card says that it is past, and that its notes are still to come."""
    for moment, past in (("2026-12-02T12:00:00", False), ("2026-12-03T12:00:00", True)):
        with reader.at(moment) as page:
            page.goto("topics/silence/")
            card = page.locator(".cop-card", has_text="Next week")
            assert card.locator(".cop-flag--past").is_visible() is past
            assert card.locator(".cop-flag--planned").is_visible() is not past
            assert card.get_by_text("Its notes are still to come.").is_visible() is past


def test_the_list_of_meetups_moves_what_is_over(reader: Reader) -> None:
    """Out of what is to come, newest first; when nothing is left there, it says so."""
    with reader.at("2026-11-26T12:00:00") as page:
        page.goto("meetups/")
        expect(page.get_by_role("heading", name="Over by now")).to_be_hidden()
        expect(page.locator("[data-cop-coming] .cop-card__title")).to_have_text(["Next week", "In spring", "At night"])
    with reader.at("2027-03-18T12:00:00") as page:
        page.goto("meetups/")
        expect(page.get_by_role("heading", name="Over by now")).to_be_visible()
        expect(page.locator("[data-cop-gone] .cop-card__title")).to_have_text(["In spring", "Next week"])
        expect(page.locator("[data-cop-coming] .cop-card__title")).to_have_text(["At night"])
        expect(page.get_by_text("Nothing further is planned.")).to_be_hidden()
    with reader.at("2027-04-01T12:00:00") as page:
        page.goto("meetups/")
        expect(page.get_by_text("Nothing further is planned.")).to_be_visible()


@pytest.mark.parametrize(
    ("moment", "overdue"),
    [
        ("2026-11-25T12:00:00", ["Long overdue"]),
        ("2026-12-01T22:59:00", ["Long overdue"]),
        ("2026-12-01T23:01:00", ["Due soon", "Long overdue"]),
        # In summer the day is over an hour earlier, by UTC.
        ("2027-06-01T21:59:00", ["Due soon", "Long overdue"]),
        ("2027-06-01T22:01:00", ["Due soon", "Due later", "Long overdue"]),
    ],
)
def test_what_is_to_be_done_becomes_overdue(reader: Reader, moment: str, overdue: list[str]) -> None:
    """When its day is over where the community is at home; what is done does not."""
    with reader.at(moment) as page:
        page.goto("log/")
        late = page.locator(".cop-actions li", has=page.locator(".cop-flag--overdue:visible"))
        assert [text.splitlines()[0] for text in late.all_inner_texts()] == overdue


@pytest.mark.parametrize("address", ["", "start/", "meetups/", "topics/silence/", "meetups/2026-12-02-next/", "log/"])
def test_without_scripts_a_page_says_for_which_day_it_is_true(reader: Reader, address: str) -> None:
    """And shows what was true on that day, and nothing else."""
    with reader.at("2027-01-01T12:00:00", scripts=False) as page:
        page.goto(address)
        expect(page.get_by_text("As of 25 Nov 2026").first).to_be_visible()
        expect(page.locator("[data-cop-over]:visible")).to_have_count(0)
        expect(page.locator(".cop-flag--past:visible")).to_have_count(0)
        if address in ("", "start/"):
            expect(page.locator("[data-cop-next] .cop-panel__title:visible")).to_have_text(["Tonight"])


@pytest.mark.parametrize("address", ["meetups/2026-11-18-last/", "glossary/", "topics/"])
def test_what_is_not_of_days_to_come_loads_nothing(club: SiteServer, address: str) -> None:
    """Pages of what is past do not have the script."""
    assert "dates.js" not in (Path(club.folder) / address / "index.html").read_text("utf-8")


@pytest.mark.parametrize("address", ["", "meetups/", "meetups/2026-12-02-next/", "log/"])
def test_what_has_turned_is_accessible(reader: Reader, address: str) -> None:
    """Axe finds nothing on a page some of which has gone by: light and dark, wide and narrow."""
    with reader.at("2027-03-18T12:00:00", "Asia/Tokyo") as page:
        page.emulate_media(reduced_motion="reduce")
        page.goto(address)
        page.clock.resume()
        assert violations(page) == []
        use_dark(page)
        page.set_viewport_size({"width": NARROW, "height": 812})
        assert violations(page) == []
        assert overflow(page) == 0
