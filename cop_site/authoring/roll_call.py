"""Reads who came from a pasted roll call: names and handles, one to a line or separated by commas."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"[,;\n\r\t]+")
_BRACKETS = re.compile(r"\([^()]*\)|<[^<>]*>|\[[ xX]\]")
_MARK = re.compile(r"\A(?:[-*+•]|\d{1,3}[.)])\s+")


def read_roll_call(text: str) -> list[str]:
    """Return the names in their order, each once, without list marks, handles' `@`, and what stands in brackets."""
    names = []
    for piece in _SEPARATOR.split(text):
        name = _BRACKETS.sub(" ", _MARK.sub("", piece.strip()))
        name = " ".join(name.split()).strip("\"'.:").removeprefix("@")
        if name:
            names.append(name)
    return list(dict.fromkeys(names))
