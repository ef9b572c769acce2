"""Escapes text of notes so that a terminal or a CI log does not take it for a command."""

from __future__ import annotations

import re

MARKED_COMMAND = re.compile(r"##(?=\[|vso\[)")
"""Matches `##[` and `##vso[`: older workflow commands of GitHub and those of Azure, which work anywhere in a line."""


def escape_commands(line: str) -> str:
    """Return a line with control characters and workflow commands escaped."""
    if line.isprintable() and "##" not in line and "::" not in line:
        return line
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in line)
    shown = MARKED_COMMAND.sub("#\u200b#", shown)
    return shown.replace("::", ":\u200b:") if shown.lstrip().startswith("::") else shown
