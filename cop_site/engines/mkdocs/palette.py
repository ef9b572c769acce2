"""The palette of `mkdocs.yml` in colours that can be read on our ground."""

from __future__ import annotations

from typing import Any


def adapt_palette(palette: Any) -> Any:
    """Return a palette of the theme, or a list of them, whose colours are ours.

    `primary: teal` becomes `primary: cop-teal`: our style makes an accent of its hue, which can be read in light and
    dark. Nothing takes the theme's own colours, which are made for another header. Without a colour it is our green.
    """
    if isinstance(palette, list):
        return [adapt_palette(one) for one in palette]
    chosen = palette if isinstance(palette, dict) else {}
    colour = str(chosen.get("primary") or "custom").replace(" ", "-")
    ours = colour if colour == "custom" or colour.startswith("cop-") else f"cop-{colour}"
    return {**chosen, "scheme": chosen.get("scheme") or "default", "primary": ours, "accent": "custom"}
