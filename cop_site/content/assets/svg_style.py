"""Filters the CSS of a drawing: what remains refers to parts of the same drawing only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

_FUNCTIONS = frozenset(
    """
    blur brightness calc circle clamp color color-mix contrast cubic-bezier drop-shadow ellipse grayscale hsl hsla
    hue-rotate hwb inset invert lab lch light-dark matrix matrix3d max min oklab oklch opacity path perspective polygon
    rgb rgba rotate rotatex rotatey rotatez saturate scale scalex scaley sepia skew skewx skewy steps translate
    translatex translatey translatez url var
    """.split()  # noqa: SIM905  # so many names read better without quotes
)
"""Functions whose result is a number, a colour or a shape, and references, which are looked at one by one."""
_PLAIN = re.compile(
    r"""(?:url\(\s*(["']?)\#[\w.:-]+\1\s*\)
    |(?:rgba?|hsla?|matrix|translate|scale|rotate|skew[XY])\([\d\s,.%eE+-]*\)
    |[^()@\\{}<]
    )*+""",
    re.VERBOSE,
)
"""Text without escapes and braces, in which the only functions are numbers and references into the drawing."""
_FILTER = re.compile(
    r"\b(?:blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|opacity|saturate|sepia)\(|filter:[^;]*\bvar\(",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)")


def is_plain(css: str) -> bool:
    """Return whether CSS certainly loads nothing, so that it may stay as it is; this is fast, and true of most."""
    return _PLAIN.fullmatch(css) is not None


def filter_style_sheet(css: str) -> str:
    """Return a style sheet without what loads or could load: rules such as `@import`, and references to elsewhere.

    Nor is there a filter in it: nobody knows how often it would be drawn.

    Raises RecursionError if brackets are nested too deep, as the other filters do.
    """
    return "".join(_filter_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def filter_declarations(css: str) -> str:
    """Return the value of a `style` attribute without declarations that load or could load something."""
    return "".join(_filter_declarations(css))


def keep_inert(value: str) -> str:
    """Return the value of a presentation attribute; empty if it could load something."""
    return value if _are_inert(tinycss2.parse_component_value_list(value)) else ""


def count_filters(css: str) -> int:
    """Return how many steps the filters have that are written as functions."""
    return len(_FILTER.findall(css))


def find_references(css: str) -> list[str]:
    """Return the ids that filtered CSS refers to, each as often as it does."""
    return _REFERENCE.findall(css)


def _filter_rules(rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule" and _are_inert(rule.prelude, selector=True):
            found = _filter_declarations(rule.content)
            declarations = "".join(css for css in found if not css.startswith("filter:") and not count_filters(css))
            yield f"{tinycss2.serialize(rule.prelude).strip()}{{{declarations}}}\n"
        elif (
            rule.type == "at-rule"
            and rule.lower_at_keyword == "media"
            and rule.content is not None
            and _are_inert(rule.prelude)
        ):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield f"@media{tinycss2.serialize(rule.prelude)}{{{''.join(_filter_rules(inner))}}}\n"


def _filter_declarations(css: Any) -> Iterator[str]:
    for node in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration" and node.lower_name != "backdrop-filter" and _are_inert(node.value):
            node.name = node.lower_name if not node.name.startswith("--") else node.name
            yield node.serialize() + ";"


def _are_inert(tokens: Iterable[Any], *, selector: bool = False) -> bool:
    return all(_is_inert_token(token, selector) for token in tokens)


def _is_inert_token(token: Any, selector: bool) -> bool:
    if token.type == "url":
        return str(token.value).startswith("#")
    if token.type == "function":
        if token.lower_name == "url":
            targets = [argument for argument in token.arguments if argument.type not in ("whitespace", "comment")]
            return len(targets) == 1 and targets[0].type == "string" and targets[0].value.startswith("#")
        return (selector or token.lower_name in _FUNCTIONS) and _are_inert(token.arguments, selector=selector)
    if token.type.endswith("block"):
        return _are_inert(token.content, selector=selector)
    return token.type not in ("error", "at-keyword")
