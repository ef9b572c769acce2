"""Charts: where their parts are, that they say everything once, and that their colours can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from communities import AS_OF, TEMPLATES
from communities import measure as measure_figures
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import EXAMPLE, Element, parse

from cop_site.charts.growth import Stack, draw_growth
from cop_site.charts.labels import break_lines, measure
from cop_site.charts.map_layout import Layout, Stop, place_topics
from cop_site.charts.path_line import PathStation, draw_path
from cop_site.charts.season import Bar, Span, Strip, draw_strip
from cop_site.charts.svg import AREAS, Frame, area_class, drawing, element
from cop_site.insight.cadence import find_silences
from cop_site.insight.coverage import Status
from cop_site.insight.growth import measure_growth
from cop_site.model.rhythm import Break

WIDTH, NARROWEST = 936.0, 128.0
STYLE = (TEMPLATES / "assets" / "charts.css").read_text("utf-8")
GROUNDS = {"light": ("#ffffff", "#f7f8f6"), "dark": ("#141a18", "#1c2321")}
"""The colours of pages and of panels, as in `cop.css`."""


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes (left, top, right, bottom) have an area in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def crossings(layout: Layout) -> list[tuple[str, str, str]]:
    """The lines that cross a topic or a label other than those at their ends: start, end and what they cross."""
    found = []
    for line in layout.lines:
        for (x, y), (to_x, to_y) in pairwise(line.points):
            part = (min(x, to_x), min(y, to_y) - 0.1, max(x, to_x) + 0.1, max(y, to_y) + 0.1)
            found += [
                (line.start, line.end, key)
                for key, place in layout.places.items()
                if key not in (line.start, line.end) and overlap(part, place.box(layout.column))
            ]
    return found


@st.composite
def syllabuses(draw: st.DrawFn) -> list[Stop]:
    """Topics of a few areas that build on earlier ones."""
    stops: list[Stop] = []
    for number in range(draw(st.integers(0, 40))):
        earlier = st.sampled_from([stop.key for stop in stops]) if stops else st.nothing()
        requires = draw(st.lists(earlier, max_size=3, unique=True)) if stops else []
        stops.append(Stop(f"t{number}", draw(st.integers(0, 4)), tuple(requires)))
    return stops


def check(layout: Layout, stops: list[Stop]) -> None:
    """Every topic is once on the map, right of what it builds on, inside of its lane, and nothing covers anything."""
    places = layout.places
    lanes = {lane.area: lane for lane in layout.lanes}
    assert sorted(places) == sorted(stop.key for stop in stops)
    boxes = {key: place.box(layout.column) for key, place in places.items()}
    keys = sorted(boxes)
    assert not [(a, b) for n, a in enumerate(keys) for b in keys[n + 1 :] if overlap(boxes[a], boxes[b])]
    assert {(line.start, line.end) for line in layout.lines} == {(key, s.key) for s in stops for key in s.requires}
    assert not crossings(layout)
    for stop in stops:
        assert all(places[key].column < places[stop.key].column for key in stop.requires)
        left, top, right, bottom = boxes[stop.key]
        assert left >= 0
        assert right <= layout.width
        assert lanes[stop.area].top <= top
        assert bottom <= lanes[stop.area].bottom <= layout.height
    for line in layout.lines:
        assert line.points[0] == (places[line.start].x, places[line.start].y)
        assert line.points[-1] == (places[line.end].x, places[line.end].y)
        assert all(x == to_x or y == to_y for (x, y), (to_x, to_y) in pairwise(line.points))


@settings(max_examples=150, deadline=None)
@given(syllabuses())
def test_lines_cross_no_topic(stops: list[Stop]) -> None:
    """Whatever builds on whatever, and the same every time."""
    layout = place_topics(stops, WIDTH, NARROWEST)
    check(layout, stops)
    assert layout == place_topics(list(stops), WIDTH, NARROWEST)


CHAIN = [Stop(f"t{n}", 0, (f"t{n - 1}",) if n else ()) for n in range(12)]
CIRCLE = [Stop("a", 0, ("b",)), Stop("b", 0, ("a",))]


def test_a_map_has_any_size() -> None:
    """Nothing, one topic, a long chain that makes it wider, and 200 topics."""
    assert place_topics([], WIDTH, NARROWEST).height == 0
    check(place_topics(CHAIN[:1], WIDTH, NARROWEST), CHAIN[:1])
    check(place_topics(CHAIN, WIDTH, NARROWEST), CHAIN)
    assert place_topics(CHAIN, WIDTH, NARROWEST).width > WIDTH
    many = [Stop(f"t{n}", n % 9, (f"t{n // 3}",) if n % 2 else ()) for n in range(200)]
    check(place_topics(many, WIDTH, NARROWEST), many)


def test_a_circle_is_cut() -> None:
    """What comes first does not wait for what comes later."""
    layout = place_topics(CIRCLE, WIDTH, NARROWEST)
    assert [(line.start, line.end) for line in layout.lines] == [("a", "b")]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("Silence", ("Silence",), id="short"),
        pytest.param("Collecting learning objectives", ("Collecting", "learning", "objectives"), id="words"),
        pytest.param("one two three four five six seven", ("one two", "three four", "five six…"), id="too many"),
        pytest.param("Donaudampfschifffahrt", ("Donaudamp…",), id="a word that is too long"),
        pytest.param("沈黙の扱い方について", ("沈黙の扱い方", "について"), id="wide signs"),
        pytest.param("かきくけこ「さ」、たちつ", ("かきくけこ", "「さ」、たち", "つ"), id="signs that begin no line"),
        pytest.param("沈黙の扱い方" * 4, ("沈黙の扱い方", "沈黙の扱い方", "沈黙の扱い方…"), id="too many wide signs"),
        pytest.param("もう2026年1月", ("もう2026年", "1月"), id="a number and what it counts"),
        pytest.param("침묵을 다루는 방법에 대하여", ("침묵을 다루는", "방법에 대하여"), id="words of wide signs"),
        pytest.param("إصلاح المراوح الصغيرة", ("إصلاح", "المراوح", "الصغيرة"), id="joined letters"),
        pytest.param("مُكَثِّفُ الإِقْلَاعِ", ("مُكَثِّفُ الإِقْلَاعِ",), id="marks above letters"),
        pytest.param("", ("",), id="nothing"),
    ],
)
def test_labels_are_broken(text: str, lines: tuple[str, ...]) -> None:
    """Between words, and no line is wider than it may be."""
    assert break_lines(text, 7.0, 3) == lines
    assert all(measure(line) <= 7.0 for line in lines)


def test_values_are_escaped() -> None:
    """In texts and in attributes."""
    assert element("text", "a < b", aria_label='"&').render() == '<text aria-label="&#34;&amp;">a &lt; b</text>'
    assert (
        drawing(10, 2.5, element("g"), direction="ltr")
        == '<svg viewBox="0 0 10 2.5" width="10" height="2.5"><g></g></svg>'
    )


def test_areas_have_colours_in_turn() -> None:
    """A ninth area has the first colour; no area has none."""
    assert [area_class(number) for number in (0, 1, 8, 9)] == ["cop-area-0", "cop-area-1", "cop-area-8", "cop-area-1"]


def luminance(colour: str) -> float:
    """The relative luminance of WCAG."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def tint(colour: str, ground: str, share: float) -> str:
    """A colour over another."""
    mixed = (round(int(colour[n : n + 2], 16) * share + int(ground[n : n + 2], 16) * (1 - share)) for n in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def palette() -> Mapping[str, list[str]]:
    """The area colours in their order: the first ones are for light pages, the others for dark ones."""
    colours = re.findall(r"--cop-area-\d: (#[0-9a-f]{6});", STYLE)
    return {"light": colours[:AREAS], "dark": colours[AREAS:]}


@pytest.mark.parametrize("scheme", GROUNDS)
def test_area_colours_can_be_read(scheme: str) -> None:
    """As text (4.5:1) on the page, on panels, and on the lane that an area tints with its own colour."""
    style = (Path(TEMPLATES) / "assets" / "cop.css").read_text("utf-8")
    colours = palette()[scheme]
    assert len(set(colours)) == AREAS
    page, panel = GROUNDS[scheme]
    assert panel in style
    for colour in colours:
        lane = tint(colour, page, 0.06)
        assert min(contrast(colour, ground) for ground in (page, panel, lane)) >= 4.5


def bar(day: str, size: float = 1, *, planned: bool = False) -> Bar:
    """A meetup on a strip."""
    return Bar(date.fromisoformat(day), size, 1, planned, f"{day} & more", "#")


def strip_of(*bars: Bar, **more: Any) -> Element:
    """The drawing of a strip over a year, of which the tenth month is today."""
    values: dict[str, Any] = {"spans": (), "arcs": (), "ticks": ((date(2026, 1, 1), "Q1"), (date(2025, 1, 1), "Q1"))}
    first, last, today = date(2026, 1, 1), date(2026, 12, 31), date(2026, 10, 1)
    return parse(draw_strip(Strip(first, last, today, "today", tuple(bars), **(values | more)), Frame(343), "x"))


def having(root: Element, part: str) -> list[Element]:
    """The elements with a class."""
    return [element for element in root.walk() if part in element.classes]


def test_a_strip_shows_each_meetup_once() -> None:
    """As high as its size, planned ones hollow and alike, those on one day beside one another; others are left out."""
    bars = (bar("2025-12-31"), bar("2026-02-01", 5), bar("2026-02-01", 10), bar("2026-11-01", planned=True))
    drawn = having(strip_of(*bars), "cop-strip__bar")
    boxes = [next(e.attributes for e in link.walk() if e.tag == "rect") for link in drawn]
    assert [link.attributes["href"] for link in drawn] == ["#"] * 3
    assert [float(box["height"]) for box in boxes] == [40, 72, 30]
    assert float(boxes[1]["x"]) >= float(boxes[0]["x"]) + float(boxes[0]["width"])
    assert len(having(strip_of(*bars), "cop-strip__bar--planned")) == 1
    assert "2026-02-01 & more" in strip_of(*bars).text


def test_a_strip_shows_what_lies_between_meetups() -> None:
    """Breaks, silences, accidental repeats and today; and the names of the quarters that it shows."""
    spans = (
        Span(date(2026, 3, 1), date(2026, 4, 1), "spring", agreed=True),
        Span(date(2026, 6, 1), date(2026, 8, 1), "silence", agreed=False),
    )
    root = strip_of(spans=spans, arcs=((date(2026, 2, 1), date(2026, 5, 1)),))
    found = {name: len(having(root, f"cop-strip__{name}")) for name in ("break", "gap", "arc", "needle", "tick", "bar")}
    assert found == {"break": 1, "gap": 1, "arc": 1, "needle": 1, "tick": 1, "bar": 0}


def test_names_on_the_axis_keep_apart() -> None:
    """A name ends before the next part begins; what is wider goes on below, where the drawing has room for it."""
    days = (date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1))
    one, more = (strip_of(ticks=tuple((day, name) for day in days)) for name in ("Q1 2026", "2026年4月～6月"))
    for root, lines in ((one, 1), (more, 2)):
        names = [part.attributes | {"text": part.text} for part in having(root, "cop-strip__name")]
        assert len(names) == 4 * lines
        starts = sorted({float(name["x"]) for name in names})
        for name in names:
            following = next((x for x in starts if x > float(name["x"])), 343)
            assert float(name["x"]) + 12 * measure(name["text"]) <= following
    heights = [float(next(e for e in root.walk() if e.tag == "svg").attributes["height"]) for root in (one, more)]
    assert heights == [118, 132]


def test_growth_stacks_what_there_is() -> None:
    """Parts without topics are not drawn; without objectives there is no line."""
    stacks = [Stack("Q1", (0, 0, 1, 3), "words", None), Stack("Q2", (2, 1, 0, 1), "words", 0.5)]
    root = parse(draw_growth(stacks, Frame(900)))
    found = [element.attributes["class"] for element in root.walk() if element.tag == "rect"]
    assert found == [f"cop-growth__{part}" for part in ("begun", "left-out", "covered", "partial", "left-out")]
    assert len([element for element in root.walk() if element.tag == "circle"]) == 1
    assert not [element for element in parse(draw_growth([], Frame(900))).walk() if element.tag in ("rect", "circle")]


@pytest.mark.parametrize("day", ["2025-09-24", "2025-12-31", "2026-06-30", "2026-11-25"])
def test_growth_is_what_was_measured_then(day: str) -> None:
    """For each day the same as the coverage of that day, but for notes without a date and for plans."""
    today, then = measure_figures(EXAMPLE), measure_figures(EXAMPLE, date.fromisoformat(day))
    (stage,) = measure_growth(today.coverage, [date.fromisoformat(day)], AS_OF, today.thresholds)
    counted = [len(then.coverage.with_status(status)) for status in (Status.COVERED, Status.PARTIAL)]
    assert [stage.counts[Status.COVERED], stage.counts[Status.PARTIAL]] == counted
    assert stage.claimed == then.coverage.objectives_claimed
    assert sum(stage.counts.values()) == len(today.coverage.topics)


def test_a_silence_is_longer_than_three_meetups() -> None:
    """Breaks do not count, and the time up to today does."""
    days = [date(2026, 1, 1), date(2026, 2, 20), date(2026, 3, 1)]
    assert find_silences(days, date(2026, 3, 2), 14, ()) == [(days[0], days[1])]
    assert find_silences(days, date(2026, 5, 1), 14, (Break(date(2026, 1, 5), date(2026, 1, 20)),)) == [
        (days[2], date(2026, 5, 1))
    ]


def test_a_path_is_a_line_of_stations() -> None:
    """Each step once and in order; a long path is no longer than a page."""
    stations = [PathStation(f"topics/t{number}", number % 2 == 1) for number in range(60)]
    root = parse(draw_path(stations, "ltr"))
    found = [e.attributes["data-cop-station"] for e in having(root, "cop-line__stop")]
    assert found == [station.key for station in stations]
    assert len(having(root, "cop-line__stop--optional")) == 30
    assert float(next(e for e in root.walk() if e.tag == "svg").attributes["width"]) < 600
    assert not draw_path([], "ltr")
