"""Computes a value in a second process, while this one goes on.

The process is a fork: it has everything in memory already, and sends back one value. On systems that cannot fork
safely, and if a thread is running that a fork would lose, the value is computed in this process when it is needed.
"""

from __future__ import annotations

import marshal
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")

_SET_PARENT_DEATH_SIGNAL = 1
"""The number of PR_SET_PDEATHSIG in Linux."""

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
    reader, writer = os.pipe()
    parent = os.getpid()
    process = os.fork()
    if not process:
        end_with(parent)
        os.close(reader)
        _send(compute, writer)
    os.close(writer)

    def wait() -> T:
        with os.fdopen(reader, "rb") as pipe:
            packed = pipe.read()
        _, status = os.waitpid(process, 0)
        value: T = compute() if status else marshal.loads(packed)  # noqa: S302  # our own process wrote it
        return value

    return wait


def end_with(parent: int) -> None:
    """Have the system send this process, a fork, SIGTERM as soon as its parent has ended, in whatever way."""
    with suppress(ImportError, OSError, AttributeError):  # a Python without ctypes, or a C library without prctl
        import ctypes  # noqa: PLC0415  # only needed in a fork

        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:  # it ended before
        os._exit(1)


def _send(compute: Callable[[], Any], writer: int) -> NoReturn:
    """Write the value to the pipe and end the process: the code after the fork is for the other one."""
    status = 1
    try:
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(marshal.dumps(compute()))
        status = 0
    finally:
        os._exit(status)
