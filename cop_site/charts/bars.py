"""Draws bars whose parts are stacked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cop_site.charts.svg import drawing, element

_TOP, _HEIGHT, _AXIS = 18.0, 90.0, 22.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, such as that of a quarter."""

    name: str
    counts: tuple[int, ...]
    """Its parts, from the bottom."""
    words: str
    """The same as a sentence."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where bars stand; all lengths are in pixels."""

    step: float
    """The width of the column of a bar."""
    bottom: float
    unit: float
    """The height of one."""


def draw_bars(bars: Sequence[Bar], parts: Sequence[str], width: float) -> Markup:
    """Return bars with their totals as a drawing of a width in pixels; a table beside it says the same.

    `parts` are the classes of their parts, from the bottom.
    """
    most = max((sum(bar.counts) for bar in bars), default=0) or 1
    columns = Columns(width / max(len(bars), 1), _TOP + _HEIGHT, _HEIGHT / most)
    marks = []
    for number, bar in enumerate(bars):
        total, middle = sum(bar.counts), (number + 0.5) * columns.step
        y = columns.bottom - total * columns.unit - 5
        marks += draw_bar(bar, parts, number, columns)
        marks.append(element("text", str(total), class_="cop-bar__total", x=middle, y=y, text_anchor="middle"))
    return drawing(width, _TOP + _HEIGHT + _AXIS, *marks, class_="cop-chart cop-bars", aria_hidden="true")


def draw_bar(bar: Bar, parts: Sequence[str], number: int, columns: Columns) -> list[Markup]:
    """Return a bar in the column with a number, from 0, and its name below it; `parts` are as above."""
    thick, middle, y = min(48.0, columns.step * 0.6), (number + 0.5) * columns.step, columns.bottom
    drawn = []
    for part, count in zip(parts, bar.counts, strict=True):
        y -= columns.unit * count
        if count:
            # A line of the page's colour keeps the parts apart.
            height = max(columns.unit * count - 1.5, 1)
            drawn.append(element("rect", class_=part, x=middle - thick / 2, y=y, width=thick, height=height))
    below = columns.bottom + 16
    name = element("text", bar.name, class_="cop-bar__name", x=middle, y=below, text_anchor="middle")
    return [element("g", element("title", bar.words), *drawn), name]
