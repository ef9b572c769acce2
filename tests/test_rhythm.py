"""When a community meets."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_site.model.rhythm import Break, Frequency, count_days_off, days_after, read_frequency
from cop_site.model.spelling.dates import WEEKDAYS

FREQUENCIES = json.loads((Path(__file__).parent / "cases/rhythm/frequencies.json").read_text("utf-8"))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize("case", FREQUENCIES, ids=[case["every"] for case in FREQUENCIES])
def test_a_frequency_gives_the_days_of_the_calendar(case: dict[str, Any]) -> None:
    """Each way to say it gives the days that stand in the case; one with two meanings, or none, is not read."""
    frequency = read_frequency(case["every"])
    if "unreadable" in case:
        assert frequency is None
        return
    assert frequency is not None
    weekday = WEEKDAYS.index(case["on"]) if case["on"] else None
    days = days_after(date.fromisoformat(case["after"]), frequency, weekday, fixed=False)
    assert [day.isoformat() for day in islice(days, len(case["days"]))] == case["days"]
    assert frequency.gap == case["gap"]


def test_days_from_an_anchor_keep_their_step() -> None:
    """With an anchor, the days are whole steps from it, whatever its day of the week."""
    days = days_after(date(2026, 6, 18), Frequency(14), 1, fixed=True)
    assert list(islice(days, 2)) == [date(2026, 7, 2), date(2026, 7, 16)]


@given(DAYS, st.sampled_from([case["every"] for case in FREQUENCIES if "days" in case]), st.none() | st.integers(0, 6))
def test_days_come_one_after_the_other(last: date, every: str, weekday: int | None) -> None:
    """Days are later than the last one and than each other, on the weekday that is said."""
    frequency = read_frequency(every)
    assert frequency is not None
    days = list(islice(days_after(last, frequency, weekday, fixed=False), 12))
    assert last < days[0]
    assert days == sorted(set(days))
    wanted = weekday if frequency.weekday is None else frequency.weekday
    assert wanted is None or {day.weekday() for day in days} == {wanted}


def test_the_calendar_may_end() -> None:
    """After the last day that there is, no day comes and nothing fails."""
    assert list(days_after(date(9999, 12, 30), Frequency(14), 2, fixed=False)) == []
    assert list(days_after(date(9999, 12, 30), Frequency(0, 1), None, fixed=True)) == []


@given(DAYS, st.integers(0, 400), st.lists(st.tuples(st.integers(-300, 300), st.integers(-9, 200)), max_size=4))
def test_days_off_are_counted_once(start: date, length: int, pauses: list[tuple[int, int]]) -> None:
    """The days in breaks are those that a look at every single day finds; a break may end before it begins."""
    breaks = [Break(start + timedelta(at), start + timedelta(at + most)) for at, most in pauses]
    days = [start + timedelta(number) for number in range(length + 1)]
    off = sum(any(day in pause for pause in breaks) for day in days)
    assert count_days_off(start, days[-1], breaks) == off
