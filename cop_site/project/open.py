"""A project whose files have been read: enough to answer from the cache when nothing has changed.

This module imports neither models nor pages, so that such an answer takes no longer than reading the files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cop_site.content.files import Files, read_files
from cop_site.project.cache import Cache, take_fingerprint
from cop_site.project.read import begin_reading
from cop_site.settings_file import CONTENT, SettingsFile, check_folder, read_settings_file

if TYPE_CHECKING:
    from cop_site.project.project import Project
    from cop_site.settings import Settings

SITE_FILE = "mkdocs.yml"


@dataclass(frozen=True)
class OpenedProject:
    """A project whose files have been read, but not understood yet."""

    root: Path
    settings_file: SettingsFile
    """The file with the settings, not checked yet but for what says where the notes are."""
    files: Files
    as_of: date
    archetypes: tuple[bytes, ...] = ()
    """What the community's own archetypes say; the check compares notes with them."""
    site_file: str = ""
    """What `mkdocs.yml` says, which names the language of the site."""

    def recall(self, name: str, compute: Callable[[OpenedProject], Any]) -> Any:
        """A JSON value that was computed from the very same files, settings and day, else computed now and kept."""
        fingerprint = take_fingerprint(
            self.files, self.settings_file.text, self.site_file, self.as_of.isoformat(), *map(repr, self.archetypes)
        )
        return Cache(self.root, fingerprint).recall(name, lambda: compute(self))

    @cached_property
    def settings(self) -> Settings:
        """The settings; raises SettingsError where they cannot be used."""
        from cop_site.project.project import check_settings  # noqa: PLC0415  # what takes long to import

        return check_settings(self.settings_file, self.root)

    def read_again(self, instead: Mapping[str, bytes] | None = None) -> OpenedProject:
        """Return the project with its notes as they are now; `instead` is as `read_files` takes it."""
        return replace(self, files=read_files(self.root, self.files.folder, instead))

    def understand(self) -> Project:
        """Make sense of the files; raises SettingsError as `settings` does."""
        read = begin_reading(self.files.sources)
        from cop_site.project.project import understand  # noqa: PLC0415  # as above

        return understand(self, read())


def open_project(root: Path, today: date) -> OpenedProject:
    """Read a project's files; raises SettingsError when the settings do not even tell where they are.

    `today` counts where the settings name no day.
    """
    settings_file = read_settings_file(root)
    content, as_of = settings_file.table.get("content", CONTENT), settings_file.table.get("as_of")
    usable = isinstance(content, str) and not check_folder(content, settings_file)
    if not usable or not (as_of is None or type(as_of) is date):
        from cop_site.settings import load_settings  # noqa: PLC0415  # as above

        # It turns what can be read as a text or a day into one, or says what is wrong.
        settings = load_settings(settings_file, root)
        content, as_of = settings.content, settings.as_of
    archetypes = _read_archetypes(root, settings_file.table.get("templates"))
    files = read_files(root, content)
    return OpenedProject(root, settings_file, files, as_of or today, archetypes, read_site_file(root))


def read_project(root: Path, today: date) -> Project:
    """Read and understand a project; raises SettingsError as `understand` does.

    `today` counts where the settings name no day.
    """
    return open_project(root, today).understand()


def read_site_file(root: Path) -> str:
    """Return what `mkdocs.yml` says; empty where there is none that can be read, of which MkDocs tells."""
    try:
        return (root / SITE_FILE).read_text("utf-8-sig", "replace")
    except OSError:
        return ""


def _read_archetypes(root: Path, templates: object) -> tuple[bytes, ...]:
    """What lies in the folder of a community's own archetypes, if it has one."""
    if not templates or not isinstance(templates, str):
        return ()
    return tuple(file.read_bytes() for file in sorted((root / templates / "archetypes").glob("*.md")) if file.is_file())
