"""Draws bars whose parts are stacked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cop_site.charts.labels import break_lines
from cop_site.charts.svg import Element, Frame, drawing, element

_TOP, _HEIGHT, _AXIS = 18.0, 90.0, 8.0
_FONT, _LINE, _SPACE = 12.0, 14.0, 8.0
"""The size of the font of names, the height of a line, and the space between two names."""
_MOST_LINES = 4


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


def draw_bars(bars: Sequence[Bar], parts: Sequence[str], frame: Frame, write: Callable[[int], str] = str) -> Markup:
    """Return bars with their totals as a drawing; a table beside it says the same.

    `parts` are the classes of their parts, from the bottom; `write` returns a number as readers see it.
    """
    most = max((sum(bar.counts) for bar in bars), default=0) or 1
    columns = Columns(frame.width / max(len(bars), 1), _TOP + _HEIGHT, _HEIGHT / most)
    marks = []
    for number, bar in enumerate(bars):
        total, middle = sum(bar.counts), (number + 0.5) * columns.step
        y = columns.bottom - total * columns.unit - 5
        marks += draw_bar(bar, parts, number, columns)
        marks.append(element("text", write(total), class_="cop-bar__total", x=middle, y=y, text_anchor="middle"))
    height = columns.bottom + measure_names(bars, columns.step)
    return drawing(
        frame.width, height, *marks, direction=frame.direction, class_="cop-chart cop-bars", aria_hidden="true"
    )


def measure_names(bars: Sequence[Bar], step: float) -> float:
    """Return the height of the names of bars in columns of a width."""
    return _AXIS + _LINE * max((len(_break(bar.name, step)) for bar in bars), default=1)


def draw_bar(bar: Bar, parts: Sequence[str], number: int, columns: Columns) -> list[Element]:
    """Return a bar in the column with a number, from 0, and its name below it; `parts` are as above."""
    thick, middle, y = min(48.0, columns.step * 0.6), (number + 0.5) * columns.step, columns.bottom
    drawn = []
    for part, count in zip(parts, bar.counts, strict=True):
        y -= columns.unit * count
        if count:
            # A line of the page's colour keeps the parts apart.
            height = max(columns.unit * count - 1.5, 1)
            drawn.append(element("rect", class_=part, x=middle - thick / 2, y=y, width=thick, height=height))
    lines = enumerate(_break(bar.name, columns.step))
    at: dict[str, str | float] = {"x": middle, "text_anchor": "middle"}
    names = [
        element("text", line, class_="cop-bar__name", y=columns.bottom + 16 + _LINE * n, **at) for n, line in lines
    ]
    return [element("g", element("title", bar.words), *drawn), *names]


def _break(name: str, width: float) -> tuple[str, ...]:
    """Return the lines of a name, which is broken where it takes more than a width in pixels."""
    return break_lines(name, (width - _SPACE) / _FONT, _MOST_LINES)
