"""Draws growth: topics by status for each quarter, stacked, and the share of objectives as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cop_site.charts.svg import drawing, element

_TOP, _HEIGHT, _AXIS = 8.0, 130.0, 22.0
_PARTS = ("covered", "partial", "begun", "left-out")
"""What is stacked, from the bottom."""


@dataclass(frozen=True, slots=True)
class Stack:
    """The topics at the end of a quarter."""

    name: str
    counts: tuple[int, int, int, int]
    """Covered, partial, begun in another way, left out."""
    share: float | None
    """The share of objectives that are covered, 0 to 1; None without objectives."""
    words: str


def draw_growth(stacks: Sequence[Stack], width: float) -> Markup:
    """Return the stacks as a drawing of a width in pixels; a table beside it says the same."""
    step = width / max(len(stacks), 1)
    most = max((sum(stack.counts) for stack in stacks), default=0) or 1
    marks = [mark for number, stack in enumerate(stacks) for mark in _stack(stack, number * step, step, most)]
    return drawing(
        width,
        _TOP + _HEIGHT + _AXIS,
        *marks,
        _objectives(stacks, step),
        class_="cop-chart cop-growth",
        aria_hidden="true",
    )


def _stack(stack: Stack, left: float, step: float, most: int) -> list[Markup]:
    thick = min(48.0, step * 0.6)
    x, bottom, parts = left + (step - thick) / 2, _TOP + _HEIGHT, []
    for part, number in zip(_PARTS, stack.counts, strict=True):
        height = _HEIGHT * number / most
        bottom -= height
        if number:
            # A line of the page's colour keeps the parts apart.
            parts.append(
                element("rect", class_=f"cop-growth__{part}", x=x, y=bottom, width=thick, height=max(height - 1.5, 1))
            )
    name = element(
        "text", stack.name, class_="cop-growth__name", x=left + step / 2, y=_TOP + _HEIGHT + 16, text_anchor="middle"
    )
    return [element("g", element("title", stack.words), *parts), name]


def _objectives(stacks: Sequence[Stack], step: float) -> Markup:
    points = [
        (number * step + step / 2, _TOP + _HEIGHT * (1 - stack.share))
        for number, stack in enumerate(stacks)
        if stack.share is not None
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = (element("circle", cx=x, cy=y, r=3.5) for x, y in points)
    path = element("polyline", points=line) if points else ""
    return element("g", path, *dots, class_="cop-growth__objectives")
