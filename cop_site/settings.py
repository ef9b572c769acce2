"""The settings of a community: what may be set, and what each is without it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cop_site.diagnostics import Problem, Severity
from cop_site.settings_file import CONTENT, SettingsError, SettingsFile, check_folder

__all__ = ["PlanWeights", "Settings", "SettingsError", "Thresholds", "load_settings"]


class Thresholds(BaseModel):
    """Where the figures draw their lines."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min_meetups: int = Field(1, ge=1, description="Held meetups that cover a topic.")
    refresh_after: int = Field(365, ge=1, description="Days after which a topic without a meetup rests.")
    repeat_window: int = Field(365, ge=1, description="Days within which a second meetup on a topic repeats it.")
    due_soon: int = Field(30, ge=0, description="Days before a review is due in which it is announced.")


class PlanWeights(BaseModel):
    """How much each reason counts when the next meetups are planned."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    demand: float = Field(1.0, ge=0, description="For each member who asks for a topic.")
    baseline: float = Field(3.0, ge=0, description="For a topic of the baseline that is not covered.")
    prerequisites: float = Field(1.0, ge=0, description="For covered prerequisites; against each that is missing.")
    one_voice: float = Field(0.5, ge=0, description="Where what is known hangs on one person, or no meetup was on it.")
    resting: float = Field(0.5, ge=0, description="For each year without a meetup on a topic, two at most.")
    slots: int = Field(4, ge=1, le=52, description="How many meetups to plan ahead.")


class Settings(BaseModel):
    """Everything a community may set; each has a default that suits most."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    content: str = Field(CONTENT, description="The folder of the notes.")
    templates: str = Field("", description="A folder whose templates and assets come before ours.")
    output: str = Field("site", description="The folder the site is written to.")
    as_of: date | None = Field(None, description="The day to compute for; absent for today.")
    repository: str = Field("", description="The repository's web address, for edit links.")
    branch: str = Field("main", description="The branch that edits go to.")
    severity: dict[str, Severity] = Field({}, description="Per rule, by name or code: error, warning, info, off.")
    plan: PlanWeights = Field(PlanWeights(), description="What counts when the next meetups are planned.")
    thresholds: Thresholds = Field(Thresholds(), description="Where the figures draw their lines.")


_TABLES: dict[str, type[BaseModel]] = {"": Settings, "plan": PlanWeights, "thresholds": Thresholds}


_VALUES = {
    ("date",): ("is a day", "write year-month-day, such as 2026-01-31"),
    ("string",): ("is a text", "write one text, in quotation marks"),
    ("int",): ("is a whole number", "write digits only, without quotation marks"),
    ("float", "finite"): ("is a number", "write for example 0.5, without quotation marks"),
    ("greater_than_equal",): ("is at least {ge}", "write a larger number, or take it out"),
    ("less_than_equal",): ("is at most {le}", "write a smaller number, or take it out"),
    ("enum",): ("is a weight", "write one of 'error', 'warning', 'info' and 'off'"),
    ("model", "dict"): ("is a table", "write its settings on lines of their own, below its name in square brackets"),
}
"""What a value has to be, and how to write it, by the beginnings of pydantic's types of errors."""


def load_settings(written: SettingsFile, root: Path) -> Settings:
    """Return the settings of the project in `root`; what its file does not set has its default.

    Raises SettingsError for all unknown settings and unusable values at once.
    """
    problems = list(_check_values(written, root))
    try:
        settings = Settings.model_validate(written.table)
    except ValidationError as error:
        raise SettingsError(*problems, *(_explain(detail, written) for detail in error.errors())) from None
    if problems:
        raise SettingsError(*problems)
    return settings


def _check_values(written: SettingsFile, root: Path) -> Iterator[Problem]:
    """Find texts that are no web address or folder."""
    texts = {key: value for key, value in written.table.items() if isinstance(value, str)}
    if found := check_folder(texts.get("content", CONTENT), written):
        yield found
    repository, templates = texts.get("repository", ""), texts.get("templates", "")
    if repository and not repository.startswith(("https://", "http://")):
        meant = f"https://{repository.lstrip('/')}"
        yield _refuse(("repository",), "is a web address", f"write {meant!r}", written)
    if templates and not (root / templates).is_dir():
        why = f"names a folder, and there is no {templates!r}"
        yield _refuse(("templates",), why, "make the folder, or take the setting out", written)


def _explain(error: Any, written: SettingsFile) -> Problem:
    at, kind = error["loc"], str(error["type"])
    if kind == "extra_forbidden":
        message = f"there is no setting {_name(at)!r} under [tool.cop]"
        return Problem("setting-is-known", written.find(at), message, _propose(at))
    for types, (why, hint) in _VALUES.items():
        if kind.startswith(types):
            return _refuse(at, why.format(**error.get("ctx", {})), hint, written)
    return _refuse(at, f"cannot be used: {error['msg'].lower()}", "correct it, or take it out", written)


def _refuse(at: tuple[str | int, ...], why: str, hint: str, written: SettingsFile) -> Problem:
    return Problem("setting-has-its-value", written.find(at), f"the setting {_name(at)!r} {why}", hint)


def _name(at: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in at)


def _propose(at: tuple[str | int, ...]) -> str:
    """What may have been meant by a setting that does not exist; in its own table, or in another."""
    own = str(at[0]) if len(at) > 1 else ""
    for table in sorted(_TABLES, key=lambda table: table != own):
        if meant := get_close_matches(str(at[-1]), _TABLES[table].model_fields, n=1):
            where = "" if table == own else f" under [tool.cop{table and f'.{table}'}]"
            return f"did you mean {meant[0]!r}{where}?"
    return "take it out; the settings are listed in README.md"
