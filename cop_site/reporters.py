"""Diagnostics as text for people and as JSON for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence

from cop_site.diagnostics import Diagnostic, Severity

_MARKED_COMMAND = re.compile(r"##(?=\[|vso\[)")
"""The older workflow commands of GitHub and those of Azure, which are obeyed anywhere in a line."""


def render_line(diagnostic: Diagnostic) -> str:
    """One diagnostic on one line, its hint at the end."""
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return _clean(f"{diagnostic.span}: {diagnostic.code} {diagnostic.name}: {diagnostic.message}{hint}")


def render_text(diagnostics: Sequence[Diagnostic], notes: int) -> str:
    """Every diagnostic with its hint below it, and the sum in the last line; ends with a newline."""
    lines = []
    for diagnostic in diagnostics:
        severity = diagnostic.severity.value
        lines.append(_clean(f"{diagnostic.span}: {severity} {diagnostic.code} {diagnostic.name}: {diagnostic.message}"))
        if diagnostic.hint:
            lines.append(_clean(f"    hint: {diagnostic.hint}"))
    lines.append(_sum_up(diagnostics, notes))
    return "\n".join(lines) + "\n"


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A list of objects, one for each diagnostic; ends with a newline."""
    rows = [
        {
            "path": diagnostic.span.path,
            "line": diagnostic.span.line,
            "column": diagnostic.span.column,
            "end_line": diagnostic.span.end_line,
            "end_column": diagnostic.span.end_column,
            "code": diagnostic.code,
            "name": diagnostic.name,
            "severity": diagnostic.severity.value,
            "message": diagnostic.message,
            "hint": diagnostic.hint,
        }
        for diagnostic in diagnostics
    ]
    return _MARKED_COMMAND.sub(r"\\u0023#", json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"


def _sum_up(diagnostics: Sequence[Diagnostic], notes: int) -> str:
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    read = f"{notes} {'note' if notes == 1 else 'notes'} read"
    if not counts:
        return f"{read}, nothing to mend."
    found = [
        f"{counts[severity]} {severity.value}{'s' if counts[severity] != 1 and severity is not Severity.INFO else ''}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        if counts[severity]
    ]
    return f"{read}: {', '.join(found)}. 'cop explain CODE' tells more about a code."


def _clean(line: str) -> str:
    """Keep what a note says from being a command to whatever shows the line (terminals, CI logs)."""
    shown = line
    if not line.isprintable():
        shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in line)
    shown = _MARKED_COMMAND.sub("#\u200b#", shown)
    return shown.replace("::", ":\u200b:") if shown.lstrip().startswith("::") else shown
