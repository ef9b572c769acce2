"""Diagnostics as GitHub shows them: annotations of a pull request, and the summary of a run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from cop_site.diagnostics import Diagnostic, Severity
from cop_site.reporters.escape import escape_commands
from cop_site.reporters.text import sum_up

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_WEIGHTS = list(_COMMANDS)
_BARE_LINK = re.compile(r"\w+:(?=//)|mailto:|www(?=\.)", re.IGNORECASE)
"""What makes a link of the words after it."""
_MOST_ROWS = 200
"""A summary may have a mebibyte."""


def render_annotations(diagnostics: Sequence[Diagnostic], folder: str = "") -> str:
    """One workflow command for each diagnostic, the weightiest first, since GitHub shows only some of them.

    `folder` is where the project lies in its repository; empty at the top.
    """
    ordered = sorted(diagnostics, key=lambda diagnostic: _WEIGHTS.index(diagnostic.severity))
    return "".join(f"{_annotate(diagnostic, folder)}\n" for diagnostic in ordered)


def render_summary(diagnostics: Sequence[Diagnostic], notes: int | None) -> str:
    """What was found as a table in Markdown, in which nothing that a note says is markup; ends with a newline."""
    lines = ["## What the check found", "", _as_text(sum_up(diagnostics, notes)), ""]
    ordered = sorted(diagnostics, key=lambda diagnostic: _WEIGHTS.index(diagnostic.severity))
    if ordered:
        lines += ["| Where | Weight | Rule | What | What to do |", "|---|---|---|---|---|"]
    for diagnostic in ordered[:_MOST_ROWS]:
        rule = f"{diagnostic.code} {diagnostic.name}"
        cells = (str(diagnostic.span), diagnostic.severity.value, rule, diagnostic.message, diagnostic.hint)
        lines.append(f"| {' | '.join(map(_as_text, cells))} |")
    if len(ordered) > _MOST_ROWS:
        lines += ["", f"And {len(ordered) - _MOST_ROWS} more; the log has them all."]
    return "\n".join(lines) + "\n"


def _annotate(diagnostic: Diagnostic, folder: str) -> str:
    span = diagnostic.span
    properties = {"file": f"{folder}/{span.path}" if folder else span.path, "line": span.line}
    if span.end_line == span.line:  # GitHub wants columns only within one line
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties |= {"endLine": span.end_line, "title": f"{diagnostic.code} {diagnostic.name}"}
    listed = ",".join(f"{name}={_as_property(str(value))}" for name, value in properties.items())
    hint = f"\nhint: {diagnostic.hint}" if diagnostic.hint else ""
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_as_data(diagnostic.message + hint)}"


def _as_data(text: str) -> str:
    """A text as the message of a workflow command."""
    kept = "\n".join(escape_commands(line) for line in text.split("\n"))
    return kept.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _as_property(text: str) -> str:
    """A text as the value of a property of a workflow command."""
    return _as_data(text).replace(":", "%3A").replace(",", "%2C")


def _as_text(text: str) -> str:
    """A text in which Markdown finds no markup, no link and no mention."""
    kept = _BARE_LINK.sub("\\g<0>\u200b", escape(escape_commands(text), quote=False))
    kept = "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|~:/" else c for c in kept)
    return kept.replace("@", "@\u200b")
