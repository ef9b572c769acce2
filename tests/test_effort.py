"""What holds work to its limits tells what grows too fast from what does not."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from effort import check_growth, measure


@pytest.fixture
def spend(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Work that takes as many seconds of processor time as it is told to."""
    now = [0.0]

    def work(seconds: float) -> None:
        now[0] += seconds

    monkeypatch.setattr(time, "process_time", lambda: now[0])
    return work


def test_work_is_measured(spend: Callable[[float], None]) -> None:
    """The time before and after it does not count."""
    spend(5)
    assert measure(lambda: spend(2)) == 2


@pytest.mark.parametrize("power", [0, 1, 1.5])
def test_growth_in_proportion_is_let_pass(spend: Callable[[float], None], power: float) -> None:
    """What grows with the size, or a little faster, passes."""
    check_growth(lambda size: spend(size**power), 10)


@pytest.mark.parametrize("power", [2, 3])
def test_faster_growth_is_refused(spend: Callable[[float], None], power: float) -> None:
    """What grows with the square of the size fails, and the message says how much it took."""
    with pytest.raises(AssertionError, match=f"10 take {10**power:.2f} s, 20 take {20**power:.2f} s"):
        check_growth(lambda size: spend(size**power), 10)


def test_one_bad_measurement_is_let_pass(spend: Callable[[float], None]) -> None:
    """A disturbance that does not come again does not count."""
    disturbances = [0.0, 1000.0]
    check_growth(lambda size: spend(size + (disturbances.pop(0) if disturbances else 0)), 10)
