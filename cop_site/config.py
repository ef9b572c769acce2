"""The settings of a community: what may be set, and what each is without it."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cop_site.diagnostics import Severity
from cop_site.settings_file import CONTENT, SettingsError, check_folder, read_settings_file

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

    content: str = Field(CONTENT, description="The folder of the notes.")
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
    written = read_settings_file(root)
    try:
        settings = Settings.model_validate(written.table)
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(written.find(first["loc"]), _explain(first)) from None
    check_folder(settings.content, written)
    if settings.repository and not settings.repository.startswith(("https://", "http://")):
        message = f"the setting 'repository' is a web address, such as 'https://{settings.repository.lstrip('/')}'"
        raise SettingsError(written.find(("repository",)), message)
    if settings.templates and not (root / settings.templates).is_dir():
        message = f"there is no folder {settings.templates!r}, which the setting 'templates' names"
        raise SettingsError(written.find(("templates",)), message)
    return settings


def _explain(error: Any) -> str:
    name = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        tables: dict[str, type[BaseModel]] = {"plan": PlanWeights, "thresholds": Thresholds}
        table = tables.get(str(error["loc"][0]), Settings)
        meant = next(iter(get_close_matches(str(error["loc"][-1]), table.model_fields, n=1)), "")
        return f"there is no setting {name!r} under [tool.cop]" + (f"; did you mean {meant!r}?" if meant else "")
    if error["type"].startswith("date"):
        return f"the setting {name!r} is a day, such as 2026-01-31"
    return f"the setting {name!r} cannot be used: {error['msg'].lower()}"
