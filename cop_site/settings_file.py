"""Reads `[tool.cop]` of `pyproject.toml` without validating its settings."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cop_site.diagnostics import Problem, Span, UserError

CONTENT = "content"
MAX_FILE_SIZE = 50
"""Megabytes of the largest static file, unless the setting says another."""
"""The default folder of the notes."""
OUTPUT = "site"
"""The default folder of the site."""
FILE = "pyproject.toml"
_HINTS = {
    "date or datetime": "write an existing day as year-month-day, such as 2026-01-31",
    "overwrite": "write each setting once",
    "twice": "write each table once",
    "": "put strings in quotation marks, and begin a table with its name in square brackets",
}
"""Hint by words in the error message of `tomllib`."""
_TABLE = re.compile(r"\s*\[\[?\s*(?P<name>[^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
"""Matches the line `[tool.cop.plan]`."""
_KEY = re.compile(r"\s*(?P<name>(?:\"[^\"]*\"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+))*)\s*=")
"""Matches the start of `as_of = 2026-01-31` and of `plan."slots" = 4`."""
_NAME = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")
"""Matches one part of a dotted name: `plan`, `"plan"` or `'plan'`."""
_POSITION = re.compile(r" \(at line (\d+), column (\d+)\)| \(at end of document\)")
"""Matches the end of a message of `tomllib`."""


class SettingsError(UserError):
    """Invalid settings; the message has a line for each problem."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(f"{problem.span}: {problem.message}; {problem.hint}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class SettingsFile:
    """The settings as written, before validation."""

    text: str
    """The whole file; empty if there is none."""
    table: dict[str, Any]
    """The table `[tool.cop]`."""

    def find(self, at: tuple[int | str, ...]) -> Span:
        """Return the span of the key of a setting below `[tool.cop]`, or of the nearest key or table around it.

        The file is searched line by line, so keys in inline tables are not found.
        """
        names = ("tool", "cop", *(part for part in at if isinstance(part, str)))
        for length in range(len(names), 1, -1):
            if span := self.find_name(names[:length]):
                return span
        return Span(FILE)

    def find_name(self, names: tuple[str, ...]) -> Span | None:
        """Return the span of a key or a table; `names` are those of all tables around it, and its own."""
        table: tuple[str, ...] = ()
        for number, line in enumerate(self.text.split("\n"), 1):
            head, key = _TABLE.match(line), _KEY.match(line)
            if match := head or key:
                parts = map("".join, _NAME.findall(match["name"]))
                name = tuple(parts) if head else (*table, *parts)
                table = name if head else table
                if name == names:
                    return Span(FILE, number, match.start("name") + 1, number, match.end("name") + 1)
        return None


def read_settings_file(root: Path) -> SettingsFile:
    """Read the table `[tool.cop]`; empty if there is none. Raises SettingsError if the file is not valid TOML."""
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
        why = _POSITION.sub("", str(error))
        message = f"not valid TOML: {why[:1].lower()}{why[1:]}"
        hint = next((hint for words, hint in _HINTS.items() if words in message), _HINTS[""])
        raise SettingsError(Problem("settings-are-toml", _locate(error, text), message, hint)) from None
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


def read_max_file_size(settings_file: SettingsFile) -> int:
    """Return the setting `max_file_size`; its default if it is unset or invalid, which is reported elsewhere."""
    size = settings_file.table.get("max_file_size", MAX_FILE_SIZE)
    return size if type(size) is int and size > 0 else MAX_FILE_SIZE


def check_folder(content: str, settings_file: SettingsFile) -> Problem | None:
    """Return a problem if the folder of the notes is not inside the project."""
    parts = Path(content).parts
    if parts and content.isprintable() and not Path(content).is_absolute() and ".." not in parts:
        return None
    span, message = settings_file.find(("content",)), "the setting 'content' must be a folder inside the project"
    return Problem("setting-has-its-value", span, message, f"write its name, such as {CONTENT!r}")


def find_link(content: str, root: Path) -> Problem | None:
    """Return a problem if the folder of the notes, or one around it in the project, is a symbolic link."""
    for path in (Path(content), *Path(content).parents[:-1]):
        if (root / path).is_symlink():
            message = "is a symbolic link, which is not followed: it may lead out of the project"
            return Problem("file-is-regular", Span(path.as_posix()), message, "put the folder itself in its place")
    return None


def _locate(error: Exception, text: str) -> Span:
    """Return where the file is not valid TOML; before Python 3.14, only the message has the position."""
    match = _POSITION.search(str(error))
    lines = text.rstrip().split("\n")
    line, column = (int(match[1]), int(match[2])) if match and match[1] else (len(lines), len(lines[-1]) + 1)
    return Span(FILE, line, column, line, column + 1)
