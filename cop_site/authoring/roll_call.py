"""Reads a pasted roll call: names and handles, separated by commas or line breaks."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"[,;\n\r\t]+")
_BRACKETS = re.compile(r"\([^()]*\)|<[^<>]*>|\[[ xX]\]")
_MARK = re.compile(r"\A(?:[-*+•]|\d{1,3}[.)])\s+")


def read_roll_call(text: str) -> list[str]:
    """Return each name once, without list markers, `@`, and text in brackets."""
    names = []
    for piece in _SEPARATOR.split(text):
        name = _BRACKETS.sub(" ", _MARK.sub("", piece.strip()))
        name = " ".join(name.split()).strip("\"'.:").removeprefix("@")
        if name:
            names.append(name)
    return list(dict.fromkeys(names))
