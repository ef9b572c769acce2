"""Reads a text as readers see it, place by place: what nobody sees is filled up, what looks alike is one sign."""

from __future__ import annotations

import html
import re
from functools import lru_cache

FILLER = "\u00ad"
"""Stands where nothing is seen: a soft hyphen, as texts have it themselves."""
_ALIKE = {
    **dict.fromkeys("\u034f\u061c\u2060\ufeff", FILLER),
    **dict.fromkeys(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))), FILLER),
    **dict.fromkeys(map(chr, range(0xFE00, 0xFE10)), FILLER),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **{chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)},  # the wide forms of ASCII
}
_ASCII = bytes(range(128))
_HIDING = re.compile(r"&#?\w{1,31};|</?[A-Za-z]\w{0,15}\s?/?>")
"""An entity, or a tag without attributes."""
_TAG_NAME = re.compile(r"[^A-Za-z0-9]")
_APART = frozenset(["br", "dd", "div", "dt", "hr", "li", "p", "td", "th", "tr"])
"""Elements with space around them."""


def as_seen(text: str) -> str:
    """Return a text of the same length with entities, plain tags and signs that look alike in one form."""
    for sign in list_signs(text) & _ALIKE.keys():
        text = text.replace(sign, _ALIKE[sign])
    return _HIDING.sub(lambda match: _fill(match[0]), text) if "&" in text or "<" in text else text


def list_signs(text: str) -> set[str]:
    """Return the characters of a text that are not ASCII."""
    if text.isascii():
        return set()
    # The others are deleted first, which takes a tenth of the time of a set of all.
    return set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def _show(hiding: str) -> str:
    if hiding.startswith("<"):
        return " " if _TAG_NAME.sub("", hiding).lower() in _APART else ""
    return "".join(_ALIKE.get(sign, sign) for sign in html.unescape(hiding))


@lru_cache(maxsize=1_000)  # most are the same few
def _fill(written: str) -> str:
    seen = _show(written)
    return seen.ljust(len(written), FILLER) if len(seen) < len(written) else written
