"""Which way text runs, and how text that runs the other way stands in it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from markupsafe import Markup, escape

Direction = Literal["ltr", "rtl"]
"""From left to right, or from right to left, as in HTML."""

_LANGUAGES = frozenset(
    [
        "ar",
        "arc",
        "bgn",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "iw",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    ]
)
_SCRIPTS = frozenset(["adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"])
"""Languages, and scripts of other languages, that run from right to left."""
_RANGES = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LETTERS: dict[Direction, re.Pattern[str]] = {
    "rtl": re.compile(rf"(?=[{_RANGES}])[^\W\d_]"),
    "ltr": re.compile(rf"(?![{_RANGES}])[^\W\d_]"),
}
_ISOLATES: dict[Direction, str] = {"ltr": "\u2066", "rtl": "\u2067"}
_END = "\u2069"
_VALUE = re.compile(r"<code>.*?</code>|<[^>]*>|%\(\w+\)s")
"""Code or a tag in a message, or what stands for a value in it."""


@cache
def direction_of(language: str) -> Direction:
    """Return which way a language runs, given by its tag: `ar` and `ku-Arab` from right to left, `ar-Latn` not."""
    first, *others = language.casefold().replace("_", "-").split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    return "rtl" if (script in _SCRIPTS if script else first in _LANGUAGES) else "ltr"


def base_direction(text: str, own: Direction) -> Direction:
    """Return which way a text runs as a whole: as its language does, unless all its letters run the other way."""
    other: Direction = "ltr" if own == "rtl" else "rtl"
    return other if _LETTERS[other].search(text) and not _LETTERS[own].search(text) else own


def runs_both_ways(text: str, around: Direction) -> bool:
    """Return whether a text has letters that run the other way than the text around it: the two could get mixed up."""
    if around == "ltr":
        return not text.isascii() and bool(_LETTERS["rtl"].search(text))
    return bool(_LETTERS["ltr"].search(text))


def isolate(text: str, around: Direction, own: Direction | None = None, *, whole: str = "") -> str:
    """Return a text for where there are no elements, between characters that keep it apart if there is need of it.

    `own` is the direction of its language, if that is another than that of the text around it, and `whole` the text
    of which it is a line.
    """
    whole = whole or text
    if not runs_both_ways(whole, around):
        return text
    return f"{_ISOLATES[base_direction(whole, own or around)]}{text}{_END}"


def isolate_html(text: str, around: Direction) -> Markup:
    """Return a text as HTML, in an element that keeps it apart if there is need of one."""
    if not runs_both_ways(text, around):
        return escape(text)
    return Markup('<bdi dir="{}">{}</bdi>').format(base_direction(text, around), text)


def isolate_values(message: str, around: Direction, *, html: bool) -> str:
    """Return a message that keeps its values apart, in elements or between characters; from right to left only.

    There, figures and signs beside each other could change places. Tags hold addresses, and code stands apart.
    """
    if around == "ltr":
        return message
    begin, end = ('<bdi dir="rtl">', "</bdi>") if html else ("\u2068", _END)
    return _VALUE.sub(lambda found: found[0] if found[0][0] == "<" else f"{begin}{found[0]}{end}", message)
