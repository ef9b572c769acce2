"""Builds SVG: every name of an element and of an attribute is ours, and every value is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count

from markupsafe import Markup, escape

from cop_site.wording.direction import Direction

AREAS = 8
"""The number of colours that areas have in turn; they are in the stylesheet, for light and dark pages."""
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?[\d.]+")


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a drawing."""

    name: str
    attributes: Mapping[str, str | float | None]
    children: tuple[Element | str, ...]

    def render(self) -> Markup:
        """Return it as SVG; an attribute that is None is left out."""
        written = "".join(
            f' {name}="{escape(_number(value))}"' for name, value in self.attributes.items() if value is not None
        )
        inside = "".join(child.render() if isinstance(child, Element) else escape(child) for child in self.children)
        return Markup(f"<{self.name}{written}>{inside}</{self.name}>")  # noqa: S704  # every part is escaped


@dataclass(frozen=True, slots=True)
class Frame:
    """What a drawing has to fit into."""

    width: float
    """Pixels."""
    direction: Direction = "ltr"
    """Which way the text around it runs, and with it the drawing."""


def element(name: str, *children: Element | str, **attributes: str | float | None) -> Element:
    """Return an element; `class_` is `class`, and other `_` are `-`."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return Element(name, named, children)


def drawing(
    width: float,
    height: float,
    *children: Element | str,
    direction: Direction = "ltr",
    **attributes: str | float | None,
) -> Markup:
    """Return a drawing of a size in pixels, which shrinks with what is around it.

    It is laid out from left to right. Where text runs from right to left, all of it is mirrored, but for letters and
    marks; text starts where it started, seen from its own side.
    """
    size = f"0 0 {_number(width)} {_number(height)}"
    rtl = direction == "rtl"
    shown = tuple(mirror(child, width) if rtl and isinstance(child, Element) else child for child in children)
    svg = element("svg", *shown, viewBox=size, width=width, height=height, **attributes)
    return replace(svg, attributes={**svg.attributes, "direction": direction if rtl else None}).render()


def mirror(shape: Element, width: float) -> Element:
    """Return an element at its place in a mirrored drawing of a width in pixels.

    What has a width of its own is only moved, such as a mark; so are the relative parts of a path. What is only defined
    stays as it is.
    """
    if shape.name == "defs":
        return shape
    found = dict(shape.attributes)
    if (x := found.get("x")) is not None:
        found["x"] = width - float(x) - float(found.get("width") or 0)
    if (middle := found.get("cx")) is not None:
        found["cx"] = width - float(middle)
    if path := found.get("d"):
        found["d"] = _STEP.sub(lambda step: step[1] + _mirror_step(step[1], step[2], width), str(path))
    if points := found.get("points"):
        found["points"] = _mirror_step("L", str(points), width)
    children = tuple(mirror(child, width) if isinstance(child, Element) else child for child in shape.children)
    return Element(shape.name, found, children)


def _mirror_step(command: str, numbers: str, width: float) -> str:
    """Return the numbers of a command of a path, mirrored if they are places: x and y in turn, or x alone."""
    if command not in "MLQH":
        return numbers
    at, every = count(), 1 if command == "H" else 2
    return _NUMBER.sub(lambda one: one[0] if next(at) % every else _number(width - float(one[0])), numbers)


def area_class(number: int) -> str:
    """Return the class that gives an area its colour; areas are numbered from 1, and 0 is no area."""
    return f"cop-area-{(number - 1) % AREAS + 1 if number else 0}"


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
