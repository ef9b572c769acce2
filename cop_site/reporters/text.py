"""Diagnostics as text for a terminal."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from cop_site.diagnostics import Diagnostic, Severity, Span
from cop_site.fixes.edits import describe_fix
from cop_site.output import escape_line
from cop_site.reporters.bounds import count_more
from cop_site.reporters.groups import Group, group_diagnostics

_MAX_SHOWN = 100
"""Characters of a source line that are shown."""
_CONTEXT_BEFORE = 40
"""Characters shown before the span, if the line is longer than that."""
_LOOKS = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.INFO: "36"}


def render_line(diagnostic: Diagnostic) -> str:
    """Return a diagnostic as one line, with its hint at the end."""
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    more = f", {count_more(diagnostic)}" if diagnostic.more else ""
    return escape_line(f"{diagnostic.span}: {diagnostic.code} {diagnostic.name}: {diagnostic.message}{hint}{more}")


def render_text(  # noqa: PLR0913  # one for each thing that changes the text
    diagnostics: Sequence[Diagnostic],
    notes: int | None,
    texts: Mapping[str, str] | None = None,
    *,
    colour: bool = False,
    since: str = "",
    grouped: bool = True,
) -> str:
    """Return diagnostics with their hints, and the counts in the last line; ends with a newline.

    Of the diagnostics of one rule in one field, the first are shown and the others counted, unless `grouped` is off.
    Those of the baseline are only counted.
    `texts` maps paths to the contents of files, for the source line below each error and warning. `since` is the
    revision that `--changed` compares with; empty if everything is reported.
    """
    lines = []
    new = [diagnostic for diagnostic in diagnostics if not diagnostic.is_known]
    for group in group_diagnostics(new) if grouped else [Group([found]) for found in new]:
        first, *others = group.shown
        lines += _show(first, texts or {}, colour=colour)
        for other in others:
            said = f": {other.message}" if other.message != first.message else ""
            lines.append(escape_line(f"    also {other.span}{said}"))
        if rest := group.count_rest():
            lines.append(f"    {rest}; 'cop check --all' lists them all")
    fixable = sum(diagnostic.fix is not None and diagnostic.fix.safe for diagnostic in new)
    lines.append(sum_up(diagnostics, notes, since))
    if fixable:
        how_many = "Some" if any(diagnostic.more for diagnostic in new) else fixable
        lines.append(f"{how_many} of them can be fixed by 'cop check --fix'; 'cop check --diff' shows how.")
    return "\n".join(lines) + "\n"


def _show(diagnostic: Diagnostic, texts: Mapping[str, str], *, colour: bool) -> list[str]:
    severity = diagnostic.severity.value
    head = escape_line(f"{diagnostic.span}: ")
    rest = escape_line(f"{diagnostic.code} {diagnostic.name}: {diagnostic.message}")
    if colour:
        head, severity = f"\x1b[1m{head}\x1b[0m", f"\x1b[{_LOOKS[diagnostic.severity]}m{severity}\x1b[0m"
    lines = [f"{head}{severity} {rest}"]
    if texts and diagnostic.severity is not Severity.INFO:
        lines += _show_place(diagnostic.span, texts.get(diagnostic.span.path, ""))
    if diagnostic.hint:
        lines.append(escape_line(f"    hint: {diagnostic.hint}"))
    if diagnostic.fix and diagnostic.fix.safe:
        lines.append(escape_line(f"    fix: 'cop check --fix' {describe_fix(diagnostic.fix)}"))
    elif diagnostic.fix:
        lines.append(escape_line(f"    suggestion: {describe_fix(diagnostic.fix)}, if that was meant"))
    return lines


def sum_up(diagnostics: Sequence[Diagnostic], notes: int | None, since: str = "") -> str:
    """Return the numbers of notes and diagnostics in one line."""
    counts: Counter[Severity] = Counter()
    known = 0
    for diagnostic in diagnostics:
        number = 1 + diagnostic.more
        known += number * diagnostic.is_known
        counts[diagnostic.severity] += number * (not diagnostic.is_known)
    of_baseline = f", and {known:,} of the baseline" if known else ""
    read = f"{notes} {'note' if notes == 1 else 'notes'} read" if notes is not None else "No note could be read"
    if not counts.total():
        touched = f" in what was touched or broken since {escape_line(since)}" if since else ""
        return f"{read}, nothing to fix{touched}{of_baseline}."
    found = [
        f"{counts[severity]:,} {severity.value}{'s' if counts[severity] != 1 and severity is not Severity.INFO else ''}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        if counts[severity]
    ]
    return f"{read}: {', '.join(found)}{of_baseline}. 'cop explain CODE' tells more about a code."


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
