"""`cop build`: checks the notes and builds the site."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from time import monotonic

import click

from cop_site.commands.terminal import EXIT_FOUND, echo_status, fail, handle_errors, has_failed, open_project_or_exit
from cop_site.diagnostics import Severity
from cop_site.engines.mkdocs.build import BuildFailedError, build_site
from cop_site.project.project import Project
from cop_site.reporters import render_text
from cop_site.search.index import SearchError


@click.command()
@click.option("--output", type=click.Path(path_type=Path), help="Directory of the site (default: the setting output).")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--keep-going", is_flag=True, help="Build the site even if the check finds errors.")
@click.pass_obj
@handle_errors
def command(root: Path, output: Path | None, strict: bool, keep_going: bool) -> None:
    """Check the notes and build the site.

    The old site is replaced once the new one is complete. If the check finds errors, nothing is built.
    """
    started = monotonic()
    check = partial(_report, strict=strict, keep_going=keep_going)
    try:
        target = build_site(open_project_or_exit(root), output, check, echo_status)
    except (BuildFailedError, SearchError) as error:
        fail(str(error), EXIT_FOUND)
    echo_status(f"built {target} in {monotonic() - started:.1f} s")


def _report(project: Project, *, strict: bool, keep_going: bool) -> None:
    """Print errors and warnings before the build, and exit if the check fails."""
    found = project.diagnostics
    echo_status(f"{project.size} notes read")
    urgent = [diagnostic for diagnostic in found if diagnostic.severity is not Severity.INFO]
    if urgent:
        click.echo(render_text(urgent, project.size), nl=False)
    if has_failed(found, strict=strict) and not keep_going:
        fail("nothing was built; fix the errors, or build anyway with --keep-going", EXIT_FOUND)
