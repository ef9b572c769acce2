"""Calendars say when meetups take place, as two parsers read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from communities import site_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from cop_site.compiler.subscriptions import subscription_routes
from cop_site.feeds.calendar import Calendars
from cop_site.feeds.publication import Publication
from cop_site.model.subscriptions import ALL_MEETUPS

BERLIN = "---\nname: Us\npurpose: P.\ntimezone: Europe/Berlin\nmeetups: {at: '18:00', minutes: 90}\n---\n"
SIGNS = "BEGIN:VEVENT\\\r\n;,ä漢\u202e\u2028\x0b\x85😀 "


def write(*meetups: str, charter: str = BERLIN, **more: str) -> dict[str, str]:
    """Return the calendars of meetups by address; each is its day and its other fields."""
    notes = {"index.md": charter, **{name.replace("__", "/") + ".md": text for name, text in more.items()}}
    for number, meetup in enumerate(meetups):
        day, _, fields = meetup.partition(" ")
        fields = fields if "title:" in fields else f"title: M{number}\n{fields}"
        notes[f"meetups/{day}-m{number}.md"] = f"---\n{fields}\n---\nText.\n"
    return {uri: make() for uri, make in subscription_routes(site_of(notes)).items()}


def events(calendar: str) -> list[Any]:
    """Return the events of a calendar as `icalendar` reads them."""
    return list(Calendar.from_ical(calendar).walk("VEVENT"))


def spans(calendar: str) -> list[tuple[datetime | date, datetime | date]]:
    """Return begin and end of each event, in UTC if they are moments; two parsers agree on them."""
    ours = [(event.start, event.end) for event in events(calendar)]
    theirs = [(event.dtstart, event.dtend) for event in IcsCalendarStream.calendar_from_ics(calendar).events]
    first, second = ([(_in_utc(begin), _in_utc(end)) for begin, end in found] for found in (ours, theirs))
    assert first == second
    return first


def _in_utc(moment: Any) -> Any:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


@pytest.mark.parametrize(
    ("zone", "day", "begins"),
    [
        ("Europe/Berlin", "2026-03-28", "17:00"),
        ("Europe/Berlin", "2026-03-29", "16:00"),
        ("Europe/Berlin", "2026-10-24", "16:00"),
        ("Europe/Berlin", "2026-10-25", "17:00"),
        ("America/New_York", "2026-03-07", "23:00"),
        ("America/New_York", "2026-03-08", "22:00"),
        ("America/New_York", "2026-10-31", "22:00"),
        ("America/New_York", "2026-11-01", "23:00"),
        ("Australia/Lord_Howe", "2026-04-04", "07:00"),
        ("Australia/Lord_Howe", "2026-04-05", "07:30"),
        ("Australia/Lord_Howe", "2026-10-03", "07:30"),
        ("Australia/Lord_Howe", "2026-10-04", "07:00"),
        ("Asia/Kolkata", "2026-10-25", "12:30"),
        ("-05:00", "2026-10-25", "23:00"),
        ("UTC", "2026-10-25", "18:00"),
    ],
)
def test_begins_are_right_on_either_side_of_a_clock_change(zone: str, day: str, begins: str) -> None:
    """In the zone of a meetup, with all of a community's meetups around it, and 90 minutes later it ends."""
    calendar = write(f"{day} timezone: '{zone}'", "2019-01-01", "2031-07-01 timezone: Africa/Casablanca")[ALL_MEETUPS]
    expected = datetime.fromisoformat(f"{day}T{begins}Z")
    begin, end = next(span for span in spans(calendar) if span[0] == expected)
    assert isinstance(end, datetime)
    assert isinstance(begin, datetime)
    assert (end - begin).total_seconds() == 90 * 60


@pytest.mark.parametrize(
    ("meetup", "begins", "ends"),
    [
        ("2026-03-29 time: '02:30'", "2026-03-29T01:30Z", "2026-03-29T03:00Z"),  # the clock leaves it out
        ("2026-10-25 time: '02:30'", "2026-10-25T00:30Z", "2026-10-25T02:00Z"),  # it comes twice
        ("2026-10-25 time: '01:30'", "2026-10-24T23:30Z", "2026-10-25T01:00Z"),  # it ends in the second
        ("2026-03-28 time: '22:00'\nminutes: 360", "2026-03-28T21:00Z", "2026-03-29T03:00Z"),
        ("2026-05-01 until: 2026-05-03\ntime: '09:00'\nends: '17:00'", "2026-05-01T07:00Z", "2026-05-03T15:00Z"),
        ("2026-05-01 time: '22:00'\nends: '01:00'", "2026-05-01T20:00Z", "2026-05-01T23:00Z"),
        ("1950-05-01 time: '10:00'", "1950-05-01T09:00Z", "1950-05-01T10:30Z"),
    ],
    ids=["left out", "twice", "into the second", "through a night", "several days", "past midnight", "long ago"],
)
def test_times_that_clocks_make_hard(meetup: str, begins: str, ends: str) -> None:
    """Both parsers read the same moments as a page shows."""
    assert spans(write(meetup)[ALL_MEETUPS]) == [(datetime.fromisoformat(begins), datetime.fromisoformat(ends))]


def test_days_without_a_time_are_whole() -> None:
    """The end is the day after the last, as RFC 5545 has it."""
    calendar = write("2026-05-01 until: 2026-05-03", "2026-06-01", charter="---\nname: Us\n---\n")[ALL_MEETUPS]
    assert spans(calendar) == [(date(2026, 5, 1), date(2026, 5, 4)), (date(2026, 6, 1), date(2026, 6, 2))]


def test_the_last_day_of_the_calendar_is_written() -> None:
    """No day is added to the end of the year 9999."""
    assert spans(write("9999-12-31", charter="---\nname: Us\n---\n")[ALL_MEETUPS])
    assert spans(
        write("9999-12-31 time: '23:30'", charter=BERLIN.replace("Europe/Berlin", "Pacific/Honolulu"))[ALL_MEETUPS]
    )
    assert spans(write("0001-01-01 time: '00:30'")[ALL_MEETUPS])


def test_which_calendars_there_are() -> None:
    """All meetups, those of each topic and of each series, and each meetup alone."""
    calendars = write(
        "2026-05-01 tags: [alpha, beta]\nseries: Book Club",
        "2026-06-01 tags: [beta]\nseries: book-club",
        topics__alpha="---\ntitle: Alpha\n---\n",
        topics__beta="---\ntitle: Beta\n---\n",
        topics__none="---\ntitle: None\n---\n",
    )
    assert {uri: len(events(calendar)) for uri, calendar in calendars.items()} == {
        "meetups.ics": 2,
        "feeds/topics/alpha/meetups.ics": 1,
        "feeds/topics/beta/meetups.ics": 2,
        "feeds/series-book-club/meetups.ics": 2,
        "feeds/meetups/2026-05-01-m0/meetups.ics": 1,
        "feeds/meetups/2026-06-01-m1/meetups.ics": 1,
    }


def test_what_was_called_off_stays() -> None:
    """A cancelled or moved meetup is in the calendar as such, and counts one change more than it had before."""
    meetups = ("2026-12-01", "2026-12-02 status: cancelled", "2026-12-03 moved_to: 2026-12-01-m0")
    found = events(write(*meetups)[ALL_MEETUPS])
    assert [str(event["STATUS"]) for event in found] == ["CONFIRMED", "CANCELLED", "CANCELLED"]
    assert [event["SEQUENCE"] for event in found] == [0, 1, 1]
    assert [str(event["DESCRIPTION"]).splitlines()[0] for event in found] == [
        "Text.",
        "Cancelled",
        "Moved to: Tue 1 Dec 2026, M0",
    ]


def test_an_event_keeps_its_identity() -> None:
    """Another title, day or text leave it, and so does another address, which counts as a change."""
    (before,) = events(write("2026-12-01")[ALL_MEETUPS])
    (edited,) = events(write("2026-12-01 title: Other\ntime: '19:00'\nstatus: cancelled")[ALL_MEETUPS])
    (moved,) = events(write("2026-12-08 redirect_from: [meetups/2026-12-01-m0/]")[ALL_MEETUPS])
    assert before["UID"] == edited["UID"] == moved["UID"]
    assert (before["SEQUENCE"], edited["SEQUENCE"], moved["SEQUENCE"]) == (0, 1, 1)


def test_only_what_is_ahead_says_how_to_come() -> None:
    """The address to join is not kept in calendars once it is over."""
    ways = "join: https://meet.example.org/us\nregister: https://example.org/come"
    past, ahead = events(write(f"2026-01-01 {ways}", f"2026-12-01 {ways}\nlocation: Room 1")[ALL_MEETUPS])
    assert "https://" not in past["DESCRIPTION"]
    assert "LOCATION" not in past
    assert "Register: https://example.org/come\nJoin: https://meet.example.org/us" in ahead["DESCRIPTION"]
    assert ahead["LOCATION"] == "Room 1"


@pytest.fixture(scope="module")
def publication() -> Publication:
    """A community with one meetup."""
    return site_of({"index.md": BERLIN, "meetups/2026-12-01-a.md": "---\ntitle: A\n---\n"}).publication


@settings(max_examples=60)
@given(st.text(max_size=9), st.text(SIGNS, min_size=1, max_size=300))
def test_no_text_leaves_its_line(publication: Publication, name: str, title: str) -> None:
    """Whatever a title has, there is one event, no line has more than 75 octets, and both parsers read it back."""
    assume("\\N" not in publication.plain(title))  # which icalendar takes for the end of a line
    (note,) = publication.community.meetups
    meetup = replace(note, fields=note.fields.model_copy(update={"title": title, "location": title}))
    calendar = Calendars(publication).write(publication.plain(name) or "x", [meetup])
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    assert not set(calendar.replace("\r\n", "")) & {"\n", "\r"}
    assert calendar.count("\r\nBEGIN:VEVENT\r\n") == 1
    (event,) = events(calendar)
    (other,) = IcsCalendarStream.calendar_from_ics(calendar).events
    assert str(event["SUMMARY"]) == other.summary == publication.plain(title)


def test_a_series_called_after_somebody_hidden_has_no_calendar() -> None:
    """Its name would be in an address, which nothing hides."""
    member = "---\nname: Zuqel Wyxov\n---\n"
    calendars = write("2026-12-01 series: Zuqel Wyxov's circle", members__zuqel_wyxov=member)
    assert not any("zuqel" in (uri + text).casefold() for uri, text in calendars.items())


def test_programs_are_told_how_often_to_look() -> None:
    """Both the standard's field and that of older programs hold a duration."""
    lines = write("2026-05-05")[ALL_MEETUPS].split("\r\n")
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"} <= set(lines)
