"""Builds SVG: every name of an element and of an attribute is ours, and every value is escaped."""

from __future__ import annotations

from markupsafe import Markup, escape

AREAS = 8
"""The number of colours that areas have in turn; they are in the stylesheet, for light and dark pages."""


def element(name: str, *children: str, **attributes: str | float | None) -> Markup:
    """Return an element; `class_` is `class`, other `_` are `-`, and an attribute that is None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(escape(child) for child in children)
    return Markup(f"<{name}{written}>{inside}</{name}>")  # noqa: S704  # every part is escaped


def drawing(width: float, height: float, *children: str, **attributes: str | float | None) -> Markup:
    """Return a drawing of a size in pixels, which shrinks with what is around it."""
    size = f"0 0 {_number(width)} {_number(height)}"
    return element("svg", *children, viewBox=size, width=width, height=height, **attributes)


def area_class(number: int) -> str:
    """Return the class that gives an area its colour; areas are numbered from 1, and 0 is no area."""
    return f"cop-area-{(number - 1) % AREAS + 1 if number else 0}"


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
