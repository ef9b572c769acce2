"""Diagnostics as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cop_site.diagnostics import Diagnostic, Fix, Span
from cop_site.output import as_json


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a JSON list with an object for each diagnostic, on a line of its own; ends with a newline."""
    rows = [
        {
            "path": diagnostic.span.path,
            **_place(diagnostic.span),
            "code": diagnostic.code,
            "name": diagnostic.name,
            "severity": diagnostic.severity.value,
            "message": diagnostic.message,
            "hint": diagnostic.hint,
            "fix": describe_edits(diagnostic.fix),
            **({"more": diagnostic.more} if diagnostic.more else {}),
            **({"baseline_state": diagnostic.baseline_state} if diagnostic.baseline_state else {}),
        }
        for diagnostic in diagnostics
    ]
    return "[" + ",".join(f"\n{as_json(row, indent=None).rstrip()}" for row in rows) + "\n]\n"


def describe_edits(fix: Fix | None) -> dict[str, Any] | None:
    """Return a fix in JSON's own types: whether it is safe, and each edit with its range and its text."""
    if fix is None:
        return None
    return {"safe": fix.safe, "edits": [{**_place(edit.span), "text": edit.text} for edit in fix.edits]}


def _place(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
