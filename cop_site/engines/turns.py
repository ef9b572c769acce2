"""Has work of many threads done one after the other in one of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import RLock, current_thread
from typing import Any, TypeVar

T = TypeVar("T")

_LOOK_UP = 1.0 if os.name == "nt" else None
"""Seconds after which a waiting thread looks for Ctrl+C, which interrupts it by itself elsewhere."""


class Turns:
    """Runs what threads ask for in the one that calls `serve`; while none does, in their own.

    Rendering code is cut off after a second in the main thread alone: only there is a timer.
    """

    def __init__(self) -> None:
        self._queue: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()
        self._lock = RLock()
        self._thread: object = None

    def run(self, work: Callable[[], T]) -> T:
        """Return what a function returns, or raise what it raises, as soon as it is its turn."""
        if self._thread in (None, current_thread()):
            with self._lock:
                return work()
        future: Future[T] = Future()
        self._queue.put((work, future))
        return future.result()

    def serve(self) -> None:
        """Work for others until interrupted."""
        self._thread = current_thread()
        while True:
            try:
                work, future = self._queue.get(timeout=_LOOK_UP)
            except Empty:
                continue
            try:
                future.set_result(work())
            except Exception as error:  # it is raised where it was asked for
                future.set_exception(error)
