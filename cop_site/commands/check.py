"""`cop check`: says what is wrong with the notes, and mends what a machine can mend."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from cop_site.commands.reporting import FORMS, Report, in_workflow, show_diff, show_report
from cop_site.commands.terminal import EXIT_FOUND, EXIT_USAGE, fails, open_here, says_why, show_progress
from cop_site.diagnostics import Diagnostic, pack_diagnostic, unpack_diagnostic
from cop_site.engines.opened import OpenedProject
from cop_site.settings_file import FILE, SettingsError


@click.command()
@click.option("--format", "form", type=click.Choice(FORMS), help="For people, or for programs; else text.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--fix", is_flag=True, help="Mend what can have meant one thing only, and show what was changed.")
@click.option("--diff", is_flag=True, help="Only show what --fix would change.")
@click.option("--changed", "base", metavar="BASE", help="Only what was touched or broken since BASE, a branch.")
@click.pass_obj
@says_why
def command(  # noqa: PLR0913  # one for each option
    root: Path, form: str | None, base: str | None, *, strict: bool, fix: bool, diff: bool
) -> None:
    """Say what is wrong with the notes, where, and how to mend it."""
    if fix and diff:
        raise click.UsageError("--fix changes the notes and --diff changes nothing; choose one of them")
    form = form or ("github" if in_workflow() else "text")
    try:
        _run(root, form, base, strict=strict, fix=fix, diff=diff)
    except SettingsError as error:
        if diff:
            raise  # Where a patch is expected, nothing else may come.
        _report_settings(root, error, form)
        sys.exit(EXIT_USAGE)


def _run(root: Path, form: str, base: str | None, *, strict: bool, fix: bool, diff: bool) -> None:  # noqa: PLR0913  # as above
    project = open_here(root)
    found, size = _check(project)
    concerns = _find_concerns(project, base)
    if fix or diff:
        changes = _mend(project, found, concerns, write=fix, err=fix and form != "text")
        if diff:
            show_progress("nothing that can be mended safely" if not changes else f"{changes} would change")
            sys.exit(EXIT_FOUND if changes else 0)
        if changes:
            show_progress(f"{changes} changed")
            project = open_here(root)
            found, size = _check(project)
    found = [diagnostic for diagnostic in found if concerns(diagnostic)]
    texts = {source.path: source.text for source in project.files.sources} if found else {}
    show_report(Report(root, found, size, texts, base or ""), form)
    if fails(found, strict=strict):
        sys.exit(EXIT_FOUND)


def _report_settings(root: Path, error: SettingsError, form: str) -> None:
    """Report settings that cannot be used in the way that notes are reported on."""
    from cop_site.rules import report  # noqa: PLC0415  # imports what the cache spares us

    texts = {}
    with suppress(OSError):
        texts[FILE] = (root / FILE).read_text("utf-8-sig", "replace")
    show_report(Report(root, report(error.problems, {}), None, texts), form)


def _check(project: OpenedProject) -> tuple[list[Diagnostic], int]:
    """What is wrong, from the cache where nothing has changed, and how many notes were read."""
    kept = project.recall("diagnostics", _find)
    return [unpack_diagnostic(row) for row in kept["found"]], kept["size"]


def _find(project: OpenedProject) -> Any:
    """What there is to say, in a form that can be kept."""
    understood = project.understand()
    found = [pack_diagnostic(diagnostic) for diagnostic in understood.diagnose_in_two()]
    return {"found": found, "size": understood.size}


def _find_concerns(project: OpenedProject, base: str | None) -> Callable[[Diagnostic], bool]:
    if base is None:
        return lambda _: True
    from cop_site.engines.changed import find_concerns  # noqa: PLC0415  # imports what the cache spares us

    return find_concerns(project, base)


def _mend(
    project: OpenedProject,
    found: list[Diagnostic],
    concerns: Callable[[Diagnostic], bool],
    *,
    write: bool,
    err: bool,
) -> str:
    """Show how the notes change, and change them if wanted; say how many do, or nothing if none does."""
    from cop_site.engines.mending import mend, write_mended  # noqa: PLC0415  # as above

    notes = mend(project, found, concerns)
    if write:
        write_mended(project.root, notes)
    show_diff(b"".join(note.diff for note in notes), err=err)
    return f"{len(notes)} {'note' if len(notes) == 1 else 'notes'}" if notes else ""
