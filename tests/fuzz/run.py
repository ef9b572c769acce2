"""Runs fuzzers: one input after the other, each from a seed of its own, with a bound on the processor's time."""

from __future__ import annotations

import re
import resource
import shutil
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

from fuzz.fuzzers import Fuzzer

_VARYING = re.compile(r"(['\"]).*?\1|\d+|<.*|^.*/: ", re.DOTALL)
"""Matches what makes two messages about the same thing differ."""


@dataclass
class Result:
    """What has been tried."""

    inputs: int = 0
    breaches: dict[str, list[int]] = field(default_factory=dict)
    """The seeds of the inputs for which something did not hold, by the kind of it."""


class TooLongError(Exception):
    """An input has kept the processor busy for too long."""


def try_one(fuzzer: Fuzzer, seed: int, keep: Path | None = None) -> list[str]:
    """Return what does not hold for the input of a seed, each once; it is written to `keep`, if given."""
    folder = Path(tempfile.mkdtemp(prefix="cop-fuzz-"))
    root, random = folder / "project", Random(seed)  # noqa: S311  # nothing is kept secret by it
    root.mkdir()
    breaches: list[str] = []
    try:
        with _limit(fuzzer.cpu_seconds):
            hidden = fuzzer.make(random, root)
            if keep:
                with suppress(shutil.Error):
                    shutil.copytree(root, keep, symlinks=True, dirs_exist_ok=True)
            breaches += fuzzer.try_it(random, root, hidden)
    except Exception as error:  # that there is none is what is tested
        at = traceback.extract_tb(error.__traceback__)
        ours = next((frame for frame in reversed(at) if "cop_site" in frame.filename), at[-1])
        breaches.append(f"{type(error).__name__} at {Path(ours.filename).name}:{ours.lineno}: {str(error)[:300]}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return list(dict.fromkeys(breaches))


def run(fuzzer: Fuzzer, first: int, is_over: Callable[[Result], bool], echo: Callable[[str], None]) -> Result:
    """Try inputs from a seed on until it is over; `echo` gets each breach when it is first seen."""
    result = Result()
    while not is_over(result):
        seed = first + result.inputs
        for breach in try_one(fuzzer, seed):
            kind = _VARYING.sub("…", breach)
            if kind not in result.breaches:
                echo(f"--seed {seed}: {ascii(breach)[1:-1]}")
            result.breaches.setdefault(kind, []).append(seed)
        result.inputs += 1
    return result


def measure_cpu() -> float:
    """Return the seconds that this process and those it has ended have kept a processor busy."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


@contextmanager
def _limit(seconds: int) -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise TooLongError(f"{seconds} seconds of the processor are over")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
