"""Reads a project as it was at the end of a day that has passed, from its git history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from cop_site.model.past import name_as_today
from cop_site.project.open import OpenedProject, find_zone, resolve_zone
from cop_site.project.project import Project
from cop_site.project.revision import RevisionError, check_out, find_last, run_git


@dataclass(frozen=True, slots=True)
class Basis:
    """Which notes the figures of a past day are from."""

    commit: str = ""
    """The commit that has the notes of that day; empty where the dates in today's notes decide."""
    reason: str = ""
    """Why they decide."""


def find_basis(opened: OpenedProject, day: date) -> Basis:
    """Return the commit that a project was at when a day was over in the charter's time zone, or why none is known."""
    folder, midnight = opened.files.folder, datetime.combine(day + timedelta(1), time())
    try:
        commit = find_last(opened.root, midnight.replace(tzinfo=resolve_zone(find_zone(opened.files))))
        if not run_git(opened.root, "ls-tree", "--name-only", commit, "--", folder):
            raise RevisionError(f"there was no folder {folder!r} yet")
    except RevisionError as error:
        return Basis(reason=str(error).partition("\n")[0].removeprefix("fatal: "))
    return Basis(commit)


def understand_then(
    opened: OpenedProject, commit: str, day: date, understand: Callable[[OpenedProject], Project]
) -> Project:
    """Return a project with its notes as they were at a commit, on a day; all else, such as its settings, is of today.

    What has been withdrawn since is left out, as `name_as_today` says. `understand` analyses what has been opened.
    """
    with check_out(opened.root, commit, opened.paths) as before:
        then = replace(opened, files=opened.read_files_in(before), as_of=day)
    project = understand(then)
    community = name_as_today(project.community, opened.understand().community)
    return replace(project, community=community, figures=replace(project.figures, community=community))
