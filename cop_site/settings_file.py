"""Reads `[tool.cop]` of `pyproject.toml`, without judging what is set there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cop_site.diagnostics import MendableError, Problem, Span

CONTENT = "content"
"""The folder of the notes, where nothing else is set."""


FILE = "pyproject.toml"
_AT = re.compile(r" \(at line (\d+), column (\d+)\)| \(at end of document\)")


class SettingsError(MendableError):
    """The settings cannot be used; the message says which, where and why, on a line for each problem."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(f"{found.span}: {found.message}; {found.hint}" for found in problems))
        self.problems = problems


@dataclass(frozen=True)
class SettingsFile:
    """The settings as they are written."""

    text: str
    """The whole file; empty where there is none."""
    table: dict[str, Any]

    def find(self, at: tuple[int | str, ...]) -> Span:
        """Where the last key of a setting stands, or the nearest key around it, as far as a search for it below
        `[tool.cop` can tell.
        """
        for key in (part for part in reversed(at) if isinstance(part, str)):
            inside = False
            for number, line in enumerate(self.text.splitlines(), 1):
                stripped = line.lstrip()
                if stripped.startswith("["):
                    inside = stripped.startswith("[tool.cop")
                written = stripped.partition("=")[0].strip()
                if inside and written.rpartition(".")[2].strip("\"' ") == key:
                    column = len(line) - len(stripped) + 1
                    return Span(FILE, number, column, number, column + len(written))
        return Span(FILE)


def read_settings_file(root: Path) -> SettingsFile:
    """Read the table; empty where there is none. Raises SettingsError where the file is no TOML."""
    file = root / FILE
    if not file.is_file():
        return SettingsFile("", {})
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        hint = "save the file as UTF-8, and let it be read"
        raise SettingsError(Problem("settings-are-toml", Span(FILE), f"cannot be read: {error}", hint)) from None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        hint = "texts stand in quotation marks, and a table begins with its name in square brackets"
        why = _AT.sub("", str(error)).lower()
        raise SettingsError(Problem("settings-are-toml", _place(error, text), f"not valid TOML: {why}", hint)) from None
    tool = document.get("tool", {})
    table = tool.get("cop", {}) if isinstance(tool, dict) else tool
    if not isinstance(table, dict):
        span = SettingsFile(text, {}).find(("cop",))
        message, hint = "[tool.cop] is a table of settings", "write each setting on a line below [tool.cop]"
        raise SettingsError(Problem("settings-are-toml", span, message, hint))
    return SettingsFile(text, table)


def check_folder(content: str, written: SettingsFile) -> None:
    """Raise SettingsError where the folder of the notes lies outside the project."""
    parts = Path(content).parts
    if Path(content).is_absolute() or ".." in parts or not parts:
        message = "the setting 'content' names a folder inside the project"
        hint = f"write its name, such as {CONTENT!r}"
        raise SettingsError(Problem("setting-has-its-value", written.find(("content",)), message, hint))


def _place(error: tomllib.TOMLDecodeError, text: str) -> Span:
    """Where the file stops being TOML, which Python before 3.14 tells only in words."""
    match = _AT.search(str(error))
    lines = text.rstrip().split("\n")
    line, column = (int(match[1]), int(match[2])) if match and match[1] else (len(lines), len(lines[-1]) + 1)
    return Span(FILE, line, column, line, column + 1)
