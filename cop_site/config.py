"""The settings of a community: `[tool.cop]` in `pyproject.toml`, all of them optional."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cop_site.diagnostics import Severity, Span


class SettingsError(Exception):
    """The settings cannot be used; the message says which, where and why."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(f"{span}: {message}")
        self.span = span


class Thresholds(BaseModel):
    """Where the figures draw their lines."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min_meetups: int = Field(1, ge=1, description="Held meetups that cover a topic.")
    refresh_after: int = Field(365, ge=1, description="Days after which a topic without a meetup rests.")
    repeat_window: int = Field(365, ge=1, description="Days within which a second meetup on a topic repeats it.")
    due_soon: int = Field(30, ge=0, description="Days before a review is due in which it is announced.")


class PlanWeights(BaseModel):
    """How much each reason counts when the next meetups are planned."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    demand: float = Field(1.0, ge=0, description="For each member who asks for a topic.")
    baseline: float = Field(3.0, ge=0, description="For a topic of the baseline that is not covered.")
    prerequisites: float = Field(1.0, ge=0, description="For covered prerequisites; against each that is missing.")
    one_voice: float = Field(0.5, ge=0, description="Where what is known hangs on one person, or no meetup was on it.")
    resting: float = Field(0.5, ge=0, description="For each year without a meetup on a topic, two at most.")
    slots: int = Field(4, ge=1, le=52, description="How many meetups to plan ahead.")


class Settings(BaseModel):
    """Everything a community may set; each has a default that suits most."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    content: str = Field("content", description="The folder of the notes.")
    templates: str = Field("", description="A folder whose templates and assets come before ours.")
    output: str = Field("site", description="The folder the site is written to.")
    as_of: date | None = Field(None, description="The day to compute for; absent for today.")
    repository: str = Field("", description="The repository's web address, for edit links.")
    branch: str = Field("main", description="The branch that edits go to.")
    severity: dict[str, Severity] = Field({}, description="Per rule, by name or code: error, warning, info, off.")
    plan: PlanWeights = Field(PlanWeights(), description="What counts when the next meetups are planned.")
    thresholds: Thresholds = Field(Thresholds(), description="Where the figures draw their lines.")


def load_settings(root: Path) -> Settings:
    """Read `[tool.cop]` of `root/pyproject.toml`; without it, everything has its default.

    Raises SettingsError for a file that is no TOML, an unknown setting or an unusable value.
    """
    file = root / "pyproject.toml"
    if not file.is_file():
        return Settings()
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
        raise SettingsError(_find(text, ("cop",)), "[tool.cop] is a table of settings")
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(_find(text, first["loc"]), _explain(first)) from None
    _check_folder(settings.content, text)
    return settings


def _place(error: tomllib.TOMLDecodeError) -> Span:
    """Where the file stops being TOML, which Python before 3.14 tells only in words."""
    match = re.search(r"line (\d+), column (\d+)", str(error))
    line, column = (int(match[1]), int(match[2])) if match else (1, 1)
    return Span("pyproject.toml", line, column, line, column + 1)


def _explain(error: Any) -> str:
    name = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"there is no setting {name!r} under [tool.cop]"
    return f"the setting {name!r} cannot be used: {error['msg'].lower()}"


def _check_folder(content: str, text: str) -> None:
    parts = Path(content).parts
    if Path(content).is_absolute() or ".." in parts or not parts:
        raise SettingsError(_find(text, ("content",)), "the setting 'content' names a folder inside the project")


def _find(text: str, at: tuple[int | str, ...]) -> Span:
    """Where the last key of a setting stands, as far as a search for it below `[tool.cop` can tell."""
    key = next((part for part in reversed(at) if isinstance(part, str)), "")
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.lstrip()
        if stripped.startswith("["):
            inside = stripped.startswith("[tool.cop")
        if inside and stripped.partition("=")[0].strip().strip("\"'") == key:
            column = len(line) - len(stripped) + 1
            return Span("pyproject.toml", number, column, number, column + len(key))
    return Span("pyproject.toml")
