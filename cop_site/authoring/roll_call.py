"""Reads a pasted roll call: names and handles, separated by commas, line breaks or `and`."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"[,;、，；،؛|\n\r\t]+|\s+(?:and|und|et|&)\s+")
_BRACKETS = re.compile(r"\([^()]*\)|<[^<>]*>")
_MARK = re.compile(r"\A(?:[-*+•–—·✓✔]|\d{1,3}[.)])\s+")
_TICKED, _EMPTY = re.compile(r"\A(?:\[[xX✓]\]|☑|✅)"), re.compile(r"\A(?:\[[ ]?\]|☐)")
_DECORATION = "\"'.:*_`[]"


def read_roll_call(text: str) -> list[str]:
    """Return each name once, without list markers, `@`, decoration, and text in brackets.

    Whoever stands beside an empty box did not come, if another box is ticked.
    """
    pieces = [_MARK.sub("", piece.strip()) for piece in _SEPARATOR.split(text)]
    if any(map(_TICKED.match, pieces)):
        pieces = [piece for piece in pieces if not _EMPTY.match(piece)]
    names = (name for piece in pieces for name in _split_handles(_clean(piece)))
    return list(dict.fromkeys(filter(None, names)))


def _clean(piece: str) -> str:
    bare = _EMPTY.sub("", _TICKED.sub("", piece))
    return " ".join(_BRACKETS.sub(" ", bare).split()).strip(_DECORATION)


def _split_handles(name: str) -> list[str]:
    """The handles of a row of them, which need no comma; else the name."""
    words = name.split()
    handles = [word.removeprefix("@") for word in words]
    return handles if all(word.startswith("@") for word in words) else [name]


def is_name(text: str) -> bool:
    """Return whether a piece of a roll call can be a name, and is no address, number of people, or label of a list."""
    return not (set(text) & set("@:") or text[:1].isdigit()) and any(map(str.isalpha, text))
