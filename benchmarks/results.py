"""Keeps what was measured, and writes the tables and the picture."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from pathlib import Path
from statistics import median

from peers import PEERS
from picture import draw

_BUILDS = {"cold": "from nothing", "unchanged": "nothing changed", "edited": "a text edited"}
_AIMS = (
    ("from nothing, with search ÷ Hugo, then Pagefind", "cop", "cold", "hugo-pagefind", "cold", {1000: 1.0, 5000: 1.0}),
    ("from nothing, without ÷ Hugo", "cop-plain", "cold", "hugo", "cold", {1000: 1.3, 5000: 1.3}),
    ("nothing changed ÷ Hugo", "cop", "unchanged", "hugo", "unchanged", {1000: 0.2, 5000: 0.08}),
    ("a text edited ÷ Hugo", "cop", "edited", "hugo", "unchanged", {1000: 0.5, 5000: 0.25}),
    ("`serve`: the page of a note, seconds after saving", "cop", "serve note", "", "", {1000: 0.15, 5000: 0.4}),
    ("`serve`: the page of a topic", "cop", "serve topic", "", "", {1000: 0.3, 5000: 0.5}),
    ("`serve`: coverage", "cop", "serve coverage", "", "", {1000: 0.3, 5000: 0.8}),
    ("`check` after an edit, seconds", "cop", "check", "", "", {1000: 0.3, 5000: 0.7}),
    ("memory, MB", "cop", "memory", "", "", {1000: 170, 5000: 350, 20000: 700}),
)
"""What is aimed at: our figure, divided by one of another generator, by the number of notes."""
_GROWTH = 1.15
"""What a note among many may cost, compared with one among few."""
_QUIET = 1.5
"""The load up to which a machine does little else."""
_MEGABYTE = 1_000_000


class Results:
    """All figures: a list of pairs of seconds, on the clock and of the processor, or of single figures."""

    def __init__(self, folder: Path, machine: str, versions: dict[str, str]) -> None:
        """Add to the results in a folder; those of another machine are dropped."""
        self._folder, self._file = folder, folder / "results.json"
        kept = json.loads(self._file.read_text("utf-8")) if self._file.is_file() else {}
        kept = kept if kept.get("machine") == machine else {}
        self.machine = machine
        self._loads: dict[str, float] = kept.get("loads", {})
        """How many processes wanted to run when the measurement began: seconds on the clock want a quiet machine."""
        self.versions: dict[str, str] = kept.get("versions", {}) | versions
        self.missing: list[str] = []
        """The generators that were not found."""
        self._measured: dict[str, dict[str, dict[str, list[list[float]]]]] = kept.get("measured", {})

    def forget(self, sizes: Collection[int], names: Collection[str], kinds: Collection[str]) -> None:
        """Drop what is about to be measured again."""
        if hasattr(os, "getloadavg"):
            self._loads |= dict.fromkeys(map(str, sizes), round(os.getloadavg()[0], 1))
        for name in names:
            for size in sizes:
                kept = self._measured.get(str(size), {}).get(name, {})
                for kind in [kind for kind in kept if kind.partition(" ")[0] in kinds]:
                    del kept[kind]

    def add(self, notes: int, name: str, kind: str, figures: list[float]) -> None:
        """Add one measurement."""
        rounded = [round(figure, 3) for figure in figures]
        self._measured.setdefault(str(notes), {}).setdefault(name, {}).setdefault(kind, []).append(rounded)

    def write(self) -> None:
        """Write all figures, the tables and the picture."""
        document = {
            "machine": self.machine,
            "loads": self._loads,
            "versions": self.versions,
            "measured": self._measured,
        }
        self._file.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
        (self._folder / "RESULTS.md").write_text("\n".join(self._describe()) + "\n", "utf-8")
        (self._folder / "cost.svg").write_text(draw(self._lines()), "utf-8")

    def _find(self, notes: int | str, name: str, kind: str, figure: int = 0) -> list[float]:
        return [row[figure] for row in self._measured.get(str(notes), {}).get(name, {}).get(kind, [])]

    def _lines(self) -> dict[str, list[tuple[int, float]]]:
        """Return the processor's seconds of a build from nothing by the number of notes, by the generator's title."""
        sizes = sorted(map(int, self._measured))
        return {
            peer.title: [(size, median(found)) for size in sizes if (found := self._find(size, name, "cold", 1))]
            for name, peer in PEERS.items()
        }

    def _describe(self) -> Iterator[str]:
        yield "# What a build costs\n"
        yield "Written by `make bench`. Medians; every figure is in `results.json`.\n"
        yield f"{self.machine}\n"
        yield "; ".join(f"{PEERS[name].title} {version}" for name, version in self.versions.items()) + "."
        if self.missing:
            yield f"\nNot found: {', '.join(self.missing)}."
        yield "\n![Seconds of the processor for a build from nothing against the number of notes](cost.svg)\n"
        yield "All build the same notes. Hugo and Eleventy have a small theme in `benchmarks/peers/`."
        yield "Theirs have no search, and neither has `cop --no-search`; only cop computes anything from the notes.\n"
        yield from self._describe_aims()
        for size in sorted(map(int, self._measured)):
            yield from self._describe_size(size)

    def _describe_aims(self) -> Iterator[str]:
        yield "## What is aimed at\n\n| | Notes | Aim at most | Measured | |\n|---|--:|--:|--:|---|"
        for title, name, kind, other, other_kind, aims in _AIMS:
            for size, aim in aims.items():
                if (found := self._compare(size, name, kind, other, other_kind)) is not None:
                    shown = found / (_MEGABYTE if kind == "memory" else 1)
                    yield f"| {title} | {size:,} | {aim:g} | {_number(shown)} | {_say(holds=shown <= aim)} |"
        per_note = {size: self._per_note(size) for size in (1000, 20000)}
        if all(per_note.values()):
            growth = per_note[20000] / per_note[1000]
            yield f"| cost of a note, 20,000 ÷ 1,000 | | {_GROWTH} | {growth:.2f} | {_say(holds=growth <= _GROWTH)} |"

    def _compare(self, size: int, name: str, kind: str, other: str, other_kind: str) -> float | None:
        """Return our figure, divided by another one of the same pair if there is one; None if it was not measured."""
        ours = self._find(size, name, kind)
        if other:
            ours = [one / two for one, two in zip(ours, self._find(size, other, other_kind), strict=False)]
        return median(ours) if ours else None

    def _per_note(self, size: int) -> float:
        found = self._find(size, "cop", "cold", 1)
        return median(found) / size if found else 0

    def _describe_size(self, size: int) -> Iterator[str]:
        yield f"\n## {size:,} notes\n"
        if (load := self._loads.get(str(size), 0)) > _QUIET:
            yield f"The machine was busy, with a load of {load}: seconds on the clock say little.\n"
        yield "Seconds on the clock, in brackets those of the processor; memory is that of all processes together.\n"
        yield f"| | {' | '.join(_BUILDS.values())} | memory, MB | builds |\n|---|{'--:|' * (len(_BUILDS) + 2)}"
        for name, peer in PEERS.items():
            if self._measured[str(size)].get(name):
                cells = [self._describe_cell(size, name, kind) for kind in _BUILDS]
                memory = self._find(size, name, "memory")
                shown = f"{median(memory) / _MEGABYTE:,.0f}" if memory else ""
                builds = len(self._find(size, name, "cold"))
                yield f"| {peer.title} | {' | '.join(cells)} | {shown} | {builds} |"

    def _describe_cell(self, size: int, name: str, kind: str) -> str:
        wall, cpu = self._find(size, name, kind), self._find(size, name, kind, 1)
        return f"{median(wall):.2f} ({median(cpu):.2f})" if wall else ""


def _number(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 10 else f"{figure:.2f}"  # more digits say nothing


def _say(*, holds: bool) -> str:
    return "yes" if holds else "**no**"
