"""What is computed from a community: each case says what has to come out, and some things hold for all."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from communities import AS_OF, expected, find_cases, measure, measure_texts, show
from expected_files import ExpectedFiles
from hypothesis import given, settings
from hypothesis import strategies as st
from small_communities import TOPICS, claims, communities, people, tags, write_meetup

from cop_site.insight.contributors import count_absence_factor
from cop_site.insight.coverage import Status
from cop_site.settings import Thresholds

_NAMED_IN_FULL = ("undeclared", "wishes", "freshness", "routes")
"""Figures of which a case names everything, where it names any."""


def _restrict(found: Any, wanted: Any) -> Any:
    """What the case speaks of, as far as it is there."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return {key: _restrict(found[key], value) for key, value in wanted.items() if key in found}
    return found


@pytest.mark.parametrize("case", find_cases(), ids=lambda case: case.name)
def test_the_figures_are_as_the_case_says(case: Path, expected_files: ExpectedFiles) -> None:
    """Statuses, flags, repeats, names, wishes, freshness, paths and the log of a community."""
    found = show(measure(case))
    wanted = expected(case)
    spoken_of = _restrict(found, wanted)
    for figure in wanted.keys() & _NAMED_IN_FULL:
        new = {key: value for key, value in found[figure].items() if key not in wanted[figure]}
        spoken_of[figure] = spoken_of[figure] | new
    assert spoken_of == expected_files.json(case / "expected.json", spoken_of)


@pytest.mark.parametrize(
    ("weights", "factor"),
    [([], 0), ([0.5], 1), ([1, 1], 2), ([1.5, 1], 1), ([1, 1, 1], 2), ([2, 1, 1], 2), ([2, 0.5, 1], 1), ([1] * 5, 3)],
)
def test_the_absence_factor_is_the_fewest_who_gave_more_than_half(weights: list[float], factor: int) -> None:
    """Exactly half is not more than half, and nobody is nobody."""
    assert count_absence_factor({str(number): weight for number, weight in enumerate(weights)}) == factor


def test_shares_are_counted_from_the_statuses() -> None:
    """Coverage is covered / all, demand-weighted coverage counts wishes, and nothing counted is no share at all."""
    coverage = measure(find_cases()[0].parent / "statuses").coverage
    assert coverage.share == 4 / 12
    assert coverage.demand_weighted is None
    assert measure(find_cases()[0].parent / "names").coverage.demand_weighted == 0
    assert measure_texts({}).coverage.share is None


def test_thresholds_move_the_lines() -> None:
    """How many meetups cover a topic, when it rests, and how far repeats reach are settings."""
    flags, statuses = (find_cases()[0].parent / name for name in ("flags", "statuses"))
    two = measure(statuses, thresholds=Thresholds(min_meetups=2)).coverage
    assert two.topics["covered"].status is Status.PARTIAL
    assert two.topics["covered-with-objectives"].status is Status.COVERED
    assert "resting" not in measure(flags, thresholds=Thresholds(refresh_after=366)).coverage.topics["resting"].flags
    assert "repeated" in measure(flags, thresholds=Thresholds(repeat_window=366)).coverage.topics["far-apart"].flags
    assert measure(flags, thresholds=Thresholds(repeat_window=29)).repeats == ()


def test_a_topic_rests_from_the_day_after_its_time_is_up() -> None:
    """On the last day it is awake, on the next it rests: the figures follow the day they are asked for."""
    case = find_cases()[0].parent / "flags"
    for days, rests in ((0, False), (1, True)):
        coverage = measure(case, AS_OF + timedelta(days=days)).coverage
        assert ("resting" in coverage.topics["awake"].flags) is rests


@settings(max_examples=100, deadline=None)
@given(communities(), st.randoms())
@pytest.mark.slow
def test_figures_do_not_depend_on_the_order_of_the_files(notes: dict[str, str], chance: Any) -> None:
    """However a disk lists the files, the same is computed."""
    names = list(notes)
    chance.shuffle(names)
    assert show(measure_texts({name: notes[name] for name in names})) == show(measure_texts(notes))


@settings(max_examples=100, deadline=None)
@given(communities())
def test_each_topic_has_one_status_and_shares_are_shares(notes: dict[str, str]) -> None:
    """The statuses part the syllabus, shares are between 0 and 1, and evidence is on the right side of the day."""
    coverage = measure_texts(notes).coverage
    parts = [topic.topic.slug for status in Status for topic in coverage.with_status(status)]
    assert sorted(parts) == sorted(TOPICS)
    for share in (coverage.share, coverage.demand_weighted):
        assert share is None or 0 <= share <= 1
    for topic in coverage.topics.values():
        assert all(meetup.fields.date <= AS_OF for meetup in topic.held)
        assert all(meetup.fields.date >= AS_OF for meetup in topic.planned)
        assert not {meetup.key for meetup in topic.held} & {meetup.key for meetup in topic.planned}
        assert 0 <= topic.claimed <= len(topic.objectives)
        assert len(set(topic.flags)) == len(topic.flags)


@settings(max_examples=100, deadline=None)
@given(communities(), st.integers(0, 700), tags, claims, people)
@pytest.mark.slow
def test_one_more_meetup_uncovers_nothing(
    notes: dict[str, str], ago: int, tagged: list[str], covers: list[str], speakers: list[str]
) -> None:
    """A meetup that was held can only add to what is covered and claimed."""
    on = (AS_OF - timedelta(days=ago)).isoformat()
    before = measure_texts(notes).coverage
    after = measure_texts({**notes, f"meetups/{on}-more.md": write_meetup(on, tagged, covers, "", speakers)}).coverage
    for slug in TOPICS:
        assert after.topics[slug].claimed >= before.topics[slug].claimed
        if before.topics[slug].status is Status.COVERED:
            assert after.topics[slug].status is Status.COVERED
    assert (after.share or 0) >= (before.share or 0)
