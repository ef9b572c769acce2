"""Finds scripts, animation and external references in SVG files, which a browser would run or load."""

from __future__ import annotations

import re
from pathlib import Path

from cop_site.diagnostics import Problem, Span

# For example: <script, <!ENTITY, onload=, javascript:, url(https://…), href="other.svg" (but not href="#part").
_ACTIVE_SVG = re.compile(
    r"<\s*(?:script|foreignobject|iframe|embed|object|use|set|animate\w*)\b|<!entity|<\?xml-stylesheet"
    r"|\son\w+\s*=|javascript:|@import|url\(\s*['\"]?\s*(?:https?:)?//|(?:href|src)\s*=\s*['\"]?\s*(?!#)",
    re.IGNORECASE,
)


def find_active_svg(file: Path, path: str) -> Problem | None:
    """Return a problem at the first active content of an SVG file, or if it is not UTF-8; `path` is its name."""
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
    message = f"SVG contains active content: {match[0].strip()!r}"
    hint = "export it as a plain SVG without scripts, animation and links, or as PNG"
    return Problem("file-type-is-allowed", span, message, hint)
