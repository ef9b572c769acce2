"""Draws seconds against notes, both by powers of ten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor, log10

from markupsafe import Markup

from cop_site.charts.svg import Element, drawing, element

_LEFT, _TOP, _WIDTH, _HEIGHT = 56.0, 34.0, 430.0, 300.0
_LABELS = 16.0
"""The height of a line of text."""
_COLOURS = ("#0b7285", "#0b7285", "#c2255c", "#c2255c", "#5f3dc4", "#2b8a3e", "#e67700")
_STYLE = """text { font: 13px system-ui, sans-serif; fill: #343a40 } .grid { stroke: #8886 }
polyline { fill: none; stroke-width: 2 } @media (prefers-color-scheme: dark) { text { fill: #dee2e6 } }"""

Points = Sequence[tuple[int, float]]


def draw(lines: Mapping[str, Points]) -> str:
    """Return the lines as a drawing that needs no stylesheet; every second of two with one colour is dashed."""
    found = [(title, points, number) for number, (title, points) in enumerate(lines.items()) if points]
    if not found:
        return drawing(_WIDTH, _HEIGHT)
    scale = _Scale([point for _, points, _ in found for point in points])
    return drawing(
        _LEFT + _WIDTH + 190,
        _TOP + _HEIGHT + 44,
        element("style", Markup(_STYLE)),  # noqa: S704  # ours
        element("text", "Seconds of the processor for a build from nothing", x=4, y=18),
        element("text", "notes", x=_LEFT + _WIDTH, y=_TOP + _HEIGHT + 38, text_anchor="end"),
        *scale.draw_grid(),
        *(_draw_line(points, number, scale) for _, points, number in found),
        *_draw_labels([(title, scale.place(*points[-1])[1], number) for title, points, number in found]),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_label="Seconds of the processor for a build from nothing against the number of notes",
    )


class _Scale:
    """Where points are in the drawing."""

    def __init__(self, points: Points) -> None:
        across, up = [log10(notes) for notes, _ in points], [log10(seconds) for _, seconds in points]
        self._sizes = sorted({notes for notes, _ in points})
        self._first, self._across = min(across), max(across) - min(across) or 1
        self._lowest, self._highest = floor(min(up)), ceil(max(up))

    def place(self, notes: float, seconds: float) -> tuple[float, float]:
        height = (log10(seconds) - self._lowest) / (self._highest - self._lowest or 1)
        return _LEFT + (log10(notes) - self._first) / self._across * _WIDTH, _TOP + (1 - height) * _HEIGHT

    def draw_grid(self) -> Iterator[Element]:
        """Yield a line for each power of ten, with its name, and the numbers of notes."""
        for power in range(self._lowest, self._highest + 1):
            _, y = self.place(self._sizes[0], 10**power)
            yield element("line", class_="grid", x1=_LEFT, x2=_LEFT + _WIDTH, y1=y, y2=y)
            yield element("text", f"{10**power:g}", x=_LEFT - 8, y=y + 4, text_anchor="end")
        for notes in self._sizes:
            x, _ = self.place(notes, 1)
            yield element("text", f"{notes:,}", x=x, y=_TOP + _HEIGHT + 20, text_anchor="middle")


def _draw_line(points: Points, number: int, scale: _Scale) -> Element:
    places = [scale.place(*point) for point in points]
    colour, dashes = _COLOURS[number], "6 4" if _is_second(number) else None
    return element(
        "g",
        element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in places), stroke_dasharray=dashes),
        *(element("circle", cx=x, cy=y, r=3.0, fill=colour) for x, y in places),
        stroke=colour,
    )


def _draw_labels(ends: Sequence[tuple[str, float, int]]) -> Iterator[Element]:
    """Yield the names of the lines, from the top, at the heights of their ends as far as they do not overlap."""
    last = 0.0
    for title, y, number in sorted(ends, key=lambda end: end[1]):
        last = max(y, last + _LABELS)
        x, dashes = _LEFT + _WIDTH + 12, "6 4" if _is_second(number) else None
        line = element(
            "polyline", points=f"{x},{last} {x + 24},{last}", stroke=_COLOURS[number], stroke_dasharray=dashes
        )
        yield element("g", line, element("text", title, x=x + 30, y=last + 4))


def _is_second(number: int) -> bool:
    return _COLOURS.index(_COLOURS[number]) < number
