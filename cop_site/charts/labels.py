"""Breaks labels into lines: SVG does not, and nothing measures a font at build time."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import bidirectional, category, east_asian_width, name

from cop_site.wording.letters import begins_letter, cut

_NARROW = frozenset("fijlrtI.,:;'|!()[] ")
_WIDE = frozenset("mwMWQOGCD@%")
_NO_BEGIN = frozenset(
    "、。，．・：；！？…‥～〜–）」』］｝〉》】〕％ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ,.:;!?)]}%"
)
_NO_END = frozenset("（「『［｛〈《【〔([{“‘")
"""Signs that no line begins with, and that none ends with."""


def measure(text: str) -> float:
    """Return about how wide a text is, in units of its font's size; rather too much than too little."""
    return sum(map(_measure, text))


def _measure(sign: str) -> float:
    if sign.isascii():
        return 0.36 if sign in _NARROW else 0.92 if sign in _WIDE else 0.63
    if category(sign) in ("Mn", "Me", "Cf"):  # above or below others, or not to be seen
        return 0
    if east_asian_width(sign) in "WF":
        return 1.05
    return 0.56 if bidirectional(sign) == "AL" else 0.63  # those of Arabic are joined


def is_tall(text: str) -> bool:
    """Return whether a text has signs that reach higher than Latin letters, as Arabic and Japanese ones do."""
    return not text.isascii() and any(east_asian_width(sign) in "WF" or bidirectional(sign) == "AL" for sign in text)


def break_lines(text: str, width: float, most: int) -> tuple[str, ...]:
    """Return a text as at most `most` lines of a width in units of the font's size; what is left out is `…`."""
    lines = [""]
    for space, part in _parts(text):
        longer = f"{lines[-1]}{space}{part}".strip()
        if measure(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(part)
    shown = [*lines[:most]] if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]
    return tuple(_shorten(line, width) for line in shown)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a line can end after, with the space before it: words, and each sign of a script without spaces."""
    for word in text.split():
        begin = 0
        for end in range(1, len(word) + 1):
            if end == len(word) or _may_break(word, end):
                yield "" if begin else " ", word[begin:end]
                begin = end


def _may_break(word: str, at: int) -> bool:
    before, here = word[at - 1], word[at]
    if here in _NO_BEGIN or before in _NO_END or before.isdecimal() or not begins_letter(word, at):
        return False  # a number stays with what it counts, such as a month
    return _stands_alone(before) or _stands_alone(here)


def _stands_alone(sign: str) -> bool:
    """Whether a line may end at a sign of a text without spaces, which Korean has."""
    return east_asian_width(sign) in "WF" and not name(sign, "").startswith("HANGUL")


def _shorten(line: str, width: float) -> str:
    if measure(line) <= width:
        return line
    kept = line.rstrip("…")
    while kept and measure(f"{kept}…") > width:
        kept = cut(kept, len(kept) - 1)
    return f"{kept.rstrip()}…"
