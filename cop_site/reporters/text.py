"""Diagnostics as text for a terminal."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from cop_site.diagnostics import Diagnostic, Severity, Span
from cop_site.fixes.edits import describe_fix
from cop_site.output import escape_line

_MAX_SHOWN = 100
"""Characters of a source line that are shown."""
_CONTEXT_BEFORE = 40
"""Characters shown before the span, if the line is longer than that."""
_LOOKS = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.INFO: "36"}


def render_line(diagnostic: Diagnostic) -> str:
    """Return a diagnostic as one line, with its hint at the end."""
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return escape_line(f"{diagnostic.span}: {diagnostic.code} {diagnostic.name}: {diagnostic.message}{hint}")


def render_text(
    diagnostics: Sequence[Diagnostic],
    notes: int | None,
    texts: Mapping[str, str] | None = None,
    *,
    colour: bool = False,
    since: str = "",
) -> str:
    """Return all diagnostics with their hints, and the counts in the last line; ends with a newline.

    `texts` maps paths to the contents of files, for the source line below each error and warning. `since` is the
    revision that `--changed` compares with; empty if everything is reported.
    """
    lines = []
    for diagnostic in diagnostics:
        severity = diagnostic.severity.value
        head = escape_line(f"{diagnostic.span}: ")
        rest = escape_line(f"{diagnostic.code} {diagnostic.name}: {diagnostic.message}")
        if colour:
            head, severity = f"\x1b[1m{head}\x1b[0m", f"\x1b[{_LOOKS[diagnostic.severity]}m{severity}\x1b[0m"
        lines.append(f"{head}{severity} {rest}")
        if texts and diagnostic.severity is not Severity.INFO:
            lines += _show_place(diagnostic.span, texts.get(diagnostic.span.path, ""))
        if diagnostic.hint:
            lines.append(escape_line(f"    hint: {diagnostic.hint}"))
        if diagnostic.fix and diagnostic.fix.safe:
            lines.append(escape_line(f"    fix: 'cop check --fix' {describe_fix(diagnostic.fix)}"))
        elif diagnostic.fix:
            lines.append(escape_line(f"    suggestion: {describe_fix(diagnostic.fix)}, if that was meant"))
    fixable = sum(diagnostic.fix is not None and diagnostic.fix.safe for diagnostic in diagnostics)
    lines.append(sum_up(diagnostics, notes, since))
    if fixable:
        lines.append(f"{fixable} of them can be fixed by 'cop check --fix'; 'cop check --diff' shows how.")
    return "\n".join(lines) + "\n"


def sum_up(diagnostics: Sequence[Diagnostic], notes: int | None, since: str = "") -> str:
    """Return the numbers of notes and diagnostics in one line."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    read = f"{notes} {'note' if notes == 1 else 'notes'} read" if notes is not None else "No note could be read"
    if not counts:
        touched = f" in what was touched or broken since {escape_line(since)}" if since else ""
        return f"{read}, nothing to fix{touched}."
    found = [
        f"{counts[severity]} {severity.value}{'s' if counts[severity] != 1 and severity is not Severity.INFO else ''}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        if counts[severity]
    ]
    return f"{read}: {', '.join(found)}. 'cop explain CODE' tells more about a code."


def _show_place(span: Span, text: str) -> list[str]:
    """Return the source line of a span, shortened, and a line of carets below it; nothing for a whole file."""
    lines = _split(text)
    if span.line > len(lines) or span[1:] == (1, 1, 1, 1):
        return []
    line = lines[span.line - 1]
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    cut = max(0, start - _CONTEXT_BEFORE) if len(line) > _MAX_SHOWN else 0
    before, marked, after = line[cut:start], line[start:end], line[end:]
    marked = marked[:_MAX_SHOWN]
    after = after[: max(0, _MAX_SHOWN - len(before) - len(marked))]
    # Escaped first, so that the carets are as wide as what is shown: a control character becomes `\\x07`.
    before, marked, after = (escape_line(part.replace("\t", " ")) for part in (before, marked, after))
    shown = escape_line(f"  | {before}{marked}{after}")
    return [shown.rstrip(), f"  | {' ' * _width(before)}{'^' * max(1, _width(marked))}"] if line.strip() else []


@lru_cache(maxsize=4)
def _split(text: str) -> list[str]:
    return text.split("\n")


def _width(text: str) -> int:
    """Return the number of terminal columns that a text takes."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text) if not text.isascii() else 0
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)
