"""Times cold builds of the same notes with `cop build` and plain `mkdocs build`, in turn, as whole processes.

Cold means a fresh copy of the project folder, without a site or a cache. Python's bytecode is compiled before. CPU
seconds are those of the process and its children; peak memory is that of the largest of these processes.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

from notes import write_project

TOOLS = ("cop", "mkdocs")
WARM_UP_NOTES = 10
MEBIBYTE = 2**20


class BuildError(Exception):
    """A build that failed, or made no page for a note; the message has the output."""


@dataclass(frozen=True)
class Run:
    """Wall and CPU seconds of one build, and its peak memory in bytes."""

    wall: float
    cpu: float
    peak: int


def command(tool: str, project: Path, site: Path) -> list[str]:
    """Return the command line that builds a project with a tool."""
    if tool == "cop":
        cop = Path(sys.executable).with_name("cop")
        return [str(cop), "-C", str(project), "build", "--output", str(site)]
    config = project / "mkdocs.yml"
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config), "-d", str(site)]


def build(tool: str, project: Path, site: Path) -> Run:
    """Build a project in a process of its own and measure it; raise BuildError if it fails."""
    log = project.with_suffix(".log")
    with log.open("wb") as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command(tool, project, site),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_environment(project),
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        end = log.read_text("utf-8", "replace")[-4000:]
        raise BuildError(f"{tool} ended with {process.returncode}:\n{end}")
    # Linux counts in KiB, macOS in bytes.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Run(wall, usage.ru_utime + usage.ru_stime, peak)


def _environment(project: Path) -> dict[str, str]:
    """Return environment variables for a build: the user's cache is not used, and Python writes bytecode."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "XDG_CACHE_HOME": str(project.with_suffix(".cache"))}


def note_pages(project: Path, site: Path) -> list[bytes]:
    """Return the HTML of every meetup note; raise BuildError if one has no page."""
    notes = sorted((project / "content/meetups").iterdir())
    pages = [site / "meetups" / note.stem / "index.html" for note in notes]
    missing = [page.parent.name for page in pages if not page.is_file()]
    if missing:
        raise BuildError(f"{len(missing)} of {len(pages)} notes have no page, such as {missing[0]}")
    return [page.read_bytes() for page in pages]


class Bench:
    """The measurements of one comparison."""

    def __init__(self, folder: Path, notes: int) -> None:
        self._folder = folder
        self._notes = notes
        self._runs = 0
        self.cold: dict[str, list[Run]] = {}
        self.warm: list[Run] = []
        self.page_sizes: dict[str, tuple[float, float]] = {}

    def warm_up(self, tool: str) -> None:
        """Build a few notes first, so that no measured run compiles Python's modules."""
        project = self._fresh(tool, WARM_UP_NOTES)
        build(tool, project, project.with_suffix(".site"))

    def measure(self, tool: str) -> None:
        """Measure one cold build, for cop also a warm one, and the sizes of the pages."""
        project = self._fresh(tool, self._notes)
        site = project.with_suffix(".site")
        self.cold.setdefault(tool, []).append(build(tool, project, site))
        if tool == "cop":
            self.warm.append(build(tool, project, site))
        if tool not in self.page_sizes:
            pages = note_pages(project, site)
            packed = [gzip.compress(page, mtime=0) for page in pages]
            self.page_sizes[tool] = (mean(map(len, pages)), mean(map(len, packed)))

    def _fresh(self, tool: str, notes: int) -> Path:
        original = self._folder / "original" / f"{tool}-{notes}"
        if not original.exists():
            write_project(original, notes, plain=tool == "mkdocs")
        # Nothing is deleted before the end: on some file systems, the next process to write would be slower.
        self._runs += 1
        return Path(shutil.copytree(original, self._folder / f"run-{self._runs}" / tool))


def report(bench: Bench) -> None:
    """Print every run, the spread of each figure, and the ratio of each pair."""
    print(f"\n{'':13} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9}")
    runs = {f"{tool} cold": runs for tool, runs in bench.cold.items()} | {"cop warm": bench.warm}
    for name, measured in runs.items():
        for number, run in enumerate(measured, 1):
            print(f"{name:11} {number} {run.wall:8.2f} {run.cpu:8.2f} {run.peak / MEBIBYTE:9.0f}")
    print("\nHTML of a note, mean bytes")
    for tool, (raw, packed) in bench.page_sizes.items():
        print(f"{tool:11}   {raw:8,.0f}, gzipped {packed:,.0f}")
    print("\nwall seconds")
    for name, measured in runs.items():
        if measured:
            print(f"{name:11}   {spread([run.wall for run in measured])}")
    if len(bench.cold) == len(TOOLS):
        pairs = zip(bench.cold["mkdocs"], bench.cold["cop"], strict=True)
        ratios = [mkdocs.wall / cop.wall for mkdocs, cop in pairs]
        print("\nratio of wall seconds, mkdocs to cop, cold")
        print(f"{'':11}   {', '.join(f'{ratio:.2f}' for ratio in ratios)}: {spread(ratios)}")


def spread(figures: list[float]) -> str:
    """Return the minimum, median and maximum of some figures."""
    return f"min {min(figures):.2f}, median {median(figures):.2f}, max {max(figures):.2f}"


def machine() -> str:
    """Return the system, Python version and packages."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("cop-site", "mkdocs", "mkdocs-material"))
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"{platform.python_implementation()} {platform.python_version()}\n{packages}"
    )


def main() -> int:
    """Measure as the command line says; return 1 if a build failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--notes", type=int, default=1000, help="meetup notes (default: %(default)s)")
    parser.add_argument("--pairs", type=int, default=3, help="builds of each, in turn (default: %(default)s)")
    parser.add_argument("--only", choices=TOOLS, help="measure one of them alone")
    arguments = parser.parse_args()
    tools = [arguments.only] if arguments.only else list(TOOLS)
    print(machine())
    print(f"{arguments.notes:,} meetup notes, {arguments.pairs} cold builds each: {', '.join(tools)}")
    with TemporaryDirectory(prefix="cop-bench-") as folder:
        bench = Bench(Path(folder), arguments.notes)
        try:
            for tool in tools:
                bench.warm_up(tool)
            for _ in range(arguments.pairs):
                for tool in tools:
                    bench.measure(tool)
        except BuildError as error:
            print(error, file=sys.stderr)
            return 1
    report(bench)
    return 0


if __name__ == "__main__":
    sys.exit(main())
