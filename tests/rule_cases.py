"""The cases of the rules: small content folders, and the diagnostics expected of them.

Each folder of `cases/rules` is named after its rule. `bad/` has files that violate it, `good/` similar files that do
not, and `expected.json` the diagnostics of `bad/`. `make-bad.json` and `make-good.json` describe files that cannot be
committed, or are too large.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cop_site.diagnostics import Diagnostic, Fix
from cop_site.project.open import read_project
from cop_site.rules import report
from cop_site.settings import SettingsError

CASES = Path(__file__).parent / "cases" / "rules"
AS_OF = date(2026, 11, 25)
_SETTINGS = "COP9"


@dataclass(frozen=True)
class Case:
    """One folder of `cases/rules`."""

    folder: Path

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.folder.name.partition("-")[0]

    @property
    def name(self) -> str:
        """The name of the rule."""
        return self.folder.name.partition("-")[2]

    @property
    def expected(self) -> list[dict[str, Any]]:
        """The diagnostics of `bad/`: path, line, column, code, parts of the message and hint, and any fix."""
        diagnostics: list[dict[str, Any]] = json.loads((self.folder / "expected.json").read_text("utf-8"))
        return diagnostics

    def copy(self, which: str, root: Path) -> None:
        """Copy `bad` or `good` to a directory, and make the files that are not committed."""
        if (self.folder / which).is_dir():
            shutil.copytree(self.folder / which, root, dirs_exist_ok=True)
        (root / "content").mkdir(parents=True, exist_ok=True)
        instructions = self.folder / f"make-{which}.json"
        if instructions.is_file():
            make(json.loads(instructions.read_text("utf-8")), root)


def make(instructions: dict[str, Any], root: Path) -> None:
    """Make files that cannot be committed, or cannot be checked out on some systems.

    `symlink` maps a path to its target, `fifo` lists pipes, `bytes` maps a path to base64, `text` to a text, `repeat`
    to texts, each followed by how often it is repeated.
    """
    for path, target in instructions.get("symlink", {}).items():
        _prepare(root / path).symlink_to(target)
    for path in instructions.get("fifo", ()):
        os.mkfifo(_prepare(root / path))
    for path, encoded in instructions.get("bytes", {}).items():
        _prepare(root / path).write_bytes(base64.b64decode(encoded))
    for path, text in instructions.get("text", {}).items():
        _prepare(root / path).write_text(text, "utf-8", newline="")
    for path, parts in instructions.get("repeat", {}).items():
        text = "".join(part * count for part, count in zip(parts[::2], parts[1::2], strict=True))
        _prepare(root / path).write_text(text, "utf-8", newline="")


def find_cases() -> list[Case]:
    """Return the cases about notes, by code."""
    return [case for case in _find_all() if not case.code.startswith(_SETTINGS)]


def find_settings_cases() -> list[Case]:
    """Return the cases about settings, by code; if settings are invalid, no notes are read."""
    return [case for case in _find_all() if case.code.startswith(_SETTINGS)]


def diagnose(root: Path) -> list[Diagnostic]:
    """Return all diagnostics of a project."""
    try:
        return read_project(root, AS_OF).diagnostics
    except SettingsError as error:
        return report(error.problems, {})


def describe(found: list[Diagnostic], expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return diagnostics in the form of `expected.json`.

    If a diagnostic is expected at its position, and its message and hint contain the expected parts, only these parts
    are returned, otherwise the whole message and hint.
    """
    left = list(expected)
    described = []
    for diagnostic in found:
        position = [diagnostic.span.path, diagnostic.span.line, diagnostic.span.column]
        known = next((e for e in left if [e["path"], e["line"], e["column"]] == position), None)
        if known:
            left.remove(known)
        described.append(_describe(diagnostic, known or {}))
    return described


def _describe(diagnostic: Diagnostic, known: dict[str, Any]) -> dict[str, Any]:
    path, line, column = diagnostic.span[:3]
    described = {"path": path, "line": line, "column": column, "code": diagnostic.code}
    described["message"] = _shorten(diagnostic.message, known.get("message"))
    if diagnostic.hint if not known else "hint" in known:
        described["hint"] = _shorten(diagnostic.hint, known.get("hint"))
    if diagnostic.fix:
        described["fix"] = _as_json(diagnostic.fix)
    return described


def _shorten(text: str, part: str | None) -> str:
    return part if part is not None and part in text else text


def _as_json(fix: Fix) -> dict[str, Any]:
    """Return a fix in the form of `expected.json`: each edit is its span and its text."""
    return {"safe": fix.safe, "edits": [[*edit.span[1:], edit.text] for edit in fix.edits]}


def _find_all() -> list[Case]:
    return [Case(folder) for folder in sorted(CASES.iterdir()) if folder.is_dir()]


def _prepare(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file
