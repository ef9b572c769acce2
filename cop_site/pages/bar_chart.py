"""Charts of bars with the table behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cop_site.charts.bars import Bar, draw_bars
from cop_site.charts.svg import Frame
from cop_site.wording.catalogue import Wording

_PARTS = ("cop-bar__1", "cop-bar__2", "cop-bar__3")
_WIDTH = 324.0
"""Pixels, which a phone has space for."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bars, for the key to the chart and the heads of the table."""

    name: str
    colour: str
    """The class that gives it its colour."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """A bar, for the table behind the chart."""

    name: str
    counts: tuple[int, ...]
    """One for each part."""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars whose parts are stacked."""

    drawing: Markup
    title: str
    """What it shows."""
    head: str
    """What the bars are, such as quarters."""
    parts: tuple[Part, ...]
    rows: tuple[BarRow, ...]


def view_bars(
    wording: Wording, title: str, head: str, parts: Sequence[str], rows: Iterable[tuple[str, Sequence[int]]]
) -> BarChart | None:
    """Return a chart; `rows` are the names and counts of the bars. None where there is nothing to show."""
    table = tuple(BarRow(name, tuple(counts)) for name, counts in rows)
    if not any(any(row.counts) for row in table):
        return None
    colours = _PARTS[: len(parts)]

    def number(count: int) -> str:
        return str(wording.number(count))

    bars = [
        Bar(row.name, row.counts, wording.beside(*map(wording.named, parts, map(number, row.counts)))) for row in table
    ]
    key = tuple(Part(name, colour) for name, colour in zip(parts, colours, strict=True))
    return BarChart(draw_bars(bars, colours, Frame(_WIDTH, wording.direction), number), title, head, key, table)
