"""Where everything on a topic map is: topics in columns by what they build on, in lanes by area, and their lines.

Lines run along rows only where no topic is in their way, and otherwise between rows and columns, so that none crosses
a topic or its label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

Point = tuple[float, float]

RADIUS = 8.0
"""Half the size of a station's mark."""
_TITLE, _LABEL, _GAP, _EDGE = 26.0, 44.0, 12.0, 14.0
"""Heights of a lane's title, of a label, between rows, and the space left of the first column."""
_ROOMY = 150.0
"""The width of a column in which labels have room."""
_CHANNEL = 18.0
"""The width between two columns where lines run down and up."""
PITCH = 2 * RADIUS + _LABEL + _GAP
"""From a row to the next."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A topic to place."""

    key: str
    area: int
    """The number of its area, from 0."""
    requires: tuple[str, ...]
    """The keys of the topics that it builds on."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a topic is: the middle of its mark."""

    column: int
    row: int
    x: float
    y: float

    def box(self, width: float) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of the mark and its label, for a column of a width."""
        return (self.x - RADIUS, self.y - RADIUS, self.x - RADIUS + label_width(width), self.y + RADIUS + _LABEL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line from a topic to one that builds on it."""

    start: str
    end: str
    points: tuple[Point, ...]
    """Its corners; each part is level or upright."""


@dataclass(frozen=True, slots=True)
class Lane:
    """An area's part of the map, from its top to its bottom."""

    area: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole map."""

    width: float
    height: float
    column: float
    """The width of a column."""
    lanes: tuple[Lane, ...]
    places: Mapping[str, Place]
    lines: tuple[Line, ...]


def label_width(column: float) -> float:
    """Return how wide labels may be in a column of a width."""
    return column - _CHANNEL


def place_topics(stops: Sequence[Stop], width: float, narrowest: float) -> Layout:
    """Return the layout of topics, of which each comes after those that it builds on; others do not count.

    Columns share `width`, but none is narrower than `narrowest`. The same topics give the same layout.
    """
    columns = find_columns(stops)
    largest = max(Counter(stop.area for stop in stops).values(), default=1)
    number = max(max(columns.values(), default=0) + 1, min(largest, int(width // _ROOMY)))
    size = max(narrowest, min(220, (width - _EDGE) / number))
    latest = _find_latest(stops, columns, number - 1)
    places: dict[str, Place] = {}
    lanes: list[Lane] = []
    top, first = 0.0, 0
    for area in sorted({stop.area for stop in stops}):
        own = [stop for stop in stops if stop.area == area]
        cells = _share_cells(own, columns, latest)
        for key, (column, row) in cells.items():
            x, y = _EDGE + RADIUS + column * size, top + _TITLE + _GAP + RADIUS + row * PITCH
            places[key] = Place(column, first + row, x, y)
        used = max(row for _, row in cells.values()) + 1
        bottom = top + _TITLE + used * PITCH + 4
        lanes.append(Lane(area, top, bottom))
        top, first = bottom + _GAP, first + used
    full = max(width, _EDGE + size * number)
    return Layout(full, max(top - _GAP, 0.0), size, tuple(lanes), places, tuple(_draw_lines(stops, places)))


def find_columns(stops: Iterable[Stop]) -> dict[str, int]:
    """Return the column of each topic: after all that it builds on and that comes before it."""
    columns: dict[str, int] = {}
    for stop in stops:
        before = [columns[key] for key in stop.requires if key in columns]
        columns[stop.key] = max(before, default=-1) + 1
    return columns


def _find_latest(stops: Iterable[Stop], columns: Mapping[str, int], last: int) -> dict[str, int]:
    """Return the last column that each topic can stand in: before all that builds on it."""
    latest = dict.fromkeys(columns, last)
    for stop in stops:
        for key in stop.requires:
            if key in columns and columns[key] < columns[stop.key]:
                latest[key] = min(latest[key], columns[stop.key] - 1)
    return latest


def _share_cells(
    stops: Sequence[Stop], columns: Mapping[str, int], latest: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """Return the column and the row of each topic of an area.

    It is in the row of the first topic that it builds on, in its column, if that is free; else in the first free cell
    between its first column and its last.
    """
    cells: dict[str, tuple[int, int]] = {}
    for stop in sorted(stops, key=lambda one: columns[one.key]):
        column, taken = columns[stop.key], set(cells.values())
        wanted = (column, next((cells[key][1] for key in stop.requires if key in cells), 0))
        free = ((place, row) for row in count() for place in range(column, latest[stop.key] + 1))
        cells[stop.key] = next(cell for cell in chain((wanted,), free) if cell not in taken)
    return cells


def _draw_lines(stops: Sequence[Stop], places: Mapping[str, Place]) -> Iterable[Line]:
    """Yield the lines; all that lead to one topic come together in front of it, and different ones do not."""
    taken = {(place.column, place.row) for place in places.values()}
    ends: dict[int, list[str]] = {}
    for stop in stops:
        if any(_comes_before(key, stop.key, places) for key in stop.requires):
            ends.setdefault(places[stop.key].column, []).append(stop.key)
    for stop in stops:
        place = places[stop.key]
        for key in stop.requires:
            if _comes_before(key, stop.key, places):
                others = ends[place.column]
                away = (_CHANNEL - 6) * (others.index(stop.key) + 1) / (len(others) + 1)
                yield Line(key, stop.key, _route(places[key], place, away, taken))


def _comes_before(key: str, other: str, places: Mapping[str, Place]) -> bool:
    return key in places and places[key].column < places[other].column


def _route(start: Place, end: Place, away: float, taken: set[tuple[int, int]]) -> tuple[Point, ...]:
    """Return the corners of a line; `away` is how far in front of `end` it turns, from the left of the channel."""
    turn = end.x - RADIUS - _CHANNEL + away
    if not any((column, start.row) in taken for column in range(start.column + 1, end.column)):
        points = ((start.x, start.y), (turn, start.y), (turn, end.y), (end.x, end.y))
        return points if start.y != end.y else (points[0], points[-1])
    size = (end.x - start.x) / (end.column - start.column)
    leave = start.x + size - RADIUS - _CHANNEL + 3
    between = end.y - RADIUS - _GAP / 2
    return (
        (start.x, start.y),
        (leave, start.y),
        (leave, between),
        (turn, between),
        (turn, end.y),
        (end.x, end.y),
    )
