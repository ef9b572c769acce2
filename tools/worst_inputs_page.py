"""Measures check and build on the worst inputs of the tests, and writes `docs/worst-inputs.md`: `make worst`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
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
Where a rule is named, it refuses some of the input, which makes that cheap. The tests measure that the work grows no
faster than the input.
"""
ONE = """
## One note

| Input | Size | Refused by | Check | Memory | Build | Memory |
|---|--:|---|--:|--:|--:|--:|
"""
MANY = """
## Folders of notes

What a note takes is what it adds to the build of an empty site, on average. A folder of twice as many takes about twice
the time and, as pages are kept until they are written, memory for twice the pages.

| Input | Size | Notes | Refused by | Check | Memory | Build | Memory | A note takes |
|---|--:|--:|---|--:|--:|--:|--:|--:|
"""
ALONE = """\
import os, sys
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[
    (os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)])
_, status, used = os.wait4(process, 0)
print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""
"""What a process has at most begins with what the one has that starts it, so that one does nothing else."""


class Cost(NamedTuple):
    """What a command takes."""

    seconds: float
    megabytes: int

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s and {self.megabytes} MB"


def measure(root: Path, *command: str) -> Cost:
    """Return what a command takes in a project, with all its processes."""
    alone = [sys.executable, "-I", "-S", "-c", ALONE, str(COP), "-C", str(root), *command]
    status, seconds, megabytes = subprocess.check_output(alone, text=True).split()  # noqa: S603  # our own program
    if status not in {"0", "1"}:
        raise SystemExit(f"cop {command[0]} ended with status {status}")
    return Cost(float(seconds), int(megabytes))


def measure_both(notes: Notes, refused_by: str = "") -> tuple[Cost, Cost]:
    """Return what a check and a build of notes take; stop if another rule refuses them than is said."""
    with tempfile.TemporaryDirectory() as name:
        root = write_notes(set_up(Path(name)), {"index.md": CHARTER, **notes})
        if (found := find_refusals(read_project(root, date(2026, 11, 25)), notes)) != refused_by:
            raise SystemExit(f"{next(iter(notes))} and others are refused by {found!r}, not by {refused_by!r}")
        return measure(root, "check"), measure(root, "build", "--keep-going")


def describe(worst: WorstInput, empty: Cost) -> tuple[bool, str]:
    """Return whether an input is one note, and its row; `empty` is what the build of an empty site takes."""
    sys.stderr.write(f"{worst.name}\n")
    notes = worst.make(worst.size)
    check, build = measure_both(notes, worst.refused_by)
    costs = [f"{cost.seconds:.1f} s | {cost.megabytes} MB" for cost in (check, build)]
    cells = [worst.name, f"{worst.size:,} {worst.unit}", worst.refused_by, *costs]
    if len(notes) > 1:
        cells.insert(2, f"{len(notes):,}")
        cells.append(f"{(build.seconds - empty.seconds) / len(notes) * 1000:.0f} ms")
    return len(notes) == 1, f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    check, build = measure_both({})
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # seconds of the processor are the same beside others
        rows = list(pool.map(partial(describe, empty=build), INPUTS))
    one, many = ("".join(row for is_one, row in rows if is_one is wanted) for wanted in (True, False))
    PAGE.write_text(HEAD.format(check=check, build=build) + ONE + one + MANY + many, "utf-8")
