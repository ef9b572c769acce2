"""Measures processes: seconds, seconds of the processor, and the memory of all that they start."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

_PAUSE = 0.02
"""Seconds between two looks at the memory."""


class FailedError(Exception):
    """A process that failed; the message has its output."""


class Run(NamedTuple):
    """The seconds on the clock and of the processor."""

    wall: float
    cpu: float


def run(commands: Iterable[Sequence[str]], project: Path) -> Run:
    """Run commands in a project, one after the other, and measure them; raise FailedError if one fails."""
    begin, before = time.perf_counter(), os.times()
    for command in commands:
        with start(command, project) as process:
            output, _ = process.communicate()
        if process.returncode:
            raise FailedError(f"{' '.join(command)} ended with {process.returncode}:\n{output[-4000:]}")
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(time.perf_counter() - begin, used)


def start(command: Sequence[str], project: Path) -> subprocess.Popen[str]:
    """Start a command in a project, with a cache of its own; Python writes bytecode."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(
        command,
        cwd=project,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**inherited, "XDG_CACHE_HOME": str(project.with_suffix(".cache")), "NO_MKDOCS_2_WARNING": "1"},
    )


def find_peak(commands: Iterable[Sequence[str]], project: Path) -> int | None:
    """Run commands, and return the most bytes that all processes had together; None where the system does not tell.

    What processes share is counted once.
    """
    if sys.platform != "linux":
        return None
    peaks, done = [0], Event()

    def watch() -> None:
        while not done.wait(_PAUSE):
            peaks.append(sum(map(_weigh, _find_children(os.getpid()))))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        run(commands, project)
    finally:
        done.set()
        watcher.join()
    return max(peaks)


def _find_children(process: int) -> list[int]:
    """Return the processes that a process has started, and those that these have started, and so on."""
    children: list[int] = []
    for thread in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children += map(int, thread.read_text().split())
        except OSError:  # it has just ended
            continue
    return [*children, *(grandchild for child in children for grandchild in _find_children(child))]


def _weigh(process: int) -> int:
    """Return the bytes of a process, and its share of those that it has together with others."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # as above
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)
