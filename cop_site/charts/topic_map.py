"""Draws the topic map: lines are areas, stations are topics, filled by status and ringed by demand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from cop_site.charts.labels import break_lines, is_tall
from cop_site.charts.map_layout import RADIUS, Layout, Line, Place, Point, Stop, label_width, place_topics
from cop_site.charts.svg import Element, Frame, area_class, drawing, element
from cop_site.wording.direction import Direction, direction_of, isolate

_NARROWEST = 128.0
_FONT = 12.0
_BEND = 6.0


@dataclass(frozen=True, slots=True)
class Station:
    """A topic on the map."""

    key: str
    """Its note, such as `topics/facilitation`; the reader's progress is stored by it."""
    title: str
    href: str
    status: str
    """One of the shapes."""
    words: str
    """All that the map shows of it, for screen readers."""
    area: int
    """The number of its area, from 1; 0 for none."""
    requires: tuple[str, ...]
    """The keys of the topics that it builds on."""
    asked: int
    """The number of members who ask for it."""
    next: str
    """The day of the next meetup if that is on it, in words; otherwise empty."""
    lang: str
    """The language of the title; empty if it is that of the interface text."""


@dataclass(frozen=True, slots=True)
class AreaName:
    """The title of an area."""

    title: str
    """May be empty."""
    lang: str
    """The language of the title; empty if it is that of the interface text."""


def draw_topic_map(
    stations: Sequence[Station], areas: Mapping[int, AreaName], shapes: Mapping[str, Markup], frame: Frame, title: str
) -> Markup:
    """Return the map in one drawing of at least the width of the frame; `areas` has the title of each by its number.

    Stations come after those that they require. `shapes` has the drawing for each status.
    """
    order = {number: place for place, number in enumerate(areas)}
    stops = [Stop(station.key, order[station.area], station.requires) for station in stations]
    layout = place_topics(stops, frame.width, _NARROWEST)
    numbers = [*areas]
    by_key = {station.key: station for station in stations}
    return drawing(
        layout.width,
        layout.height,
        _define(shapes, {station.status for station in stations}),
        *_lanes(layout, areas, numbers, frame.direction),
        *(_line(line, by_key) for line in layout.lines),
        *(_station(station, layout.places[station.key], layout.column, frame.direction) for station in stations),
        direction=frame.direction,
        class_="cop-chart cop-map__wide",
        role="group",
        aria_label=title,
    )


def _define(shapes: Mapping[str, Markup], used: Iterable[str]) -> Element:
    marks = (element("g", shapes[status], id=_mark_id(status)) for status in sorted(used))
    return element("defs", *marks, element("path", id=_mark_id("done"), d="M0 4l4 4l7 -8"))


def _mark_id(status: str) -> str:
    return f"cop-mark-{status.replace(' ', '-')}"


def _lanes(
    layout: Layout, areas: Mapping[int, AreaName], numbers: Sequence[int], direction: Direction
) -> Iterable[Element]:
    for lane in layout.lanes:
        number = numbers[lane.area]
        height = lane.bottom - lane.top
        band = element("rect", class_="cop-map__lane", y=lane.top, width=layout.width, height=height, rx=6)
        area = areas[number]
        place = {"x": RADIUS + 6, "y": lane.top + 20}
        title = _isolate(area.title, area.lang, direction)
        name = element("text", title, class_="cop-map__area", lang=area.lang or None, **place)
        yield element("g", band, name if area.title else "", class_=area_class(number))


def _isolate(line: str, lang: str, direction: Direction, whole: str = "") -> str:
    return isolate(line, direction, direction_of(lang) if lang else None, whole=whole)


def _line(line: Line, stations: Mapping[str, Station]) -> Element:
    start, end = stations[line.start], stations[line.end]
    kind = "cop-map__line" if start.area == end.area else "cop-map__line cop-map__line--across"
    return element("path", d=_bend(line.points), class_=f"{kind} {area_class(end.area)}")


def _bend(points: Sequence[Point]) -> str:
    """Return the path through some corners, which are rounded."""
    path = "M{:.1f} {:.1f}".format(*points[0])
    for (before, corner), (_, after) in pairwise(pairwise(points)):
        reach = min(_BEND, _distance(before, corner) / 2, _distance(corner, after) / 2)
        begin, end = _toward(corner, before, reach), _toward(corner, after, reach)
        path += f"L{begin[0]:.1f} {begin[1]:.1f}Q{corner[0]:.1f} {corner[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    return path + "L{:.1f} {:.1f}".format(*points[-1])


def _distance(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _toward(start: Point, goal: Point, reach: float) -> Point:
    length = _distance(start, goal) or 1.0
    return start[0] + (goal[0] - start[0]) * reach / length, start[1] + (goal[1] - start[1]) * reach / length


def _station(station: Station, place: Place, column: float, direction: Direction) -> Element:
    x, y = place.x, place.y
    lines = break_lines(station.title, label_width(column) / _FONT, 2 if station.next else 3)
    label = [
        element(
            "tspan",
            _isolate(line, station.lang, direction, station.title),
            x=x - RADIUS,
            dy=0 if number == 0 else 14,
            lang=station.lang or None,
        )
        for number, line in enumerate(lines)
    ]
    if station.next:
        label.append(element("tspan", station.next, class_="cop-map__next", x=x - RADIUS, dy=14))
    ring = element("circle", class_="cop-map__ring", cx=x, cy=y, r=RADIUS + 4) if station.asked else ""
    done = element("use", class_="cop-map__done", href=f"#{_mark_id('done')}", x=x + 2, y=y - 12, width=11)
    # Below the mark lies the colour of the page, so that no line is seen through it.
    ground = element("circle", class_="cop-map__ground", cx=x, cy=y, r=RADIUS)
    mark = element("use", href=f"#{_mark_id(station.status)}", x=x - RADIUS, y=y - RADIUS, width=2 * RADIUS)
    text = element("text", *label, x=x - RADIUS, y=y + RADIUS + (17 if is_tall(station.title) else 15))
    classes = f"cop-map__station {area_class(station.area)}{' cop-map__station--next' if station.next else ''}"
    return element(
        "a",
        element("title", station.words),
        ring,
        ground,
        mark,
        done,
        text,
        href=station.href,
        class_=classes,
        aria_label=station.words,
        data_cop_station=station.key,
    )
