"""Draws growth: topics by status for each quarter, stacked, and the share of objectives as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cop_site.charts.bars import Bar, Columns, draw_bar, measure_names
from cop_site.charts.svg import Element, Frame, drawing, element

_TOP, _HEIGHT = 8.0, 130.0
_PARTS = ("cop-growth__covered", "cop-growth__partial", "cop-growth__begun", "cop-growth__left-out")
"""The classes of what is stacked, from the bottom."""


@dataclass(frozen=True, slots=True)
class Stack(Bar):
    """The topics at the end of a quarter: covered, partial, begun in another way, left out."""

    share: float | None
    """The share of objectives that are covered, 0 to 1; None without objectives."""


def draw_growth(stacks: Sequence[Stack], frame: Frame) -> Markup:
    """Return the stacks as a drawing; a table beside it says the same."""
    most = max((sum(stack.counts) for stack in stacks), default=0) or 1
    columns = Columns(frame.width / max(len(stacks), 1), _TOP + _HEIGHT, _HEIGHT / most)
    marks = [mark for number, stack in enumerate(stacks) for mark in draw_bar(stack, _PARTS, number, columns)]
    return drawing(
        frame.width,
        columns.bottom + measure_names(stacks, columns.step),
        *marks,
        _objectives(stacks, columns.step),
        direction=frame.direction,
        class_="cop-chart cop-growth",
        aria_hidden="true",
    )


def _objectives(stacks: Sequence[Stack], step: float) -> Element:
    points = [
        (number * step + step / 2, _TOP + _HEIGHT * (1 - stack.share))
        for number, stack in enumerate(stacks)
        if stack.share is not None
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = (element("circle", cx=x, cy=y, r=3.5) for x, y in points)
    path = element("polyline", points=line) if points else ""
    return element("g", path, *dots, class_="cop-growth__objectives")
