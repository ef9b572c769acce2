"""What happened in a time, and the digest of it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from communities import AS_OF, measure_texts, site_of
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import cop, set_up, write_notes
from small_communities import communities, day, tags

from cop_site.insight.events import find_events
from cop_site.insight.period import Period, quarter_period, year_period
from cop_site.pages.meetup import meetup_page

CHARTER = '---\nname: Knots\npurpose: P.\ntimezone: Europe/Berlin\nmeetups: {every: 2 weeks, at: "18:00"}\n---\n'
NOTES = {
    "index.md": CHARTER,
    "topics/bowline.md": "---\ntitle: Bowline\nobjectives: [{id: tie, text: Tie}, {id: untie, text: Untie}]\n---\n",
    "topics/splice.md": "---\ntitle: Splice\n---\n",
    "members/ana.md": "---\nname: Ana Li\nlisted: true\njoined: 2026-04-01\nwants: [bowline]\n---\n",
    "members/bo.md": (
        "---\nname: Bo Secret\njoined: 2026-05-01\nleft: 2026-10-31\nwants: [{topic: splice, since: 2026-05-02}]\n---\n"
    ),
    "members/cy.md": "---\nname: Cy Quiet\njoined: 2026-11-02\nwants: [bowline]\n---\n",
    "meetups/2026-03-31-first.md": (
        "---\ntitle: First\ntags: [bowline]\ncovers: [bowline/tie]\nattendance: 7\n---\n"
        "## Decisions\n\n- We *meet* with @bo\n- ~~Not this~~\n"
    ),
    "meetups/2026-06-30-long.md": (
        "---\ntitle: Long\nuntil: 2026-07-01\ntags: [bowline, splice]\ncovers: [bowline/untie]\n"
        "attendees: [ana, bo]\n---\n"
    ),
    "meetups/2026-12-02-next.md": "---\ntitle: Next\ntags: [splice]\n---\n",
    "practices/pause.md": "---\ntitle: Pause\nsince: 2026-07-02\n---\nT.\n",
    "practices/gone.md": "---\ntitle: Gone\nsince: 2026-07-02\nstate: retired\n---\nT.\n",
    "resources/book.md": "---\ntitle: Book\nadded: 2026-07-03\nreviewed: 2026-11-01\n---\nT.\n",
    "testimonials/2026-07-04-story.md": (
        "---\ntitle: Story\nconsent: {given: 2026-07-04, scope: public, by: Ana}\n---\nT.\n"
    ),
    "testimonials/2026-07-05-ahead.md": (
        "---\ntitle: Ahead\nconsent: {given: 2026-11-26, scope: public, by: Ana}\n---\nT.\n"
    ),
}


def test_each_event_has_its_day() -> None:
    """A meetup of several days is over on its last; a topic is covered once nothing of it is left out."""
    figures = measure_texts(NOTES)
    second, third = (find_events(figures, quarter_period(2026, number)) for number in (2, 3))
    assert [topic.topic.slug for topic in second.opened + second.covered] == []
    assert [meetup.slug for meetup in third.held] == ["2026-06-30-long"]
    assert [topic.topic.slug for topic in third.opened] == ["splice"]
    assert {topic.topic.slug for topic in third.covered} == {"bowline", "splice"}
    # Cy asked for the bowline after it was held, so that it is not closed; Bo, who asked for the splice, left later.
    assert [topic.topic.slug for topic in third.closed] == ["splice"]
    assert [(answer.covered.topic.slug, answer.asked, answer.since) for answer in third.answers] == [
        *(("bowline", 1, date(2026, 4, 1)), ("splice", 1, date(2026, 5, 2))),
    ]
    assert [note.slug for note in third.added] == ["gone", "pause", "book"]
    assert [note.slug for note in third.practices] == ["pause"]
    assert [story.title for story in third.stories] == ["Story"]
    year = find_events(figures, year_period(2026))
    assert (year.attendances, len(year.decisions), len(year.decided)) == (9, 2, 1)
    assert [[member.slug for member in members] for members in (year.joined, year.left)] == [
        ["ana", "bo", "cy"],
        ["bo"],
    ]


def test_a_wish_that_is_served_closes_its_topic() -> None:
    """The last wish of all is served on the day of its meetup, and then nobody waits any more."""
    quiet = "---\nname: Cy Quiet\njoined: 2026-06-29\nwants: [bowline]\n---\n"
    events = find_events(measure_texts({**NOTES, "members/cy.md": quiet}), quarter_period(2026, 3))
    assert [topic.topic.slug for topic in events.closed] == ["bowline", "splice"]
    assert events.answers[0].asked == 2


@pytest.mark.parametrize(
    ("left", "asked"), [("2026-06-30", 0), ("2026-07-01", 0), ("2026-07-02", 1), ("2026-10-31", 1)]
)
def test_who_has_left_had_asked(left: str, asked: int) -> None:
    """What was asked for and held stays so when somebody leaves, unless they had left before the meetup was over."""
    gone = NOTES["members/bo.md"].replace("2026-10-31", left)
    events = find_events(measure_texts({**NOTES, "members/bo.md": gone}), year_period(2026))
    assert sum(answer.asked for answer in events.answers if answer.covered.topic.slug == "splice") == asked


def test_whoever_came_is_counted_once_everywhere() -> None:
    """Two names of one person are one; of names and a number the more counts, on the card, the page and in totals."""
    meetup = "---\ntitle: Met\nattendees: [ana, Ana Li, Guest]\n{}---\nT.\n"
    for said, came in (("", 2), ("attendance: 9\n", 9), ("attendance: 1\n", 2)):
        site = site_of({**NOTES, "meetups/2026-11-24-met.md": meetup.format(said)})
        found = next(note for note in site.community.meetups if note.slug == "2026-11-24-met")
        assert f"{came} people came" in site.card_facts(found).facts
        assert f"{came} people" in meetup_page(site, found).html
        assert find_events(site.figures, quarter_period(2026, 4)).attendances == came


def test_quarters_end_where_the_next_begin() -> None:
    """Leap years included, each day of a year is in exactly one quarter."""
    for year in (2024, 2026):
        quarters = [quarter_period(year, number) for number in (1, 2, 3, 4)]
        assert [quarters[0].first, quarters[3].last] == [date(year, 1, 1), date(year, 12, 31)]
        for earlier, later in pairwise(quarters):
            assert later.first.toordinal() == earlier.last.toordinal() + 1


_member = st.fixed_dictionaries({"joined": day}, optional={"left": day})


@settings(max_examples=60, deadline=None)
@given(communities(), st.lists(st.tuples(_member, tags, day), max_size=3), st.sampled_from([2024, 2025, 2026, 2027]))
def test_four_quarters_are_the_year(
    notes: dict[str, str], members: list[tuple[dict[str, str], list[str], str]], year: int
) -> None:
    """Whatever happened has one day, so that the totals of four quarters are those of their year."""
    for number, (fields, wants, since) in enumerate(members):
        lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
        wanted = [{"topic": wish, "since": since} for wish in wants]
        notes[f"members/m{number}.md"] = f"---\nname: M{number}\n{lines}wants: {wanted}\n---\n"
    figures = measure_texts(notes)
    quarters = [find_events(figures, quarter_period(year, number)).totals for number in (1, 2, 3, 4)]
    whole = find_events(figures, year_period(year)).totals
    assert whole == {name: sum(quarter[name] for quarter in quarters) for name in whole}


def test_what_is_over_is_counted_up_to_today() -> None:
    """A time that reaches into the future has no events in it that are still to come."""
    events = find_events(measure_texts(NOTES), Period(AS_OF, date(2027, 1, 1)))
    assert not any(events.totals.values())


def _digest(root: Path, *arguments: str) -> str:
    done = cop(root, "digest", "--since", *arguments)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_digest_says_what_is_new_and_names_only_who_is_listed(tmp_path: Path) -> None:
    """What was covered, decided and added, what comes next and who is new, with links if the site has an address."""
    root = write_notes(set_up(tmp_path), NOTES)
    (root / "mkdocs.yml").write_text("site_name: K\nsite_url: https://knots.example/here\n", "utf-8")
    digest = _digest(root, "2026-03-31")
    assert "- We meet with a member ([First](https://knots.example/here/meetups/2026-03-31-first/))" in digest
    assert "- Newly covered: [Bowline](https://knots.example/here/topics/bowline/) and [Splice](" in digest
    assert "- Resource: [Book](" in digest
    assert "- 2 Dec 2026, 18:00 Europe/Berlin: [Next](" in digest
    assert "## Who is new\n\n- Ana Li and 1 more member\n" in digest
    assert not any(hidden in digest for hidden in ("Secret", "@bo", "Cy", "Not this", "Ahead"))
    plain = _digest(root, "2026-03-31", "--format", "text")
    assert "- We meet with a member (First (https://knots.example/here/meetups/2026-03-31-first/))" in plain
    assert "#" not in plain
    assert "[" not in plain


def test_a_digest_of_nothing_says_so(tmp_path: Path) -> None:
    """A community in which nothing happened, and a day that has not come."""
    root = write_notes(set_up(tmp_path), {"index.md": CHARTER})
    assert _digest(root, "2026-11-25").endswith("\n\nNothing was written down in this time.\n")
    done = cop(root, "digest", "--since", "2026-11-26")
    assert done.exit_code == 2
    assert "has not come yet: today is 2026-11-25" in done.output
