"""The figures about people, notes and value: what holds for every community, and the edges of the calendar."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from communities import AS_OF, CASES, measure_texts
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sites import cop, set_up, write_notes
from small_communities import communities, day, tags

from cop_site.feeds.community import describe_community
from cop_site.insight.concentration import count_truck_factor
from cop_site.insight.contributors import count_absence_factor
from cop_site.insight.figures import Figures
from cop_site.insight.participation import measure_participation
from cop_site.insight.presence import events_of_year, find_active
from cop_site.insight.share import Share

weights = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([0.5, 1.0, 1.5, 2.0]), max_size=8)


def test_the_absence_factor_is_that_of_chaoss() -> None:
    """The example of the metric's definition: two of eight people made more than half."""
    made = (1000, 433, 343, 332, 202, 90, 42, 33)
    assert count_absence_factor({str(number): float(count) for number, count in enumerate(made)}) == 2


@given(weights.filter(bool))
def test_the_absence_factor_is_a_number_of_contributors(made: dict[str, float]) -> None:
    """At least one, and at most all."""
    assert 1 <= count_absence_factor(made) <= len(made)


@pytest.mark.parametrize(
    ("topics", "factor"),
    [
        ([], 0),
        ([{}], 0),
        ([{"a": 1.0}], 1),
        ([{"a": 1.0}, {"b": 1.0}], 2),  # half of the topics is not over half
        ([{"a": 2.0, "b": 1.0}, {"a": 1.0}, {"a": 1.0}], 1),
        ([{"a": 2.0, "b": 1.0}, {"a": 2.0, "b": 1.0}, {"c": 1.0}], 2),
        ([{"a": 1.0}, {}, {}], 1),  # a topic that has nobody to begin with cannot lose anybody
    ],
)
def test_the_truck_factor_is_how_many_can_be_lost(topics: list[dict[str, float]], factor: int) -> None:
    """Who has the most of most topics goes first, until over half of the topics have nobody."""
    assert count_truck_factor(topics) == factor


@given(st.lists(weights, max_size=6))
def test_the_truck_factor_is_a_number_of_contributors(topics: list[dict[str, float]]) -> None:
    """Nobody can be lost where nobody contributed; else somebody, and at most all."""
    people = {key for topic in topics for key in topic}
    assert bool(people) <= count_truck_factor(topics) <= len(people)


def test_a_share_of_too_few_is_none() -> None:
    """Nothing is said of fewer than are needed, and never that it is 0 %."""
    assert Share(0, 2, 3).value is None
    assert Share(0, 0, 1).value is None
    assert Share(1, 4, 3).value == 0.25


@settings(max_examples=60, deadline=None)
@given(communities(), st.integers(0, 3))
def test_bands_part_the_people(notes: dict[str, str], back: int) -> None:
    """Everybody who takes part is in one band; by contributions, that is everybody who was seen."""
    figures = measure_texts(notes)
    day = date(2026 - back, 11, 25)
    bands = measure_participation(figures.events, figures.community, day, 1)
    parts = (bands.core, bands.active, bands.peripheral)
    people = frozenset().union(*parts)
    assert sum(map(len, parts)) == len(people) == bands.people
    active = find_active(figures.events, figures.community, day)
    assert people <= active
    if bands.basis == "contributions":
        assert people == active
        assert bool(bands.core) == any(event.weights.keys() & active for event in events_of_year(figures.events, day))


@settings(max_examples=60, deadline=None)
@given(communities())
def test_no_share_is_more_than_all(notes: dict[str, str]) -> None:
    """Whatever comes together by chance, a part is no larger than its whole, and the factors are numbers of people."""
    figures = measure_texts(notes)
    newcomers, renewal = figures.newcomers, figures.renewal
    shares = (newcomers.contributed, newcomers.returned, *(one.contributed for one in newcomers.cohorts))
    for share in (*shares, renewal.retention, renewal.core_renewal, renewal.carry_over, figures.documentation.share):
        assert 0 <= share.count <= share.of
    concentration = figures.concentration
    assert bool(concentration.contributors) <= concentration.absence_factor <= concentration.contributors
    assert bool(concentration.topics) <= concentration.truck_factor <= concentration.contributors
    assert sum(figures.formats.values()) == figures.participation[-1].held


def _measure_core_on(day: date) -> Share:
    """The core renewal on a day of a community of three who joined about two years before the leap day of 2028."""
    joined = {"ann": "2026-02-27", "bo": "2026-02-28", "cy": "2026-03-01"}
    members = {f"members/{name}.md": f"---\nname: {name}\njoined: {on}\n---\n" for name, on in joined.items()}
    meetups = {
        f"meetups/2028-0{month}-01-m.md": f"---\ntitle: M{month}\nattendees: [ann, bo, cy]\n---\n"
        for month in (1, 2, 3)
    }
    return measure_texts({**members, **meetups}, day).renewal.core_renewal


@pytest.mark.parametrize(("day", "new"), [(date(2028, 2, 28), 2), (date(2028, 2, 29), 2), (date(2028, 3, 1), 1)])
def test_two_years_before_a_leap_day_are_the_last_of_february(day: date, new: int) -> None:
    """On 29 February, somebody is new who came on 28 February two years before, and no day earlier."""
    assert _measure_core_on(day).count == new


def test_the_year_has_365_days() -> None:
    """A meetup counts up to 364 days later, also where a leap day lies between."""
    notes = {"meetups/2027-03-02-m.md": "---\ntitle: M\nattendees: [Ann]\n---\n"}
    assert measure_texts(notes, date(2028, 2, 29)).active == {"ann"}
    assert measure_texts(notes, date(2028, 3, 1)).active == frozenset()


def test_somebody_who_left_is_not_counted_from_that_day() -> None:
    """Until the day before, they are one of those who take part."""
    notes = {
        "members/ann.md": "---\nname: Ann\nleft: 2026-11-20\n---\n",
        "meetups/2026-11-01-m.md": "---\ntitle: M\nattendees: [ann]\n---\n",
    }
    assert measure_texts(notes, date(2026, 11, 19)).participation[-1].people == 1
    assert measure_texts(notes, date(2026, 11, 20)).participation[-1].people == 0


def _back(figures: Figures) -> dict[str, Any]:
    """What of a document looks back; plans, and whether a topic is planned, look ahead."""
    document = describe_community(figures)
    keys = ("as_of", "coverage", "repeats", "repeat_rate", "cadence", "undeclared", "wishes", "members", "health")
    ahead = {"planned": "", "introduced": "", "left out": ""}
    topics = [
        {**topic, "status": ahead.get(topic["status"], topic["status"]), "planned": []} for topic in document["topics"]
    ]
    return {**{key: document[key] for key in keys}, "topics": topics}


_DAY = re.compile(r"(?:meetups|testimonials)/(\d{4}-\d{2}-\d{2})|^(?:date|joined|added|since): (\S+)$", re.MULTILINE)


def _check_out(notes: dict[str, str], day: date) -> dict[str, str]:
    """The notes that a checkout of a day has: those whose first day has come, members without their later leaving.

    A story whose consent has run out since is told of no day any more.
    """
    there = {}
    for name, text in notes.items():
        if "until: 2026-11-24" in text:
            continue
        found = _DAY.search(f"{name}\n{text}")
        if not found or date.fromisoformat(found[1] or found[2]) <= day:
            left = re.search(r"^left: (\S+)\n", text, re.MULTILINE)
            there[name] = text.replace(left[0], "") if left and date.fromisoformat(left[1]) > day else text
    return there


def _read_case(name: str) -> dict[str, str]:
    content = CASES / name / "content"
    return {file.relative_to(content).as_posix(): file.read_text("utf-8") for file in sorted(content.rglob("*.md"))}


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2025, 3, 1), date(2026, 5, 31), date(2026, 6, 30), AS_OF])
def test_a_past_day_has_the_figures_of_its_notes(day: date) -> None:
    """What looks back, as of a day in today's notes, is what a checkout of that day says."""
    notes = _read_case("health")
    assert _back(measure_texts(notes).as_of(day)) == _back(measure_texts(_check_out(notes, day), day))


_NAMES = ("Pat One", "Pat Two", "Pat Three")
_some = st.lists(st.sampled_from([*_NAMES, "Guest"]), unique=True, max_size=3)
_pieces = st.lists(st.tuples(st.sampled_from(["meetups", "resources", "testimonials"]), day, tags, _some), max_size=8)


@st.composite
def _lively(draw: st.DrawFn) -> dict[str, str]:
    """A community in which people come, join, leave, write and wish, each on a day."""
    notes = draw(communities())
    for number, (folder, on, tagged, who) in enumerate(draw(_pieces)):
        fields = {
            "meetups": f"attendees: {who}\nspeakers: {who[:1]}\nformat: talk",
            "resources": f"added: {on}\nauthors: {who}",
            "testimonials": f"author: {who[0] if who else 'anonymous'}\nchanged: A.\nresult: B.\n"
            f"consent: {{given: {on}, scope: public, by: P}}",
        }[folder]
        notes[f"{folder}/{on}-n{number}.md"] = f"---\ntitle: N{number}\ntags: {tagged}\n{fields}\n---\n"
    for name in draw(st.lists(st.sampled_from(_NAMES), unique=True)):
        left = f"left: {draw(day)}\n" if draw(st.booleans()) else ""
        wants = [{"topic": topic, "since": draw(day)} for topic in draw(tags)]
        file = f"members/{name.lower().replace(' ', '-')}.md"
        notes[file] = f"---\nname: {name}\nlisted: true\njoined: {draw(day)}\n{left}wants: {wants}\n---\n"
    return notes


_AGAIN = {
    "members/pat-one.md": "---\nname: Pat One\nlisted: true\njoined: 2026-11-25\nleft: 2026-11-01\n---\n",
    "meetups/2026-10-20-a.md": "---\ntitle: A\nattendees: [Pat One]\n---\n",
}
"""Somebody who left before the day on which they join."""


@settings(max_examples=80, deadline=None)
@given(_lively(), st.integers(1, 800))
@example(_AGAIN, 1)
def test_any_past_day_has_the_figures_of_its_notes(notes: dict[str, str], ago: int) -> None:
    """The same for what comes together by chance."""
    past = AS_OF - timedelta(ago)
    assert _back(measure_texts(notes).as_of(past)) == _back(measure_texts(_check_out(notes, past), past))


def test_nobody_is_named_on_a_day_before_they_joined() -> None:
    """Who is not listed is not named as of a day on which their file was not there yet."""
    notes = {
        "topics/alpha.md": "---\ntitle: Alpha\n---\n",
        "members/ann.md": "---\nname: Ann Berg\njoined: 2026-10-01\noffers: [alpha]\n---\n",
        "meetups/2026-01-01-m.md": "---\ntitle: M\ntags: [alpha]\nspeakers: [Ann Berg]\n---\n",
    }
    assert "Berg" not in json.dumps(describe_community(measure_texts(notes).as_of(date(2026, 2, 1))))


def test_stats_of_a_day_to_come_are_refused(tmp_path: Path) -> None:
    """A day that has not come has no figures yet; a past one has its own."""
    root = write_notes(set_up(tmp_path), {"meetups/2026-10-07-x.md": "---\ntitle: X\n---\n"})
    refused = cop(root, "stats", "--as-of", "2099-01-01")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "which has not come yet: today is 2026-11-25" in refused.stderr
    assert "Meetups     none held yet" in cop(root, "stats", "--as-of", "2026-10-06").stdout
    assert "Meetups     1 held" in cop(root, "stats", "--as-of", "2026-10-07").stdout


def test_the_text_of_a_kept_document_needs_no_model() -> None:
    """What prints a document from the store imports neither models nor figures, which take longer than all the rest."""
    code = "import sys, cop_site.commands.stats; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "cop_site.feeds.summary" in loaded
    assert not {"pydantic", "cop_site.model", "cop_site.insight"} & set(loaded)
