"""Limits on processor time, which hold on slow and busy machines."""

from __future__ import annotations

import time
from collections.abc import Callable


def measure(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that a function takes in this process."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def check_growth(work: Callable[[int], object], size: int) -> float:
    """Return the processor time of work of twice the size; fail if it is more than three times that of the work once.

    Quadratic work takes four times. Differences below 0.05 s are ignored, and the best of three measurements counts, as
    other processes disturb caches.
    """
    for _ in range(3):
        once, twice = (measure(lambda: work(size)), measure(lambda: work(2 * size)))
        if twice <= 3 * once + 0.05:
            return twice
    raise AssertionError(f"{size} take {once:.2f} s, {2 * size} take {twice:.2f} s")
