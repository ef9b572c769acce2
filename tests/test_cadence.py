"""How regularly a community meets."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_site.insight.cadence import Rhythm, measure_cadence, percentile

days = st.lists(st.dates(date(2015, 1, 1), date(2026, 11, 25)), max_size=60)


@given(st.lists(st.integers(0, 400), min_size=2, max_size=80))
def test_percentiles_are_those_of_linear_interpolation(values: list[int]) -> None:
    """Median and 90th percentile agree with the standard library's inclusive quantiles, which are numpy's default."""
    ordered = sorted(values)
    cuts = quantiles(ordered, n=100, method="inclusive")
    assert percentile(ordered, 50) == pytest.approx(cuts[49])
    assert percentile(ordered, 90) == pytest.approx(cuts[89])


def test_percentiles_of_little() -> None:
    """One value is every percentile of itself, and nothing has none."""
    assert percentile([7], 90) == 7
    assert percentile([], 50) is None


@given(st.lists(st.dates(date(2024, 1, 1), date(2027, 6, 1)), max_size=60))
def test_gaps_have_the_percentiles_of_linear_interpolation(held: list[date]) -> None:
    """Whatever the days, median and 90th percentile of their gaps agree with the standard library."""
    today = date(2026, 11, 25)
    past = sorted({day for day in held if day <= today})
    gaps = [(later - earlier).days for earlier, later in pairwise(past)]
    cadence = measure_cadence(held, today, 14)
    if len(gaps) < 2:
        assert (cadence.median, cadence.p90) == ((gaps[0], gaps[0]) if gaps else (None, None))
        return
    cuts = quantiles(gaps, n=100, method="inclusive")
    assert cadence.median == pytest.approx(cuts[49])
    assert cadence.p90 == pytest.approx(cuts[89])


@given(days)
def test_gaps_are_counted_between_different_days(held: list[date]) -> None:
    """The longest gap is the largest difference of neighbouring days, however the meetups are listed."""
    cadence = measure_cadence(held, date(2026, 11, 25), 14)
    gaps = [(later - earlier).days for earlier, later in pairwise(sorted(set(held)))]
    assert cadence.held == len(held)
    assert cadence.longest == (max(gaps) if gaps else None)
    assert cadence == measure_cadence(list(reversed(held)), date(2026, 11, 25), 14)


def test_what_is_still_to_come_does_not_count() -> None:
    """A planned meetup neither ends the silence nor makes a gap."""
    cadence = measure_cadence([date(2026, 11, 4), date(2026, 12, 2)], date(2026, 11, 25), 14)
    assert (cadence.held, cadence.silence, cadence.longest) == (1, 21, None)


@pytest.mark.parametrize(
    ("silence", "rhythm"),
    [(0, Rhythm.ON_RHYTHM), (21, Rhythm.ON_RHYTHM), (22, Rhythm.SLIPPING), (42, Rhythm.SLIPPING), (43, Rhythm.DORMANT)],
)
def test_silence_is_judged_by_the_rhythm(silence: int, rhythm: Rhythm) -> None:
    """Up to one and a half of the rhythm is on rhythm, up to three is slipping, more is dormant."""
    today = date(2026, 11, 25)
    assert measure_cadence([today - timedelta(days=silence)], today, 14).rhythm is rhythm


def test_a_community_that_never_met_has_no_rhythm() -> None:
    """Nothing is said where there is nothing to say it of."""
    cadence = measure_cadence([], date(2026, 11, 25), 14)
    assert (cadence.median, cadence.silence, cadence.rhythm, cadence.lively_months) == (None, None, None, 0)


def test_lively_months_are_those_of_the_last_year() -> None:
    """A month counts with two meetups, and only the twelve months up to now count."""
    held = [date(2026, 11, 4), date(2026, 11, 18), date(2026, 10, 7), date(2025, 12, 3), date(2025, 12, 17)]
    assert measure_cadence([*held, date(2025, 11, 5), date(2025, 11, 19)], date(2026, 11, 25), 14).lively_months == 2
    one_a_month_across_new_year = [date(2025, 12, 3), date(2026, 1, 7)]
    assert measure_cadence(one_a_month_across_new_year, date(2026, 11, 25), 14).lively_months == 0
