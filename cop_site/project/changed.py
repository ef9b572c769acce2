"""Finds the diagnostics that a branch is responsible for: those in files that it changes, and new ones elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cop_site.diagnostics import Diagnostic
from cop_site.project.open import OpenedProject, read_site_file
from cop_site.project.revision import check_out, find_fork, list_changed
from cop_site.settings_file import SettingsError, read_settings_file


def find_relevant(project: OpenedProject, base: str) -> Callable[[Diagnostic], bool]:
    """Return a test for diagnostics that came with the work since it left `base`, a branch or commit.

    It is true for those in files that were changed since, and for those that did not exist then. Raises RevisionError
    if git does not know the revision.
    """
    commit = find_fork(project.root, base)
    changed = list_changed(project.root, commit, project.files.folder)
    with check_out(project.root, commit, project.paths) as before:
        known = {_identify(diagnostic) for diagnostic in _check(before, project)}

    def is_relevant(diagnostic: Diagnostic) -> bool:
        return diagnostic.span.path in changed or _identify(diagnostic) not in known

    return is_relevant


def _identify(diagnostic: Diagnostic) -> tuple[str, str, str, str]:
    """Return all of a diagnostic but its line and column, which edits elsewhere in the file move."""
    return diagnostic.span.path, diagnostic.code, diagnostic.severity.value, diagnostic.message


def _check(before: Path, project: OpenedProject) -> list[Diagnostic]:
    """Return the diagnostics of the old files; if their settings are invalid, the current ones are used."""
    files = project.read_files_in(before)
    try:
        settings_file, site_file = read_settings_file(before), read_site_file(before)
        then = replace(project, root=before, settings_file=settings_file, files=files, site_file=site_file)
        return then.diagnose()[1]
    except SettingsError:
        return replace(project, files=files).diagnose()[1]
