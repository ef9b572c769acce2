"""What work costs, told so that a slow or a busy machine changes nothing: in processor time, and by how it grows."""

from __future__ import annotations

import time
from collections.abc import Callable


def measure(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that a function takes in this process."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def check_growth(work: Callable[[int], object], size: int) -> None:
    """Fail where work of twice the size takes more than three times the processor time.

    Work that grows with the square of the size takes four times. What the clock cannot tell apart, a twentieth of a
    second, is let pass; and as other processes disturb caches, the best of three measurements counts.
    """
    for _ in range(3):
        once, twice = (measure(lambda: work(size)), measure(lambda: work(2 * size)))
        if twice <= 3 * once + 0.05:
            return
    raise AssertionError(f"{size} take {once:.2f} s, {2 * size} take {twice:.2f} s")
