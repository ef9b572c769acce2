"""Diagnostics for GitHub Actions: annotations of a pull request, and the summary of a run."""

from __future__ import annotations

from collections.abc import Sequence

from cop_site.diagnostics import Diagnostic, Severity
from cop_site.output import escape_comment, escape_line
from cop_site.reporters.bounds import count_more
from cop_site.reporters.text import sum_up

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_ORDER = list(_COMMANDS)
"""Severities, the highest first."""
_MAX_ROWS = 200
"""Keeps a summary below GitHub's limit of one mebibyte."""


def render_annotations(diagnostics: Sequence[Diagnostic], folder: str = "") -> str:
    """Return a workflow command for each diagnostic, errors first, since GitHub shows only the first ones.

    `folder` is the project's folder in its repository; empty at the root.
    """
    return "".join(f"{_annotate(diagnostic, folder)}\n" for diagnostic in _order(diagnostics))


def render_summary(diagnostics: Sequence[Diagnostic], notes: int | None) -> str:
    """Return the diagnostics as a Markdown table with all text of notes escaped; ends with a newline."""
    lines = ["## What the check found", "", escape_comment(sum_up(diagnostics, notes)), ""]
    ordered = _order(diagnostics)
    if ordered:
        lines += ["| Where | Severity | Rule | Message | What to do |", "|---|---|---|---|---|"]
    for diagnostic in ordered[:_MAX_ROWS]:
        rule = f"{diagnostic.code} {diagnostic.name}"
        cells = (str(diagnostic.span), diagnostic.severity.value, rule, diagnostic.message, diagnostic.hint)
        lines.append(f"| {' | '.join(map(escape_comment, cells))} |")
    if len(ordered) > _MAX_ROWS:
        lines += ["", f"And {len(ordered) - _MAX_ROWS} more; the log lists all of them."]
    return "\n".join(lines) + "\n"


def _order(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics that the baseline does not have, errors first."""
    new = (diagnostic for diagnostic in diagnostics if not diagnostic.is_known)
    return sorted(new, key=lambda diagnostic: _ORDER.index(diagnostic.severity))


def _annotate(diagnostic: Diagnostic, folder: str) -> str:
    span = diagnostic.span
    properties = {"file": f"{folder}/{span.path}" if folder else span.path, "line": span.line}
    if span.end_line == span.line:  # GitHub wants columns only within one line
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties |= {"endLine": span.end_line, "title": f"{diagnostic.code} {diagnostic.name}"}
    listed = ",".join(f"{name}={_as_property(str(value))}" for name, value in properties.items())
    hint = f"\nhint: {diagnostic.hint}" if diagnostic.hint else ""
    more = f"\n{count_more(diagnostic)}" if diagnostic.more else ""
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_as_data(diagnostic.message + hint + more)}"


def _as_data(text: str) -> str:
    """Escape a text for the message of a workflow command."""
    kept = "\n".join(escape_line(line) for line in text.split("\n"))
    return kept.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _as_property(text: str) -> str:
    """Escape a text for a property of a workflow command."""
    return _as_data(text).replace(":", "%3A").replace(",", "%2C")
