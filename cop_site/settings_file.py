"""Reads `[tool.cop]` of `pyproject.toml` without validating its settings."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cop_site.diagnostics import Problem, Span, UserError

CONTENT = "content"
"""The folder of the notes, where nothing else is set."""


FILE = "pyproject.toml"
_HINTS = {
    "date or datetime": "write year-month-day of a day that there is, such as 2026-01-31",
    "overwrite": "write each setting once",
    "twice": "write each table once",
    "": "put strings in quotation marks, and begin a table with its name in square brackets",
}
"""What to do, by what Python says is wrong."""
_TABLE = re.compile(r"\s*\[\[?\s*(?P<name>[^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(?P<name>(?:\"[^\"]*\"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+))*)\s*=")
_NAME = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")
_AT = re.compile(r" \(at line (\d+), column (\d+)\)| \(at end of document\)")


class SettingsError(UserError):
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
        """Where the key of a setting below `[tool.cop]` stands, or the nearest key or table around it, as far as that
        can be told line by line.
        """
        names = ("tool", "cop", *(part for part in at if isinstance(part, str)))
        for length in range(len(names), 1, -1):
            if span := self.find_name(names[:length]):
                return span
        return Span(FILE)

    def find_name(self, names: tuple[str, ...]) -> Span | None:
        """Where the key or the table with this name stands: the names of all tables around it, and its own."""
        table: tuple[str, ...] = ()
        for number, line in enumerate(self.text.split("\n"), 1):
            head, key = _TABLE.match(line), _KEY.match(line)
            found = head or key
            if found:
                name = _split(found["name"]) if head else (*table, *_split(found["name"]))
                table = name if head else table
                if name == names:
                    return Span(FILE, number, found.start("name") + 1, number, found.end("name") + 1)
        return None


def read_settings_file(root: Path) -> SettingsFile:
    """Read the table; empty where there is none. Raises SettingsError where the file is no TOML."""
    file = root / FILE
    if not file.is_file():
        return SettingsFile("", {})
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        hint = "save the file as UTF-8, and make it readable"
        raise SettingsError(Problem("settings-are-toml", Span(FILE), f"cannot be read: {error}", hint)) from None
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        why = _AT.sub("", str(error))
        why = why[:1].lower() + why[1:]
        hint = next((hint for words, hint in _HINTS.items() if words in why), _HINTS[""])
        raise SettingsError(Problem("settings-are-toml", _place(error, text), f"not valid TOML: {why}", hint)) from None
    tool = document.get("tool", {})
    inner = tool if isinstance(tool, dict) else {}
    for names in (("cop",), *(("tool", key) for key in inner if key.casefold() == "cop" != key)):
        if names[0] in document and (span := SettingsFile(text, {}).find_name(names)):
            message = f"unknown table [{'.'.join(names)}]"
            raise SettingsError(Problem("setting-is-known", span, message, "did you mean [tool.cop]?"))
    table = tool.get("cop", {}) if isinstance(tool, dict) else tool
    if not isinstance(table, dict):
        span = SettingsFile(text, {}).find(("cop",))
        message, hint = "[tool.cop] must be a table", "write each setting on a line below [tool.cop]"
        raise SettingsError(Problem("settings-are-toml", span, message, hint))
    return SettingsFile(text, table)


def check_folder(content: str, written: SettingsFile) -> Problem | None:
    """Say why the folder of the notes cannot be one inside the project, if so."""
    parts = Path(content).parts
    if parts and content.isprintable() and not Path(content).is_absolute() and ".." not in parts:
        return None
    message = "the setting 'content' must be a folder inside the project"
    return Problem("setting-has-its-value", written.find(("content",)), message, f"write its name, such as {CONTENT!r}")


def _place(error: Exception, text: str) -> Span:
    """Where the file stops being TOML, which Python before 3.14 tells only in words."""
    match = _AT.search(str(error))
    lines = text.rstrip().split("\n")
    line, column = (int(match[1]), int(match[2])) if match and match[1] else (len(lines), len(lines[-1]) + 1)
    return Span(FILE, line, column, line, column + 1)


def _split(name: str) -> tuple[str, ...]:
    """The parts of a dotted name, without quotation marks."""
    return tuple("".join(part) for part in _NAME.findall(name))
