"""Draws Mermaid diagrams, in a process of its own that ends when it takes too long, or takes too much memory.

It reads a list of diagrams as JSON, and writes a line of JSON for each: its drawings, or why there are none.
"""

from __future__ import annotations

import faulthandler
import json
import re
import sys
from contextlib import suppress
from typing import Any

from merman import Merman

SECONDS = 20
"""So much processor time the diagrams of a note may take. One takes some hundredths of a second."""
_WAIT_SECONDS = 300
"""Nothing takes so long, however busy a machine is; some systems limit no processor time."""
_MEMORY_BYTES = 1024**3
_LIMITS = {"max_layout_work_units": 500_000, "max_svg_bytes": 250_000}
"""Of one diagram, in the library's own terms, so that machines agree on what is too much."""
_FONT = "arial,helvetica,sans-serif"
_LIGHT: dict[str, Any] = {
    "primaryColor": "#e3f0ec",
    "primaryTextColor": "#1b211f",
    "primaryBorderColor": "#1f6b57",
    "lineColor": "#4d5558",
    "secondaryColor": "#f8ead9",
    "tertiaryColor": "#eef1ee",
    "noteBkgColor": "#fff6d6",
    "noteTextColor": "#1b211f",
    "noteBorderColor": "#b08a2e",
    "quadrantPointFill": "#9a4a12",
    "xyChart": {"plotColorPalette": "#1f6b57,#9a4a12,#5b6165", "backgroundColor": "transparent"},
}
_DARK: dict[str, Any] = {
    "darkMode": True,
    "background": "#1e2129",
    "primaryColor": "#24423a",
    "primaryTextColor": "#e9efed",
    "primaryBorderColor": "#7fd1b4",
    "lineColor": "#b4bdba",
    "secondaryColor": "#4a3826",
    "tertiaryColor": "#2b3136",
    "noteBkgColor": "#453d20",
    "noteTextColor": "#e9efed",
    "noteBorderColor": "#d9b85c",
    "doneTaskBkgColor": "#3d4549",
    "quadrantPointFill": "#f0a970",
    "xyChart": {"plotColorPalette": "#7fd1b4,#f0a970,#a9b3b0", "backgroundColor": "transparent"},
}
_COLORS = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(|\b(?:fill|stroke|color|background)\s*:|^\s*(?:rect|box)\b|theme",
    re.IGNORECASE | re.MULTILINE,
)
"""What a diagram with colors of its own has, and some others."""
_SHAPE = re.compile(r' (?:d|points)="[^"]*"')
_FINE = re.compile(r"(\.\d\d)\d+")
"""More digits than can be seen."""


def draw(client: Merman, source: str) -> dict[str, Any]:
    """Return the drawings of a diagram, `light` and `dark`; or a `problem` with its `line` in the diagram, if known.

    A diagram with colors of its own has no dark drawing: nobody can say whether they are read there.
    """
    try:
        dark = "" if _COLORS.search(source) else _render(client, source, _DARK)
        return {"light": _render(client, source, _LIGHT), "dark": dark}
    except Exception as error:  # whatever a library raises is said where the diagram is
        if getattr(error, "resource", None):
            return {"problem": "it is larger than what can be drawn", "line": None}
        if missing := getattr(error, "capability_id", None):
            return {"problem": f"it has what cannot be drawn here ({missing})", "line": None}
        span = getattr(getattr(error, "diagnostic", None), "span", None)
        line = source.encode()[: span.start].count(b"\n") if span else None
        return {"problem": getattr(error, "message", "") or str(error), "line": line}


def _render(client: Merman, source: str, colors: dict[str, Any]) -> str:
    options = {
        # Labels as text of SVG, not as HTML. The library knows no font, so a label may be wider than its box.
        "svg": {"pipeline": "resvg-safe", "diagram_id": "d"},
        "site_config": {
            "theme": "base",
            "look": "classic",
            "fontFamily": _FONT,
            "themeVariables": {"fontFamily": _FONT, **colors},
        },
        "resources": {"profile": "constrained", "limits": _LIMITS},
    }
    svg = str(client.render_svg(source, json.dumps(options))).replace(
        'style="overflow:hidden;', 'style="overflow:visible;'
    )
    return _SHAPE.sub(lambda shape: _FINE.sub(r"\1", shape[0]), svg)


def _limit() -> None:
    """Limit what this process may take, as far as the system can: some limit no memory, Windows nothing but time."""
    faulthandler.dump_traceback_later(_WAIT_SECONDS, exit=True)
    with suppress(ImportError):
        import resource  # noqa: PLC0415  # not on Windows

        wanted = ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, _MEMORY_BYTES), (resource.RLIMIT_FSIZE, 0))
        for kind, limit in (*wanted, (resource.RLIMIT_CORE, 0)):
            with suppress(OSError, ValueError):
                resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    _limit()
    drawing = Merman()
    for diagram in json.load(sys.stdin):
        sys.stdout.write(json.dumps(draw(drawing, diagram)) + "\n")
        sys.stdout.flush()
