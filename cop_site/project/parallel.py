"""Computes a value in a second process, while this one goes on.

A computer has more than one core, and reading thousands of notes is work for each of them. The process is a fork: it
has everything in memory already, and hands back one value. Where systems cannot fork safely, or a thread is running
that a fork would lose, the value is computed when it is asked for.
"""

from __future__ import annotations

import marshal
import os
import sys
import threading
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")

_MANY = 400
"""Notes from which a second process is worth its while."""


def can_fork() -> bool:
    """Whether this process can be copied safely; elsewhere than on Linux, the system's libraries do not survive it."""
    return sys.platform == "linux" and threading.active_count() == 1


def is_worthwhile(notes: int) -> bool:
    """Whether there are so many notes that a second process gains more than it takes to begin."""
    return notes >= _MANY


def begin(compute: Callable[[], T]) -> Callable[[], T]:
    """Begin to compute a value of Python's plain types; what is returned waits for it, and is to be called once.

    If the process fails, the value is computed here, so that an error has its usual message.
    """
    if not can_fork():
        return compute
    reader, writer = os.pipe()
    process = os.fork()
    if not process:
        os.close(reader)
        _answer(compute, writer)
    os.close(writer)

    def wait() -> T:
        with os.fdopen(reader, "rb") as answer:
            said = answer.read()
        _, status = os.waitpid(process, 0)
        found: T = compute() if status else marshal.loads(said)  # noqa: S302  # our own process wrote it
        return found

    return wait


def _answer(compute: Callable[[], Any], writer: int) -> NoReturn:
    """What the process does; it never returns to what the other one goes on with."""
    status = 1
    try:
        with os.fdopen(writer, "wb") as answer:
            answer.write(marshal.dumps(compute()))
        status = 0
    finally:
        os._exit(status)
