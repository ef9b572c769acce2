"""`cop build`: checks the notes and builds the site, or verifies one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from time import monotonic

import click

from cop_site.commands.terminal import (
    EXIT_FOUND,
    echo_status,
    fail,
    fail_stopped,
    handle_errors,
    has_failed,
    open_project_or_exit,
)
from cop_site.diagnostics import Severity
from cop_site.engines.mkdocs.build import build_site
from cop_site.engines.mkdocs.configure import BuildFailedError
from cop_site.engines.verify import find_differences, read_day
from cop_site.project.open import OpenedProject
from cop_site.project.project import Project
from cop_site.project.temporary import temporary_folder
from cop_site.reporters import bound, render_text
from cop_site.search.index import SearchError

_SHOWN = 20
"""Number of differences that are printed; the others are counted."""


@click.command()
@click.option("--output", type=click.Path(path_type=Path), help="Directory of the site (default: the setting output).")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--keep-going", is_flag=True, help="Build the site even if the check finds errors.")
@click.option(
    "--verify",
    "published",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Compare the site in DIR, byte for byte, with what the notes give for the day that it was built for.",
)
@click.pass_obj
@handle_errors
def command(root: Path, output: Path | None, strict: bool, keep_going: bool, published: Path | None) -> None:
    """Check the notes and build the site.

    The old site is replaced once the new one is complete. If the check finds errors, nothing is built.
    """
    check = partial(_report, strict=strict, keep_going=keep_going)
    if not published:
        started = monotonic()
        target = _build(open_project_or_exit(root), output, check)
        echo_status(f"built {target} in {monotonic() - started:.1f} s")
    elif output:
        fail("--verify changes no site; leave out --output")
    else:
        with temporary_folder("cop-verify-", Path(gettempdir())) as folder:
            site = _build(open_project_or_exit(root, day=read_day(published)), folder / "site", check)
            _compare(published, site)


def _build(project: OpenedProject, output: Path | None, check: Callable[[Project], None]) -> Path:
    try:
        return build_site(project, output, check, echo_status)
    except (BuildFailedError, SearchError) as error:
        fail(str(error), EXIT_FOUND)
    except KeyboardInterrupt as stopped:
        fail_stopped("interrupted before the new site was complete; nothing was replaced", stopped)


def _compare(published: Path, site: Path) -> None:
    """Print how a site differs from the one that was built, and exit if it does."""
    found = list(find_differences(published, site))
    if not found:
        echo_status(f"{published} is what the notes give, byte for byte")
        return
    more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    fail("\n".join([f"{published} is not what the notes give", *found[:_SHOWN], *more]), EXIT_FOUND)


def _report(project: Project, *, strict: bool, keep_going: bool) -> None:
    """Print errors and warnings before the build, and exit if the check fails."""
    found = project.diagnostics
    echo_status(f"{project.size} notes read")
    urgent = [diagnostic for diagnostic in found if diagnostic.severity is not Severity.INFO]
    if urgent:
        click.echo(render_text(bound(urgent), project.size), nl=False)
    if has_failed(found, strict=strict) and not keep_going:
        fail("nothing was built; fix the errors, or build anyway with --keep-going", EXIT_FOUND)
