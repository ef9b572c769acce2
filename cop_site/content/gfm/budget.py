"""Limits what may be spent on the parts of one note that somebody else's code reads."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time
from types import FrameType
from typing import NoReturn, TypeVar

T = TypeVar("T")


class Budget:
    """So many characters, and so many seconds of processor time, for all parts of a note together."""

    def __init__(self, characters: int, seconds: float) -> None:
        self._characters_left = characters
        self._seconds_left = seconds

    def spend(self, characters: int, work: Callable[[], T | None]) -> T | None:
        """Return what some work on so many characters returns; None if it fails, or is more than what is left."""
        self._characters_left -= characters
        if self._characters_left < 0 or self._seconds_left <= 0:
            return None
        begin = process_time()
        try:
            with _interrupt_after(self._seconds_left):
                return work()
        except _OutOfTimeError:
            self._seconds_left = 0
            return None
        except Exception:  # a mistake in a library stops no build
            return None
        finally:
            self._seconds_left -= process_time() - begin


class _OutOfTimeError(BaseException):
    """The time is over. It is no `Exception`, so that no library takes it for its own."""


@contextmanager
def _interrupt_after(seconds: float) -> Iterator[None]:
    """Raise _OutOfTimeError in a block after so much processor time, also in the middle of a regular expression.

    Only the main thread can be interrupted, and not on Windows.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _OutOfTimeError
