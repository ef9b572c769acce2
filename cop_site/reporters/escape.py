"""Keeps what a note says from being a command to whatever shows it: a terminal, or the log of a CI."""

from __future__ import annotations

import re

MARKED_COMMAND = re.compile(r"##(?=\[|vso\[)")
"""The older workflow commands of GitHub and those of Azure, which are obeyed anywhere in a line."""


def escape_commands(line: str) -> str:
    """One line of text in which nothing is a command."""
    if line.isprintable() and "##" not in line and "::" not in line:
        return line
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in line)
    shown = MARKED_COMMAND.sub("#\u200b#", shown)
    return shown.replace("::", ":\u200b:") if shown.lstrip().startswith("::") else shown
