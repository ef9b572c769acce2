"""Measures check and build on the worst inputs of the tests, and writes `docs/worst-inputs.md`: `make worst`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sites import COP, EXAMPLE, set_up, write_notes
from worst_inputs import CHARTER, INPUTS, Notes, WorstInput, find_refusals

from cop_site.project.open import read_project

PAGE = EXAMPLE / "docs" / "worst-inputs.md"
HEAD = """\
# Worst inputs

What the worst inputs of `tests/worst_inputs.py` cost: a note, or a folder of notes, within all limits, which keeps
some step as busy as it can. Each is measured at its full size, in `cop check` and in `cop build` with its search index.

Seconds are of the processor, those of all processes together, and memory is the most that one of them has at once.
Both include the program itself: without any note, a check takes {check}, and a build {build}.
Where a rule is named, it refuses some of the input, which makes that cheap. The tests measure that twice the input
takes about twice the time.

| Input | Size | Refused by | Check | Memory | Build | Memory |
|---|--:|---|--:|--:|--:|--:|
"""


class Cost(NamedTuple):
    """What a command takes."""

    seconds: float
    megabytes: int

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s and {self.megabytes} MB"


def measure(root: Path, *command: str) -> Cost:
    """Return what a command takes in a project, with all its processes."""
    process = subprocess.Popen(  # noqa: S603  # our own program, no shell
        [COP, "-C", root, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"cop {command[0]} ended with status {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def measure_both(notes: Notes, refused_by: str = "") -> tuple[Cost, Cost]:
    """Return what a check and a build of notes take; stop if another rule refuses them than is said."""
    with tempfile.TemporaryDirectory() as name:
        root = write_notes(set_up(Path(name)), {"index.md": CHARTER, **notes})
        if (found := find_refusals(read_project(root, date(2026, 11, 25)), notes)) != refused_by:
            raise SystemExit(f"{next(iter(notes))} and others are refused by {found!r}, not by {refused_by!r}")
        return measure(root, "check"), measure(root, "build", "--keep-going")


def describe(worst: WorstInput) -> str:
    """Return the row of an input in the table."""
    sys.stderr.write(f"{worst.name}\n")
    check, build = measure_both(worst.make(worst.size), worst.refused_by)
    return (
        f"| {worst.name} | {worst.size:,} {worst.unit} | {worst.refused_by}"
        f" | {check.seconds:.1f} s | {check.megabytes} MB | {build.seconds:.1f} s | {build.megabytes} MB |\n"
    )


if __name__ == "__main__":
    check, build = measure_both({})
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # seconds of the processor are the same beside others
        rows = list(pool.map(describe, INPUTS))
    PAGE.write_text(HEAD.format(check=check, build=build) + "".join(rows), "utf-8")
