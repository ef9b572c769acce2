"""Breaks labels into lines: SVG does not, and nothing measures a font at build time."""

from __future__ import annotations

from unicodedata import east_asian_width

_NARROW = frozenset("fijlrtI.,:;'|!()[] ")
_WIDE = frozenset("mwMWQOGCD@%")


def measure(text: str) -> float:
    """Return about how wide a text is, in units of its font's size; rather too much than too little."""
    return sum(
        1.05 if east_asian_width(sign) in "WF" else 0.36 if sign in _NARROW else 0.92 if sign in _WIDE else 0.63
        for sign in text
    )


def break_lines(text: str, width: float, most: int) -> tuple[str, ...]:
    """Return a text as at most `most` lines of a width in units of the font's size; what is left out is `…`."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    cut = [*lines[:most]] if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]
    return tuple(_shorten(line, width) for line in cut)


def _shorten(line: str, width: float) -> str:
    if measure(line) <= width:
        return line
    kept = line.rstrip("…")
    while kept and measure(f"{kept}…") > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
