"""Diagnostics as SARIF 2.1.0, for code scanning and editors."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from cop_site import __version__
from cop_site.diagnostics import Diagnostic, Fix, Severity, Span
from cop_site.fixes.edits import describe_fix
from cop_site.output import as_json
from cop_site.reporters.bounds import count_more
from cop_site.rules import Rule, load_rules

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.OFF: "none"}


def render_sarif(diagnostics: Sequence[Diagnostic], folder: str = "") -> str:
    """Return a SARIF log of one run with all rules and results; ends with a newline.

    `folder` is the project's folder in its repository; empty at the root.
    """
    rules = load_rules()
    indexes = {rule.CODE: index for index, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "cop", "version": __version__, "rules": [_describe_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_describe_result(found, indexes[found.code], folder) for found in diagnostics],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return as_json({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2)


def _describe_rule(rule: Rule) -> dict[str, Any]:
    manual = inspect.cleandoc(rule.__doc__ or "")
    return {
        "id": rule.CODE,
        "name": "".join(word.capitalize() for word in rule.NAME.split("-")),
        "shortDescription": {"text": manual.partition("\n")[0]},
        "fullDescription": {"text": manual.partition("\n")[0]},
        "help": {"text": manual, "markdown": manual},
        "defaultConfiguration": {"level": _LEVELS[rule.SEVERITY]},
    }


def _describe_result(diagnostic: Diagnostic, index: int, folder: str) -> dict[str, Any]:
    hint = f"\nHint: {diagnostic.hint}" if diagnostic.hint else ""
    more = f"\n{count_more(diagnostic)}" if diagnostic.more else ""
    path = f"{folder}/{diagnostic.span.path}" if folder else diagnostic.span.path
    file = {"uri": quote(path, safe="/", errors="replace"), "uriBaseId": "%SRCROOT%"}
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _as_message(diagnostic.message + hint + more)},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": _describe_region(diagnostic.span)}}],
    }
    if diagnostic.baseline_state:
        result["baselineState"] = diagnostic.baseline_state
    if diagnostic.fix:
        result["fixes"] = [_describe_fix(diagnostic.fix, file)]
    return result


def _describe_fix(fix: Fix, file: dict[str, str]) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _describe_region(edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    text = f"{'Safe' if fix.safe else 'A suggestion'}: {describe_fix(fix)}"
    return {
        "description": {"text": _as_message(text)},
        "artifactChanges": [{"artifactLocation": file, "replacements": replacements}],
    }


def _as_message(text: str) -> str:
    """Escape a text so that SARIF finds no link in it."""
    return "".join(f"\\{c}" if c in "\\[]" else c for c in text)


def _describe_region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
