"""Tells what a branch is answerable for: what is wrong in the files that it touches, and what it breaks elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cop_site.content.files import read_files
from cop_site.diagnostics import Diagnostic
from cop_site.project.open import SITE_FILE, OpenedProject, read_site_file
from cop_site.project.revision import check_out, find_fork, list_changed
from cop_site.settings_file import FILE, SettingsError, read_settings_file


def find_relevant(project: OpenedProject, base: str) -> Callable[[Diagnostic], bool]:
    """A test that says whether a diagnostic is_relevant the work since it left BASE, a branch or commit.

    It does where the file was touched since, and where the very same was not wrong then. Raises RevisionError when
    git knows no such revision.
    """
    commit = find_fork(project.root, base)
    touched = list_changed(project.root, commit, project.files.folder)
    templates = project.settings_file.table.get("templates", "")
    names = [project.files.folder, FILE, SITE_FILE, *([templates] if isinstance(templates, str) and templates else [])]
    with check_out(project.root, commit, tuple(names)) as before:
        known = {_identify(diagnostic) for diagnostic in _check(before, project)}

    def is_relevant(diagnostic: Diagnostic) -> bool:
        return diagnostic.span.path in touched or _identify(diagnostic) not in known

    return is_relevant


def _identify(diagnostic: Diagnostic) -> tuple[str, str, str, str]:
    """What is the same of a diagnostic wherever in its file it stands."""
    return diagnostic.span.path, diagnostic.code, diagnostic.severity.value, diagnostic.message


def _check(before: Path, project: OpenedProject) -> list[Diagnostic]:
    """What was wrong then; by the settings of today, where those of then cannot be used."""
    files = read_files(before, project.files.folder)
    try:
        settings, site = read_settings_file(before), read_site_file(before)
        then = replace(project, root=before, settings_file=settings, files=files, site_file=site)
        return then.understand().diagnostics
    except SettingsError:
        return replace(project, files=files).understand().diagnostics
