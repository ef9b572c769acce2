"""Draws the season strip: a bar for each meetup on a time line, with gaps, breaks, repeats and today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from cop_site.charts.labels import break_lines
from cop_site.charts.svg import Element, Frame, area_class, drawing, element

_TOP, _BARS, _AXIS = 22.0, 72.0, 24.0
_BASE = _TOP + _BARS
_FONT, _LINE, _SPACE = 12.0, 14.0, 3.0
"""The size of the font of names, the height of a line, and the space before and behind a name."""
_MOST_LINES = 3
_LOWEST = 8.0
"""The height of the lowest bar."""
_PLANNED = 30.0
"""The height of every planned meetup: nobody knows yet who will come."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A meetup on the strip."""

    day: date
    size: float
    """Its attendance, or the length of its notes; 0 where neither is known."""
    area: int
    """The number of the area of its main topic, from 1; 0 for none."""
    planned: bool
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which the community did not meet."""

    first: date
    last: date
    words: str
    agreed: bool
    """Whether it is a break that the charter names."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What the strip shows."""

    first: date
    last: date
    today: date
    today_words: str
    bars: tuple[Bar, ...]
    spans: tuple[Span, ...]
    arcs: tuple[tuple[date, date], ...]
    """The days of meetups that repeat a topic by accident: of the earlier and of the later one."""
    ticks: tuple[tuple[date, str], ...]
    """The first day of each part of the axis, and its name."""


def draw_strip(strip: Strip, frame: Frame, class_: str) -> Markup:
    """Return the strip as a drawing. It is a picture: what it says, stands elsewhere in words."""
    scale = _Scale(strip.first, strip.last, frame.width)
    ticks = list(_ticks(strip, scale))
    lines = max((len(name) for _, name in ticks), default=1)
    return drawing(
        frame.width,
        _BASE + _AXIS + _LINE * (lines - 1),
        *_axis(ticks, scale),
        *(_span(span, scale) for span in strip.spans if scale.shows(span.first) or scale.shows(span.last)),
        *(_arc(scale.at(first), scale.at(last)) for first, last in strip.arcs if scale.shows(first)),
        *_bars([bar for bar in strip.bars if scale.shows(bar.day)], scale),
        _needle(strip, scale),
        direction=frame.direction,
        class_=f"cop-chart cop-strip {class_}",
        aria_hidden="true",
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    width: float

    def at(self, day: date) -> float:
        days = (min(max(day, self.first), self.last) - self.first).days
        return 8 + (self.width - 16) * days / max((self.last - self.first).days, 1)

    def shows(self, day: date) -> bool:
        return self.first <= day <= self.last


def _ticks(strip: Strip, scale: _Scale) -> Iterable[tuple[float, tuple[str, ...]]]:
    """Yield where each part of the axis begins, and its name in lines that end before the next."""
    names = sorted((scale.at(day), name) for day, name in strip.ticks if scale.shows(day))
    for (x, name), end in zip(names, [*(x for x, _ in names[1:]), scale.width], strict=True):
        yield x, break_lines(name, (end - x - 4 * _SPACE) / _FONT, _MOST_LINES)


def _axis(ticks: Iterable[tuple[float, tuple[str, ...]]], scale: _Scale) -> Iterable[Element]:
    yield element("path", class_="cop-strip__base", d=f"M0 {_BASE}H{scale.width:.1f}")
    for x, name in ticks:
        yield element("path", class_="cop-strip__tick", d=f"M{x:.1f} {_BASE}v6")
        for number, line in enumerate(name):
            y = _BASE + 17 + _LINE * number
            yield element("text", line, class_="cop-strip__name", x=x + _SPACE, y=y)


def _span(span: Span, scale: _Scale) -> Element:
    left, right = scale.at(span.first), scale.at(span.last)
    kind = "cop-strip__break" if span.agreed else "cop-strip__gap"
    box = element("rect", class_=kind, x=left, y=_TOP, width=max(right - left, 2), height=_BARS)
    return element("g", element("title", span.words), box)


def _arc(left: float, right: float) -> Element:
    height = min(18.0, 6 + (right - left) / 12)
    return element(
        "path",
        class_="cop-strip__arc",
        d=f"M{left:.1f} {_TOP}Q{(left + right) / 2:.1f} {_TOP - height:.1f} {right:.1f} {_TOP}",
    )


def _bars(bars: Sequence[Bar], scale: _Scale) -> Iterable[Element]:
    most = max((bar.size for bar in bars), default=0) or 1
    days = max((scale.last - scale.first).days, 1)
    thick = max(2.0, min(10.0, 5 * (scale.width - 16) / days))
    before, beside = date.min, 0
    for bar in bars:
        # Meetups on one day stand beside one another.
        beside = beside + 1 if bar.day == before else 0
        before = bar.day
        height = _PLANNED if bar.planned else _LOWEST + (_BARS - _LOWEST) * bar.size / most
        left = scale.at(bar.day) - thick / 2 + beside * (thick + 1)
        box = element("rect", x=left, y=_BASE - height, width=thick, height=height, rx=min(2, thick / 3))
        classes = f"cop-strip__bar {area_class(bar.area)}{' cop-strip__bar--planned' if bar.planned else ''}"
        yield element("a", element("title", bar.words), box, href=bar.href, class_=classes, tabindex=-1)


def _needle(strip: Strip, scale: _Scale) -> Element:
    x = scale.at(strip.today)
    anchor = "end" if x > scale.width / 2 else "start"
    words = element(
        "text",
        strip.today_words,
        class_="cop-strip__today",
        x=x + (-4 if anchor == "end" else 4),
        y=10,
        text_anchor=anchor,
    )
    return element("g", element("path", class_="cop-strip__needle", d=f"M{x:.1f} 0V{_BASE + 6}"), words)
