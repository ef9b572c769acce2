"""Finds what a log or a terminal would obey."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KEPT = "\t\u00a0\u2009\u200b\u200c\u200d\u202f\u3000"


def find_commands(text: str) -> Iterator[str]:
    """Yield each line that is a command, or has a character that is not seen."""
    for line in text.split("\n"):
        hidden = any(not c.isprintable() and c not in _KEPT for c in line)
        if hidden or line.strip().startswith("::") or re.search(r"##\w*\[|section_(start|end):", line):
            yield f"a line is not inert: {line!a}"


def assert_inert(text: str) -> None:
    """Fail where a line of a log is a command, or has a character that is not seen."""
    assert list(find_commands(text)) == []
