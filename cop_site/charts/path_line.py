"""Draws a learning path as a line of stations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cop_site.charts.svg import Element, drawing, element
from cop_site.wording.direction import Direction

_STEP, _EDGE, _MIDDLE = 22.0, 10.0, 11.0
_MOST = 24
"""Stations of the longest line; where there are more, they are closer together."""


@dataclass(frozen=True, slots=True)
class PathStation:
    """A step of a path."""

    key: str
    """The step's note; the reader's progress is stored by it."""
    optional: bool


def draw_path(stations: Sequence[PathStation], direction: Direction) -> Markup:
    """Return the line of a path as a picture; empty without stations. A script fills those that the reader has done."""
    if not stations:
        return Markup()
    step = min(_STEP, _STEP * _MOST / len(stations))
    width = 2 * _EDGE + step * (len(stations) - 1)
    return drawing(
        width,
        2 * _MIDDLE,
        element("path", class_="cop-line__rail", d=f"M{_EDGE} {_MIDDLE}H{width - _EDGE:.1f}"),
        *(_station(station, _EDGE + step * number) for number, station in enumerate(stations)),
        direction=direction,
        class_="cop-chart cop-line",
        aria_hidden="true",
    )


def _station(station: PathStation, x: float) -> Element:
    classes = "cop-line__stop cop-line__stop--optional" if station.optional else "cop-line__stop"
    dot = element("circle", cx=x, cy=_MIDDLE, r=4.5 if station.optional else 6.5)
    return element("g", dot, class_=classes, data_cop_station=station.key)
