"""Draws formulas in LaTeX as MathML, which browsers show without a script.

The converter's tree is not written out: its elements and attributes are written anew from the lists below, and a
formula with anything else is shown as its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from math import inf
from typing import TYPE_CHECKING

from cop_site.content.gfm.budget import Budget

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_CHARACTERS = 2_000
"""Characters of the longest formula that is drawn."""
MAX_CHARACTERS_IN_NOTE = 40_000
"""Of all formulas together, where each counts for `_LEAST` more."""
_LEAST = 20
SECONDS = 1.0
"""So much processor time the formulas of a note may take."""
_MAX_DEPTH = 60
_MAX_ELEMENTS = 5_000

_ELEMENTS = frozenset(
    ["math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "mpadded"]
) | frozenset(["mphantom", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd"])
_CHILDREN = dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2) | {"msubsup": 3, "munderover": 3}
"""So many children these elements must have."""
_KEPT = (
    frozenset(["accent", "accentunder", "depth", "display", "displaystyle", "fence", "form", "height", "largeop"])
    | frozenset(
        ["linethickness", "lspace", "maxsize", "minsize", "movablelimits", "rspace", "scriptlevel", "separator"]
    )
    | frozenset(["stretchy", "voffset", "width"])
)
_DROPPED = frozenset(["columnspacing", "mathcolor", "mathsize", "rowspacing", "xmlns"])
"""Attributes that nobody would miss; a color cannot hold its contrast on light and on dark pages."""
_CLASSES = {
    ("columnalign", "left"): "cop-left",
    ("columnalign", "right"): "cop-right",
    ("columnalign", "center"): "",
    ("mathvariant", "bold"): "cop-bold",
    ("mathvariant", "bold-italic"): "cop-bold",
}
"""What browsers no longer know as an attribute, and our style sheet has a class for."""
_SPACES = {"thinmathspace": "0.167em", "mediummathspace": "0.222em", "thickmathspace": "0.278em"}
_SPACES |= {f"negative{name}": f"-{width}" for name, width in _SPACES.items()}
"""Widths that browsers no longer know by name, in MathML 3."""
_WORD = re.compile(r"[a-z]{1,20}\Z")
_LENGTH = re.compile(r"[+-]?(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})([a-z]{0,2}|%)\Z")
_SHIFTING = ("width", "lspace", "rspace", "voffset")
_LONGEST = {"": 10, "%": 200, "em": 10, "ex": 20, "px": 160, "pt": 120, "mm": 40, "cm": 4, "in": 2}
"""By unit; a longer space, or more that lead back, would put a formula over something else on its page."""
_UNREAD = re.compile(r"\\[a-zA-Z]|&\Z")
"""What the converter leaves of a command that it does not know, and of columns outside of a table."""
_LETTER = re.compile(r"&#x000[4-7][0-9A-F];\Z")
"""A letter that is to stand upright, as in `\\mathrm{d}`."""
_ALIGNED = re.compile(r"(\\(?:begin|end)\{)(?:aligned|gathered)\}")
"""Environments that the converter knows under another name only."""
_MACRO = re.compile(r"\\(?:[egx]?def|let|(?:new|renew|provide)(?:command|environment)|DeclareMathOperator)(?![a-zA-Z])")
"""A formula of macros that use each other can be very long once they are replaced."""
_DRAWN = re.compile(r'<math [^>]*?alttext="([^"]*)"[^>]*>.*?</math>', re.DOTALL)


class Formulas:
    """Draws the formulas of one note within limits for all of them."""

    def __init__(self, seal: str, seconds: float = SECONDS) -> None:
        self._seal = seal
        self._budget = Budget(MAX_CHARACTERS_IN_NOTE, seconds)
        self._drawn: list[str] = []

    def draw(self, source: str, *, display: bool) -> str:
        """Return what stands for a formula in HTML until it is sanitised; `display` gives it a line of its own."""
        source = source.strip()
        if source.startswith("`") and source.endswith("`"):  # as in $`a_1`$, where Markdown leaves the formula alone
            source = source[1:-1].strip()
        drawn = self._budget.spend(len(source) + _LEAST, lambda: _convert(source, display))
        if drawn is None:
            drawn = f"<code>{escape(source, quote=False)}</code>"
        # A long formula scrolls, also by keys.
        self._drawn.append(f'<span class="cop-formula" tabindex="0">{drawn}</span>' if display else drawn)
        return f"{self._seal}:{len(self._drawn) - 1}:"

    def place(self, html: str) -> str:
        """Return sanitised HTML with the formulas in it."""
        if not self._drawn:
            return html
        return re.sub(f"{self._seal}:([0-9]+):", lambda match: self._drawn[int(match[1])], html)


def spell_formulas(html: str) -> str:
    """Return rendered HTML with the source of each formula in its place, for readers that draw none."""
    return _DRAWN.sub(r"<code>\1</code>", html) if "<math " in html else html


def _convert(source: str, display: bool) -> str | None:
    """Return a formula as MathML; None if it cannot be read, or shown as it is meant."""
    from latex2mathml.converter import Converter  # noqa: PLC0415  # few notes have formulas, and its symbols take long

    if not source or len(source) > MAX_CHARACTERS or _MACRO.search(source):
        return None
    tree = Converter(display="block" if display else "inline").convert_to_element(_ALIGNED.sub(r"\1align*}", source))
    if _leads_back(tree):
        return None
    tree.set("alttext", source)
    pieces: list[str] = []
    for piece in _write(tree, 0):
        pieces.append(piece)
        if len(pieces) > 3 * _MAX_ELEMENTS:
            return None
    return "".join(pieces)


def _write(element: Element, depth: int) -> Iterator[str]:
    """Yield the MathML of an element; raise ValueError if it has anything that is not on the lists."""
    text = unescape(element.text or "")
    if element.tag not in _ELEMENTS or depth > _MAX_DEPTH or (element.tag == "mi" and _UNREAD.match(text)):
        raise ValueError(element.tag)
    if len(element) != _CHILDREN.get(element.tag, len(element)):
        raise ValueError(element.tag)
    if element.tag == "mi" and _LETTER.match(element.text or ""):
        element.set("mathvariant", "normal")
    yield f"<{element.tag}{''.join(_write_attributes(element))}>{escape(text, quote=False)}"
    for child in element:
        yield from _write(child, depth + 1)
    yield f"</{element.tag}>"


def _write_attributes(element: Element) -> Iterator[str]:
    classes = []
    for name, given in element.attrib.items():
        value = _SPACES.get(given, given)
        if name == "alttext":
            yield f' alttext="{escape(value)}"'
        elif (name, value) in _CLASSES:
            classes.append(_CLASSES[name, value])
        elif name in _KEPT and (_WORD.match(value) or _find_share(value) <= 1):
            yield f' {name}="{value}"'
        elif (name, value) == ("mathvariant", "normal"):
            yield ' mathvariant="normal"'
        elif name not in _DROPPED:
            raise ValueError(name)
    if any(classes):
        yield f' class="{" ".join(filter(None, classes))}"'


def _leads_back(tree: Element) -> bool:
    """Return whether a formula goes back by more than the longest space, with all its spaces together."""
    lengths = (
        _SPACES.get(length, length) for element in tree.iter() for length in map(element.get, _SHIFTING) if length
    )
    return sum(_find_share(length) for length in lengths if length.startswith("-")) > 1


def _find_share(value: str) -> float:
    """Return a length as a share of the longest one in its unit; infinite if it is none."""
    length = _LENGTH.match(value)
    return float(length[1]) / _LONGEST[length[2]] if length and length[2] in _LONGEST else inf
