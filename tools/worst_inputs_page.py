"""Measures the check on the worst inputs of the tests, and writes `docs/worst-inputs.md`: `make worst`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from worst_inputs import CHARTER, INPUTS, WorstInput

SHOWN = (
    *(
        "headings",
        "open links",
        "links to nothing",
        "attribute lists",
        "control characters, one per line",
        "admonitions",
    ),
    *("one reference, defined and used", "nested images", "nested html", "unknown tags", "indented with tabs"),
    *("anchors", "topics with dense prerequisites", "topics in a ring", "unknown prerequisites"),
    *("glossary of many names", "notes with a broken link each"),
)
"""The inputs on the page: those that cost most, or once did. The tests measure all."""
PAGE = Path(__file__).parents[1] / "docs" / "worst-inputs.md"
COP = Path(sys.executable).with_name("cop")
HEAD = """\
# Worst inputs

What the worst inputs of `tests/worst_inputs.py` cost `cop check`: a note, or a folder of notes, within all limits,
which keeps some step as busy as it can. Seconds are of the processor and include the program's start, {start:.1f} s;
memory is the most that it has at once. The tests measure that twice the input takes about twice the time.

| Input | Size | Half of it | All of it | Memory |
|---|--:|--:|--:|--:|
"""


def measure(notes: dict[str, str]) -> tuple[float, int]:
    """Return the seconds and the megabytes that a check of a project with these notes takes."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "pyproject.toml").write_text("[tool.cop]\nas_of = 2026-11-25\n", "utf-8")
        for path, text in {"index.md": CHARTER, **notes}.items():
            file = root / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="")
        process = subprocess.Popen(  # noqa: S603  # our own program, no shell
            [COP, "-C", root, "check"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"the check ended with status {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def rows() -> Iterator[str]:
    """Yield the row of each input in the table."""
    for worst in (worst for worst in INPUTS if worst.name in SHOWN):
        half, whole = (measure(dict(worst.make(size))) for size in (worst.size // 2, worst.size))
        yield describe(worst, half[0], *whole)


def describe(worst: WorstInput, half: float, whole: float, memory: int) -> str:
    """Return one row."""
    return f"| {worst.name} | {worst.size:,} {worst.unit} | {half:.2f} s | {whole:.2f} s | {memory} MB |\n"


if __name__ == "__main__":
    start, _ = measure({})
    PAGE.write_text(HEAD.format(start=start) + "".join(rows()), "utf-8")
