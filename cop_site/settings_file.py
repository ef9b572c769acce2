"""Reads `[tool.cop]` of `pyproject.toml`, without judging what is set there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cop_site.diagnostics import MendableError, Span

CONTENT = "content"
"""The folder of the notes, where nothing else is set."""


class SettingsError(MendableError):
    """The settings cannot be used; the message says which, where and why."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(f"{span}: {message}")
        self.span = span


@dataclass(frozen=True)
class SettingsFile:
    """The settings as they are written."""

    text: str
    """The whole file; empty where there is none."""
    table: dict[str, Any]

    def find(self, at: tuple[int | str, ...]) -> Span:
        """Where the last key of a setting stands, as far as a search for it below `[tool.cop` can tell."""
        key = next((part for part in reversed(at) if isinstance(part, str)), "")
        inside = False
        for number, line in enumerate(self.text.splitlines(), 1):
            stripped = line.lstrip()
            if stripped.startswith("["):
                inside = stripped.startswith("[tool.cop")
            if inside and stripped.partition("=")[0].strip().strip("\"'") == key:
                column = len(line) - len(stripped) + 1
                return Span("pyproject.toml", number, column, number, column + len(key))
        return Span("pyproject.toml")


def read_settings_file(root: Path) -> SettingsFile:
    """Read the table; empty where there is none. Raises SettingsError where the file is no TOML."""
    file = root / "pyproject.toml"
    if not file.is_file():
        return SettingsFile("", {})
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(Span(file.name), f"cannot be read as UTF-8: {error}") from None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_place(error), f"not valid TOML: {error}") from None
    tool = document.get("tool", {})
    table = tool.get("cop", {}) if isinstance(tool, dict) else tool
    if not isinstance(table, dict):
        raise SettingsError(SettingsFile(text, {}).find(("cop",)), "[tool.cop] is a table of settings")
    return SettingsFile(text, table)


def check_folder(content: str, written: SettingsFile) -> None:
    """Raise SettingsError where the folder of the notes lies outside the project."""
    parts = Path(content).parts
    if Path(content).is_absolute() or ".." in parts or not parts:
        raise SettingsError(written.find(("content",)), "the setting 'content' names a folder inside the project")


def _place(error: tomllib.TOMLDecodeError) -> Span:
    """Where the file stops being TOML, which Python before 3.14 tells only in words."""
    match = re.search(r"line (\d+), column (\d+)", str(error))
    line, column = (int(match[1]), int(match[2])) if match else (1, 1)
    return Span("pyproject.toml", line, column, line, column + 1)
