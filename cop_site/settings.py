"""The settings of a community, with their defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from cop_site.diagnostics import Problem, Severity
from cop_site.settings_file import CONTENT, MAX_FILE_SIZE, OUTPUT, SettingsError, SettingsFile, check_folder

__all__ = ["PlanWeights", "Settings", "SettingsError", "Thresholds", "load_settings"]


class Thresholds(BaseModel):
    """Thresholds of the figures."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min_meetups: int = Field(1, ge=1, description="Meetups to hold on a topic before it counts as covered.")
    refresh_after: int = Field(365, ge=1, description="Days without a meetup after which a topic is resting.")
    repeat_window: int = Field(365, ge=1, description="Days within which another meetup on a topic is a repeat.")
    min_sample: int = Field(3, ge=1, description="Meetups or people from which a share of them says anything.")
    due_soon: int = Field(30, ge=0, description="Days before a review is due from which it is announced.")


class PlanWeights(BaseModel):
    """Weights by which topics are suggested for meetups."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    demand: float = Field(1.0, ge=0, description="Weight of each member who asks for the topic.")
    baseline: float = Field(3.0, ge=0, description="Weight of a baseline topic that is not covered.")
    prerequisites: float = Field(1.0, ge=0, description="Weight of met prerequisites; subtracted for each unmet one.")
    one_voice: float = Field(0.5, ge=0, description="Weight of a topic known to one person, or without a meetup.")
    resting: float = Field(0.5, ge=0, description="Weight of each year without a meetup on it, two at most.")
    slots: int = Field(4, ge=1, le=52, description="Number of meetups to plan ahead.")


class Headings(BaseModel):
    """The community's own words for the headings that are read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    decisions: tuple[str, ...] = Field((), description="Further headings below which decisions are read.")
    actions: tuple[str, ...] = Field((), description="Further headings below which actions are read.")
    questions: tuple[str, ...] = Field((), description="Further headings below which open questions are read.")


Source = Annotated[str, StringConstraints(pattern=r"^[^\s;,\"<>&]+$")]
"""A source of a Content-Security-Policy."""


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
"""A language tag, such as `fr` or `pt-BR`."""


def _write_tag(tag: str) -> str:
    """Return a language tag with capitals where they are usual: `pt-BR`, `zh-Hant`."""
    first, *others = tag.split("-")
    cases = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cases.get(len(part), str.lower)(part) for part in others)])


Language = Annotated[str, AfterValidator(_write_tag)]
"""One of the languages of a site."""


class PolicySources(BaseModel):
    """What pages may load besides the files of the site: sources for their Content-Security-Policy."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    script_src: tuple[Source, ...] = Field((), description="Scripts: websites, or hashes of inline scripts.")
    style_src: tuple[Source, ...] = Field((), description="Styles: websites, or hashes of inline styles.")
    img_src: tuple[Source, ...] = Field((), description="Pictures.")
    font_src: tuple[Source, ...] = Field((), description="Fonts.")
    connect_src: tuple[Source, ...] = Field((), description="What scripts fetch.")
    frame_src: tuple[Source, ...] = Field((), description="Frames.")
    media_src: tuple[Source, ...] = Field((), description="Sound and video.")
    form_action: tuple[Source, ...] = Field((), description="Where forms are sent.")


ADMIN_PAGE, ADMIN_CONFIG = "admin/index.html", "admin/config.yml"


class AdminPage(BaseModel):
    """The page `admin/`, on which a program of the community's edits notes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    program: str = Field("", description="The script of Decap CMS or Sveltia CMS, a file; without it there is no page.")
    backend: dict[str, str] = Field({}, description="What the program has to know of the host, such as `base_url`.")

    @property
    def files(self) -> tuple[str, ...]:
        """The addresses of what the page consists of; nothing where no program is given."""
        return (ADMIN_PAGE, ADMIN_CONFIG, f"admin/{Path(self.program).name}") if self.program else ()


class Settings(BaseModel):
    """All settings of a community; each has a default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    content: str = Field(CONTENT, description="Folder of the notes.")
    languages: tuple[Language, ...] = Field(
        (), description="Languages of the site, such as `en` and `fr`: its own, then each that has a folder of pages."
    )
    templates: str = Field("", description="Folder with templates and assets that replace those of `cop`.")
    output: str = Field(OUTPUT, description="Folder that the site is written to.")
    as_of: date | None = Field(None, description="Date that everything is computed for (default: today).")
    repository: str = Field("", description="Web address of the repository, for edit links.")
    branch: str = Field("main", description="Branch that edit links lead to.")
    max_file_size: int = Field(
        MAX_FILE_SIZE, ge=1, description="Megabytes of the largest static file, such as a picture or a recording."
    )
    severity: dict[str, Severity] = Field({}, description="Severity of rules, by name or code.")
    fields: dict[str, str] = Field({}, description="Fields of ours that names of other tools stand for.")
    plan: PlanWeights = Field(PlanWeights(), description="Weights by which topics are suggested for meetups.")
    thresholds: Thresholds = Field(Thresholds(), description="Thresholds of the figures.")
    policy: PolicySources = Field(PolicySources(), description="What pages may load besides the files of the site.")
    previews: bool = Field(
        False, strict=True, description="Draw a preview picture of each note, instead of one for the whole site."
    )
    headings: Headings = Field(Headings(), description="Headings below which the log is read.")
    admin: AdminPage = Field(AdminPage(), description="The page `admin/`, on which notes are edited.")


_TABLES: dict[str, type[BaseModel]] = {
    "": Settings,
    "plan": PlanWeights,
    "thresholds": Thresholds,
    "policy": PolicySources,
    "headings": Headings,
    "admin": AdminPage,
}


_VALUES = {
    ("date",): ("must be a date", "write year-month-day, such as 2026-01-31"),
    ("string_pattern",): ("must be a source of a policy", "write one without spaces, such as 'https://example.org'"),
    ("tuple",): ("must be a list", "write it in square brackets"),
    ("string",): ("must be a string", "write it in quotation marks"),
    ("bool",): ("must be true or false", "write it without quotation marks"),
    ("int",): ("must be an integer", "write digits only, without quotation marks"),
    ("float", "finite"): ("must be a number", "write for example 0.5, without quotation marks"),
    ("greater_than_equal",): ("must be at least {ge}", "write a larger number, or remove the setting"),
    ("less_than_equal",): ("must be at most {le}", "write a smaller number, or remove the setting"),
    ("enum",): ("must be a severity", "write one of 'error', 'warning', 'info' and 'off'"),
    ("model", "dict"): ("must be a table", "write its settings below its name in square brackets"),
}
"""Message and hint by prefixes of pydantic's error types."""


def load_settings(settings_file: SettingsFile, root: Path) -> Settings:
    """Return the settings of the project in `root`; unset ones have their defaults.

    Raises SettingsError for all unknown settings and invalid values at once.
    """
    problems = list(_check_values(settings_file, root))
    try:
        settings = Settings.model_validate(settings_file.table)
    except ValidationError as error:
        raise SettingsError(*problems, *(_explain(detail, settings_file) for detail in error.errors())) from None
    if problems:
        raise SettingsError(*problems)
    return settings


def _check_values(settings_file: SettingsFile, root: Path) -> Iterator[Problem]:
    """Yield a problem for each string that must be a web address or a folder, and is not."""
    texts = {key: value for key, value in settings_file.table.items() if isinstance(value, str)}
    if problem := check_folder(texts.get("content", CONTENT), settings_file):
        yield problem
    repository, templates = texts.get("repository", ""), texts.get("templates", "")
    if not texts.get("output", OUTPUT).isprintable():
        yield _make_problem(("output",), "must be the name of a folder", f"write for example {OUTPUT!r}", settings_file)
    if repository and not repository.startswith(("https://", "http://")):
        suggestion = f"https://{repository.lstrip('/')}"
        yield _make_problem(("repository",), "must be a web address", f"write {suggestion!r}", settings_file)
    if templates and not (root / templates).is_dir():
        why = f"must be an existing folder; there is no {templates!r}"
        yield _make_problem(("templates",), why, "create the folder, or remove the setting", settings_file)

    languages = settings_file.table.get("languages")
    names = [one for one in languages if isinstance(one, str)] if isinstance(languages, list) else []
    for number, name in enumerate(names):
        if not _LANGUAGE.fullmatch(name):
            hint = "write for example 'en', 'fr' or 'pt-BR'"
            yield _make_problem(("languages", number), "must be a language code", hint, settings_file)
        elif name.casefold() in map(str.casefold, names[:number]):
            yield _make_problem(("languages", number), "is there already", "write each language once", settings_file)

    admin = settings_file.table.get("admin")
    program = admin.get("program", "") if isinstance(admin, dict) else ""
    if isinstance(program, str) and program and not (program.endswith(".js") and (root / program).is_file()):
        why = f"must be an existing script; there is no file {program!r} that ends in '.js'"
        yield _make_problem(("admin", "program"), why, "download the program to a file, and name that", settings_file)


def _explain(error: Any, settings_file: SettingsFile) -> Problem:
    at, kind = error["loc"], str(error["type"])
    if kind == "extra_forbidden":
        message = f"there is no setting {_name(at)!r} under [tool.cop]"
        return Problem("setting-is-known", settings_file.find(at), message, _propose(at))
    for types, (why, hint) in _VALUES.items():
        if kind.startswith(types):
            return _make_problem(at, why.format(**error.get("ctx", {})), hint, settings_file)
    return _make_problem(
        at, f"cannot be used: {error['msg'].lower()}", "correct it, or remove the setting", settings_file
    )


def _make_problem(at: tuple[str | int, ...], why: str, hint: str, settings_file: SettingsFile) -> Problem:
    return Problem("setting-has-its-value", settings_file.find(at), f"the setting {_name(at)!r} {why}", hint)


def _name(at: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in at)


def _propose(at: tuple[str | int, ...]) -> str:
    """Return a hint for an unknown setting: the nearest one of its own table, or of another."""
    own = str(at[0]) if len(at) > 1 else ""
    for table in sorted(_TABLES, key=lambda table: table != own):
        if matches := get_close_matches(str(at[-1]), _TABLES[table].model_fields, n=1):
            where = "" if table == own else f" under [tool.cop{table and f'.{table}'}]"
            return f"did you mean {matches[0]!r}{where}?"
    return "remove it; docs/settings.md lists the settings"
