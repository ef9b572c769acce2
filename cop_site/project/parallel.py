"""Computes values in a second process, while this one goes on.

The process is a fork: it has everything in memory already, and sends back what it has computed. On systems that
cannot fork safely, and if a thread is running that a fork would lose, all is computed in this process.
"""

from __future__ import annotations

import marshal
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import NoReturn, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_SET_PARENT_DEATH_SIGNAL = 1
"""The number of PR_SET_PDEATHSIG in Linux."""

_MOST_TOKENS = 2_000
"""Bytes that a pipe holds at least, whatever the system is short of."""

_MIN_NOTES = 400
"""Number of notes from which a second process saves more time than it takes to start."""


def can_fork() -> bool:
    """Return whether this process can be forked safely; system libraries survive a fork on Linux only."""
    return sys.platform == "linux" and threading.active_count() == 1


def is_worthwhile(notes: int) -> bool:
    """Return whether there are enough notes for a second process to save time."""
    return notes >= _MIN_NOTES


def start(compute: Callable[[], T]) -> Callable[[], T]:
    """Start to compute a value of Python's plain types; return a function to call once, which waits for the value.

    If the process fails, the value is computed in this one, so that an error has its usual traceback.
    """
    if not can_fork():
        return compute
    receive = _fork(lambda: marshal.dumps(compute()))  # type: ignore[arg-type]  # of plain types, as it says

    def wait() -> T:
        packed = receive()
        value: T = compute() if packed is None else marshal.loads(packed)  # noqa: S302  # our own process wrote it
        return value

    return wait


def share(items: Sequence[T], compute: Callable[[Iterable[T]], R]) -> tuple[R, R]:
    """Return what is computed from the first items, and from the last ones, which come in reverse order.

    Two processes take the next item each from its end until none is left, so that both end at the same time. What the
    other one computes is pickled. If it fails, its items are computed in this one.
    """
    if not can_fork():
        return compute(items), compute(())
    size = len(items) // _MOST_TOKENS + 1
    parts = [items[at : at + size] for at in range(0, len(items), size)]
    tokens = _Tokens(len(parts))
    receive = _fork(lambda: pickle.dumps(compute(chain.from_iterable(part[::-1] for part in tokens.take(parts[::-1])))))
    ours = compute(chain.from_iterable(tokens.take(parts)))
    packed = receive()
    left = chain.from_iterable(part[::-1] for part in reversed(parts[tokens.taken :])) if packed is None else ()
    tokens.close()
    return ours, compute(left) if packed is None else pickle.loads(packed)  # noqa: S301  # as above


class _Tokens:
    """Tokens in a pipe, from which each of two processes takes one before it takes an item from its end."""

    def __init__(self, number: int) -> None:
        self._reader, writer = os.pipe()
        os.write(writer, b"." * number)
        os.close(writer)
        self.taken = 0
        """How many this process has taken."""

    def take(self, items: Iterable[T]) -> Iterator[T]:
        """Yield items until there is no token left."""
        for item in items:
            if not os.read(self._reader, 1):
                return
            self.taken += 1
            yield item

    def close(self) -> None:
        os.close(self._reader)


def _fork(compute: Callable[[], bytes]) -> Callable[[], bytes | None]:
    """Start to compute bytes in a copy of this process; return what waits for them, which is None if it fails."""
    reader, writer = os.pipe()
    parent = os.getpid()
    process = os.fork()
    if not process:
        end_with(parent)
        os.close(reader)
        _send(compute, writer)
    os.close(writer)

    def receive() -> bytes | None:
        with os.fdopen(reader, "rb") as pipe:
            packed = pipe.read()
        _, status = os.waitpid(process, 0)
        return None if status else packed

    return receive


def end_with(parent: int) -> None:
    """Have the system send this process, a fork, SIGTERM as soon as its parent has ended, in whatever way."""
    with suppress(ImportError, OSError, AttributeError):  # a Python without ctypes, or a C library without prctl
        import ctypes  # noqa: PLC0415  # only needed in a fork

        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:  # it ended before
        os._exit(1)


def _send(compute: Callable[[], bytes], writer: int) -> NoReturn:
    """Write the bytes to the pipe and end the process: the code after the fork is for the other one."""
    status = 1
    try:
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(compute())
        status = 0
    finally:
        os._exit(status)
