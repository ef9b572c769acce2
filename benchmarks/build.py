"""Measures builds of the same notes with cop and other generators, in turn, as whole processes.

Each pair builds a fresh copy of the project, with no site and no cache, then builds it again, and again after the text
of one note was edited. What is measured is put into `results.json`, in place of what was there of the same kind;
`RESULTS.md` and `cost.svg` are written from it.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import FailedError, find_peak, run
from peers import PEERS
from results import Results
from served import edit, measure_check, measure_serve

BUILDS = ("cold", "unchanged", "edited")
OURS = ("check", "serve")
"""What only cop does."""
KINDS = (*BUILDS, "memory", *OURS)
WARM_UP_NOTES = 10


class Bench:
    """The measurements of one number of notes."""

    def __init__(self, folder: Path, notes: int, kinds: Collection[str], results: Results) -> None:
        self._folder, self._notes, self._kinds, self._results = folder, notes, kinds, results
        self._copies = 0

    def measure(self, name: str) -> None:
        """Measure a generator once, whatever is asked for besides its memory."""
        commands, project = self._commands(name), self._copy(name, self._notes)
        note = sorted((project / "content/meetups").iterdir())[-1]
        for kind in BUILDS:
            if kind == "edited":
                edit(note, 0)
            if any(wanted in self._kinds for wanted in BUILDS[BUILDS.index(kind) :]):
                self._record(name, kind, list(run(commands, project)))
        if not any((project / "site").rglob(f"{note.stem}/index.html")) and any(map(self._kinds.__contains__, BUILDS)):
            raise FailedError(f"{name} made no page of {note.name}")
        if name == "cop" and "check" in self._kinds:
            self._record(name, "check", list(measure_check(str(PEERS[name].path), project, note)))
        if name == "cop" and "serve" in self._kinds:
            for page, seconds in measure_serve(str(PEERS[name].path), project, note).items():
                self._record(name, f"serve {page}", [seconds])

    def weigh(self, name: str) -> None:
        """Measure the memory of a cold build, in a build of its own: to look at it takes time."""
        if peak := find_peak(self._commands(name), self._copy(name, self._notes)):
            self._record(name, "memory", [peak])

    def warm_up(self, name: str) -> None:
        """Build a few notes, so that no measured run compiles Python's modules."""
        run(self._commands(name), self._copy(name, WARM_UP_NOTES))

    def _commands(self, name: str) -> tuple[tuple[str, ...], ...]:
        return PEERS[name].commands(str(PEERS[name].path))

    def _record(self, name: str, kind: str, figures: list[float]) -> None:
        if kind.partition(" ")[0] in self._kinds:
            self._results.add(self._notes, name, kind, figures)
            print(
                f"{self._notes:6,} {name:13} {kind:15} {' '.join(f'{figure:,.2f}' for figure in figures)}", flush=True
            )

    def _copy(self, name: str, notes: int) -> Path:
        original = self._folder / "original" / f"{name}-{notes}"
        if not original.exists():
            PEERS[name].write(original, notes)
        # Nothing is deleted before the end: on some file systems, the next process to write would be slower.
        self._copies += 1
        return Path(shutil.copytree(original, self._folder / f"copy-{self._notes}-{self._copies}" / name))


def describe_machine() -> str:
    """Return the system, its cores and its Python."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def _list_of(names: Collection[str]) -> Callable[[str], list[str]]:
    """Return what reads a list of some of these names."""

    def read(text: str) -> list[str]:
        if unknown := set(text.split(",")) - set(names):
            raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: choose from {', '.join(names)}")
        return text.split(",")

    return read


def main() -> int:
    """Measure as the command line says; return 1 if a build failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--notes", type=int, nargs="+", default=[1000], help="meetup notes (default: 1000)")
    parser.add_argument("--pairs", type=int, default=3, help="builds of each, in turn (default: %(default)s)")
    parser.add_argument("--only", type=_list_of(KINDS), default=KINDS, help=f"of {','.join(KINDS)} (default: all)")
    parser.add_argument("--peers", type=_list_of(PEERS), default=list(PEERS), help=f"of {','.join(PEERS)}")
    arguments = parser.parse_args()
    peers = [name for name in arguments.peers if PEERS[name].path]
    results = Results(Path(__file__).parent, describe_machine(), {name: PEERS[name].version for name in peers})
    results.missing = [PEERS[name].title for name in arguments.peers if name not in peers]
    print("\n".join([results.machine, *(f"{name} {version}" for name, version in results.versions.items())]))
    print(*(f"{title}: not found" for title in results.missing), sep="\n")
    results.forget(arguments.notes, peers, arguments.only)
    with TemporaryDirectory(prefix="cop-bench-") as folder:
        try:
            for notes in arguments.notes:
                _measure(Bench(Path(folder), notes, arguments.only, results), peers, arguments)
        except FailedError as error:
            print(error, file=sys.stderr)
            return 1
    results.write()
    return 0


def _measure(bench: Bench, peers: list[str], arguments: argparse.Namespace) -> None:
    for name in peers:
        bench.warm_up(name)
    for _ in range(arguments.pairs):
        for name in peers:
            bench.measure(name)
    if "memory" in arguments.only:
        for name in peers:
            bench.weigh(name)


if __name__ == "__main__":
    sys.exit(main())
