"""A project whose files have been read: enough to return cached values if nothing has changed.

This module imports neither models nor pages, so that a cached value takes no longer than reading the files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from cop_site.content.files import Files, read_files
from cop_site.project.baseline import parse_baseline, read_baseline_text
from cop_site.project.fingerprint import fingerprint_files
from cop_site.project.read import key_of, recall_facts, start_reading
from cop_site.project.store import Store
from cop_site.settings_file import (
    CONTENT,
    FILE,
    SettingsError,
    SettingsFile,
    check_folder,
    find_link,
    read_max_file_size,
    read_settings_file,
)

if TYPE_CHECKING:
    from cop_site.diagnostics import Diagnostic
    from cop_site.project.project import Project
    from cop_site.settings import Settings

SITE_FILE = "mkdocs.yml"
ENGINE_FILES = (SITE_FILE, "mkdocs.yaml", "properdocs.yml", "properdocs.yaml", "zensical.toml")
"""The settings of engines, those without our plugin included."""


@dataclass(frozen=True)
class OpenedProject:
    """A project whose files have been read, but not parsed yet."""

    root: Path
    settings_file: SettingsFile
    """The settings, of which only `content` and `as_of` have been checked yet."""
    files: Files
    as_of: date
    store: Store
    archetypes: tuple[bytes, ...] = ()
    """The community's own archetypes, which the check compares notes with."""
    site_file: str = ""
    """The text of `mkdocs.yml`, which names the language of the site."""
    baseline_text: str = ""
    """The text of the baseline; empty if there is none."""

    def recall(self, name: str, compute: Callable[[OpenedProject], Any]) -> Any:
        """Return the value kept for the same files, settings and day, or compute and keep it."""
        engines = repr(read_engine_files(self.root))
        parts = (self.settings_file.text, engines, self.baseline_text, self.as_of.isoformat())
        key = fingerprint_files(self.files, *self.keys.values(), *parts, *map(repr, self.archetypes))
        return self.store.recall(name, key, lambda: compute(self))

    @cached_property
    def keys(self) -> dict[str, str]:
        """The key of each note in the store, by its path."""
        field_names = repr(self.settings_file.table.get("fields"))
        return {text.path: key_of(text, field_names) for text in self.files.sources}

    @property
    def paths(self) -> tuple[str, ...]:
        """The files and folders that the project is read from, relative to `root`."""
        templates = self.settings_file.table.get("templates")
        own = (templates,) if templates and isinstance(templates, str) else ()
        return (self.files.folder, FILE, *ENGINE_FILES, *own)

    @cached_property
    def settings(self) -> Settings:
        """Return the settings; raise SettingsError if they are invalid."""
        from cop_site.project.project import check_settings  # noqa: PLC0415  # takes long to import

        return check_settings(self.settings_file, self.root)

    def read_again(self, overrides: Mapping[str, bytes] | None = None) -> OpenedProject:
        """Return the project with its notes as they are now; `overrides` is that of `read_files`."""
        return replace(self, files=self.read_files_in(self.root, overrides))

    def read_files_in(self, root: Path, overrides: Mapping[str, bytes] | None = None) -> Files:
        """Return the files of this project, or of an older state of it in another directory."""
        size = read_max_file_size(self.settings_file)
        return read_files(root, self.files.folder, overrides, max_asset=size, named=name_files(self.site_file))

    def check_inputs(self) -> None:
        """Raise SettingsError or BaselineError if `understand` would."""
        parse_baseline(self.baseline_text)
        self.settings  # noqa: B018  # it is validated when it is first asked for

    def understand(self) -> Project:
        """Parse and analyse the files; raise SettingsError as `settings` does, or BaselineError."""
        baseline = parse_baseline(self.baseline_text)
        finish = start_reading(self.files.sources, self.store, self.keys)
        from cop_site.project.project import understand  # noqa: PLC0415  # as above

        project = understand(
            self.root,
            self.settings,
            self.site_file,
            self.files,
            self.as_of,
            sources=finish(),
            baseline=baseline,
        )
        return replace(project, store=self.store)

    def recall_facts(self, project: Project) -> Callable[[], None]:
        """Give the notes of a project what the store knows of them; return a function that keeps what is new."""
        return recall_facts(project.community.sources, self.store, self.keys)

    def diagnose(self) -> tuple[Project, list[Diagnostic]]:
        """Return the project as understood, and its diagnostics, with what the store knows of its notes."""
        project = self.understand()
        keep_facts = self.recall_facts(project)
        found = project.diagnose_in_parallel()
        keep_facts()
        return project, found


def open_project(
    root: Path, today: date | datetime, store: Store | None = None, *, only: Collection[str] = ()
) -> OpenedProject:
    """Read a project's files; raise SettingsError if `content` or `as_of` is invalid, or `content` is a link.

    `today` is the default for `as_of`: a day, or a moment, of which the day in the charter's time zone is taken.
    `store` is that of another project whose notes are mostly the same; `only` is that of `read_files`.
    """
    settings_file = read_settings_file(root)
    content, as_of = settings_file.table.get("content", CONTENT), settings_file.table.get("as_of")
    usable = isinstance(content, str) and not check_folder(content, settings_file)
    if not usable or not (as_of is None or type(as_of) is date):
        from cop_site.settings import load_settings  # noqa: PLC0415  # as above

        # It converts what can be read as a string or a date, or raises an error with the reason.
        settings = load_settings(settings_file, root)
        content, as_of = settings.content, settings.as_of
    if link := find_link(content, root):
        raise SettingsError(link)
    archetypes = _read_archetypes(root, settings_file.table.get("templates"))
    site_file, baseline = read_site_file(root), read_baseline_text(root)
    size = read_max_file_size(settings_file)
    files = read_files(root, content, max_asset=size, named=name_files(site_file), only=only)
    if not as_of:
        as_of = find_day(today, find_zone(files)) if isinstance(today, datetime) else today
    store = store or Store(root)
    return OpenedProject(root, settings_file, files, as_of, store, archetypes, site_file, baseline)


def read_project(root: Path, today: date | datetime, store: Store | None = None) -> Project:
    """Read and analyse a project; raise SettingsError if its settings are invalid.

    `today` and `store` are those of `open_project`.
    """
    return open_project(root, today, store).understand()


def read_site_file(root: Path) -> str:
    """Return the text of `mkdocs.yml`; empty if there is none or it cannot be read, which MkDocs reports."""
    return _read_text(root / SITE_FILE)


def read_engine_files(root: Path) -> dict[str, str]:
    """Return the texts of the settings of engines by their names, but for those that are not there or empty."""
    return {name: text for name in ENGINE_FILES if (text := _read_text(root / name))}


def _read_text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig", "replace")
    except OSError:
        return ""


def name_files(site_file: str) -> Callable[[], frozenset[str]]:
    """Return what finds the style sheets and scripts that `mkdocs.yml` names; few communities need to know."""

    def find() -> frozenset[str]:
        from cop_site.project.site_file import find_named_files  # noqa: PLC0415  # takes long to import

        return frozenset(find_named_files(site_file))

    return find


def find_zone(files: Files) -> str:
    """Return the name of the charter's time zone, whether there is such a zone or not."""
    from cop_site.content.frontmatter.split import read_front_matter  # noqa: PLC0415  # as above

    charter = next((source for source in files.sources if source.name == "index.md"), None)
    zone = read_front_matter(charter.text, charter.path).values.get("timezone") if charter else None
    return zone if isinstance(zone, str) else "UTC"


def find_day(moment: datetime, zone: str) -> date:
    """Return the day of a moment in a time zone: it is tomorrow in Auckland while it is today in Lima."""
    return moment.astimezone(resolve_zone(zone)).date()


def resolve_zone(name: str) -> tzinfo:
    """Return the time zone with a name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC  # as the charter's default; the check reports the zone


def _read_archetypes(root: Path, templates: object) -> tuple[bytes, ...]:
    if not templates or not isinstance(templates, str):
        return ()
    return tuple(file.read_bytes() for file in sorted((root / templates / "archetypes").glob("*.md")) if file.is_file())
