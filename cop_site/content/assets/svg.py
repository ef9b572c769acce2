"""Drawings that would do something when they are opened on their own."""

from __future__ import annotations

import re
from pathlib import Path

from cop_site.diagnostics import Problem, Span

_ACTIVE_SVG = re.compile(
    r"<\s*(?:script|foreignobject|iframe|embed|object|use|set|animate\w*)\b|<!entity|<\?xml-stylesheet"
    r"|\son\w+\s*=|javascript:|@import|url\(\s*['\"]?\s*(?:https?:)?//|(?:href|src)\s*=\s*['\"]?\s*(?!#)",
    re.IGNORECASE,
)


def find_active_svg(file: Path, path: str) -> Problem | None:
    """Find what would run or load something when the drawing is opened on its own."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return Problem("file-is-readable", Span(path), "cannot be read as UTF-8", "save the drawing as UTF-8")
    match = _ACTIVE_SVG.search(text)
    if not match:
        return None
    line = text.count("\n", 0, match.start()) + 1
    column = match.start() - text.rfind("\n", 0, match.start())
    span = Span(path, line, column, line, column + len(match[0]))
    message = f"the drawing is not inert: {match[0].strip()!r}"
    hint = "export it as a plain SVG without scripts, animation and links, or as PNG"
    return Problem("file-type-is-allowed", span, message, hint)
