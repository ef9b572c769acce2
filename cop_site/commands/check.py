"""`cop check`: reports problems in the notes, and applies safe fixes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from cop_site.commands.reporting import FORMS, Report, in_workflow, show_diff, show_report
from cop_site.commands.terminal import (
    EXIT_FOUND,
    EXIT_USAGE,
    echo_status,
    handle_errors,
    has_failed,
    open_project_or_exit,
)
from cop_site.content.hidden import describe_hidden
from cop_site.diagnostics import Diagnostic, pack_diagnostic, unpack_diagnostic
from cop_site.project.baseline import FILE as BASELINE
from cop_site.project.baseline import make_baseline, parse_baseline, write_baseline
from cop_site.project.open import OpenedProject
from cop_site.settings_file import FILE, SettingsError


@click.command()
@click.option("--format", "form", type=click.Choice(FORMS), help="Format (default: text, or github in GitHub Actions).")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--fix", is_flag=True, help="Apply safe fixes and print the diff.")
@click.option("--diff", is_flag=True, help="Print the diff of safe fixes, apply none, and exit with status 1 if any.")
@click.option("--all", "everything", is_flag=True, help="List each problem, however many are alike.")
@click.option(
    "--baseline",
    "baseline_use",
    type=click.Choice(["write", "ignore"]),
    help="Record all problems of today, which then stop nothing; or report what was recorded, too.",
)
@click.option("--changed", "base", metavar="BASE", help="Report only changed files and new problems since BASE.")
@click.pass_obj
@handle_errors
def command(  # noqa: PLR0913  # one for each option
    root: Path,
    form: str | None,
    base: str | None,
    baseline_use: str | None,
    *,
    strict: bool,
    fix: bool,
    diff: bool,
    everything: bool,
) -> None:
    """Report problems in the notes, each with its line and column and how to fix it."""
    if fix and diff:
        raise click.UsageError("--fix and --diff cannot be used together")
    if baseline_use == "write" and (diff or base is not None):
        raise click.UsageError("--baseline write is about all problems, without --diff and --changed")
    form = form or ("github" if in_workflow() else "text")
    try:
        _run(root, form, base, baseline_use, strict=strict, fix=fix, diff=diff, everything=everything)
    except SettingsError as error:
        if diff:
            raise  # Standard output is a patch, and must contain nothing else.
        _report_settings(root, error, form)
        sys.exit(EXIT_USAGE)


def _run(  # noqa: PLR0913  # as above
    root: Path,
    form: str,
    base: str | None,
    baseline_use: str | None,
    *,
    strict: bool,
    fix: bool,
    diff: bool,
    everything: bool,
) -> None:
    project = open_project_or_exit(root)
    if baseline_use:
        project = replace(project, baseline_text="")
    found, size, remarks = _check(project)
    is_relevant = _find_relevant(project, base)
    if fix or diff:
        changes = _fix(project, found, is_relevant, write=fix, err=fix and form != "text")
        if diff:
            echo_status(f"{changes} would change" if changes else "no safe fixes")
            sys.exit(EXIT_FOUND if changes else 0)
        if changes:
            echo_status(f"{changes} changed")
            project = project.read_again()
            found, size, remarks = _check(project)
    if baseline_use == "write":
        write_baseline(root, make_baseline(found))
        echo_status(f"recorded {len(found):,} in {BASELINE}; commit it: from now on, only other problems stop a check")
        return
    if base is None and not has_failed(found, strict=False):
        _shrink_baseline(project, found)
    found = [diagnostic for diagnostic in found if is_relevant(diagnostic)]
    texts = {source.path: source.text for source in project.files.sources} if found else {}
    show_report(Report(root, found, size, texts, base or "", everything), form)
    for remark in remarks:
        echo_status(remark)
    if has_failed(found, strict=strict):
        sys.exit(EXIT_FOUND)


def _shrink_baseline(project: OpenedProject, found: list[Diagnostic]) -> None:
    """Take what is fixed out of the baseline, so that it cannot come back; on a CI server, only say so."""
    baseline = parse_baseline(project.baseline_text)
    kept = make_baseline(diagnostic for diagnostic in found if diagnostic.is_known)
    if baseline is None or not (fixed := (baseline - kept).total()):
        return
    what = f"{fixed:,} of the baseline {'is' if fixed == 1 else 'are'} fixed"
    if os.environ.get("CI"):
        echo_status(f"{what}; 'cop check' on your computer takes {'it' if fixed == 1 else 'them'} out of {BASELINE}")
    else:
        write_baseline(project.root, kept)
        echo_status(f"{what} and no longer in {BASELINE}; commit it")


def _report_settings(root: Path, error: SettingsError, form: str) -> None:
    """Report invalid settings in the same format as problems in notes."""
    from cop_site.rules import report  # noqa: PLC0415  # not needed if the diagnostics are cached

    texts = {}
    with suppress(OSError):
        texts[FILE] = (root / FILE).read_text("utf-8-sig", "replace")
    show_report(Report(root, report(error.problems, {}), None, texts), form)


def _check(project: OpenedProject) -> tuple[list[Diagnostic], int, list[str]]:
    """Return the diagnostics, from the cache if nothing has changed, the number of notes, and what is kept off."""
    cached = project.recall("diagnostics", _compute)
    return [unpack_diagnostic(row) for row in cached["found"]], cached["size"], cached["remarks"]


def _compute(project: OpenedProject) -> Any:
    """Return the value to cache: packed diagnostics, the number of notes, and how many are kept off the site."""
    from cop_site.model.left_out import describe_misnamed  # noqa: PLC0415  # not needed if the diagnostics are cached

    understood, diagnostics = project.diagnose()
    found = [pack_diagnostic(diagnostic) for diagnostic in diagnostics]
    community = understood.community
    remarks = [describe_hidden(community.hidden)] if community.hidden else []
    remarks += filter(None, [describe_misnamed(community)])
    return {"found": found, "size": understood.size, "remarks": remarks}


def _find_relevant(project: OpenedProject, base: str | None) -> Callable[[Diagnostic], bool]:
    if base is None:
        return lambda _: True
    from cop_site.project.changed import find_relevant  # noqa: PLC0415  # not needed if the diagnostics are cached

    return find_relevant(project, base)


def _fix(
    project: OpenedProject,
    found: list[Diagnostic],
    is_relevant: Callable[[Diagnostic], bool],
    *,
    write: bool,
    err: bool,
) -> str:
    """Print the diff of the safe fixes, and apply them if `write` is set; return "3 notes", or "" if there are none."""
    from cop_site.fixes.change import render_diff, write_changes  # noqa: PLC0415  # as above
    from cop_site.project.fixing import fix  # noqa: PLC0415  # as above

    notes = fix(project, found, is_relevant)
    if write:
        write_changes(project.root, notes)
    show_diff(render_diff(notes), err=err)
    return f"{len(notes)} {'note' if len(notes) == 1 else 'notes'}" if notes else ""
