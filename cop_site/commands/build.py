"""`cop build`: checks the notes and builds the site, or verifies one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from time import monotonic
from typing import TYPE_CHECKING

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
from cop_site.engines.last_build import Checked, LastBuild
from cop_site.engines.publish import tidy
from cop_site.engines.verify import find_differences, read_day
from cop_site.project.open import SITE_FILE
from cop_site.project.store import NoStore
from cop_site.project.temporary import temporary_folder

if TYPE_CHECKING:
    from cop_site.engines.mkdocs.build import Built
    from cop_site.project.open import OpenedProject
    from cop_site.project.project import Project

_SHOWN = 20
"""Number of differences that are printed; the others are counted."""


@click.command()
@click.option("--output", type=click.Path(path_type=Path), help="Directory of the site (default: the setting output).")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--keep-going", is_flag=True, help="Build the site even if the check finds errors.")
@click.option("--search/--no-search", default=True, show_default=False, help="Whether readers can search the site.")
@click.option("--fresh", is_flag=True, help="Use nothing of an earlier build.")
@click.option(
    "--verify",
    "published",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Compare the site in DIR, byte for byte, with what the notes give for the day that it was built for.",
)
@click.pass_obj
@handle_errors
def command(  # noqa: PLR0913, PLR0917  # one for each option
    root: Path, output: Path | None, strict: bool, keep_going: bool, search: bool, fresh: bool, published: Path | None
) -> None:
    """Check the notes and build the site.

    The old site is replaced once the new one is complete. If the check finds errors, nothing is built.
    """
    tell = partial(_tell, strict=strict, keep_going=keep_going)
    if published and output:
        fail("--verify changes no site; leave out --output")
    elif published:
        with temporary_folder("cop-verify-", Path(gettempdir())) as folder:
            _build(
                open_project_or_exit(root, day=read_day(published), store=NoStore(root)),
                folder / "site",
                tell,
                search=search,
            )
            _compare(published, folder / "site")
    else:
        started = monotonic()
        last = LastBuild(root, output, search=search, fresh=fresh)
        if unchanged := last.unchanged:
            tell(unchanged)
            tidy(last.target.resolve())
            for remark in last.remarks:
                echo_status(remark)
            echo_status(f"nothing changed; {last.target} is as it was")
            return
        project = open_project_or_exit(root)
        checked, built = _build(project, output, tell, search=search, last=last)
        last.keep(project, checked, built)
        made = "" if built.made is None else f" (files made: {built.made})"
        if built.parts is None:
            made = f" (always as a whole: a hook, another plugin or a variable in {SITE_FILE} may have a part in it)"
        echo_status(f"built {built.folder} in {monotonic() - started:.1f} s{made}")


def _build(
    opened: OpenedProject,
    output: Path | None,
    tell: Callable[[Checked], None],
    *,
    search: bool,
    last: LastBuild | None = None,
) -> tuple[Checked, Built]:
    """Check and build; exit if either fails."""
    from cop_site.engines.mkdocs.build import build_site  # noqa: PLC0415  # takes long to import
    from cop_site.engines.mkdocs.failed import BuildFailedError  # noqa: PLC0415  # as above
    from cop_site.search.index import SearchError  # noqa: PLC0415  # as above

    found = []

    def check(project: Project) -> None:
        found.append(_check(project))
        tell(found[0])

    try:
        built = build_site(opened, output, check, echo_status, search=search, last=last)
    except (BuildFailedError, SearchError) as error:
        fail(str(error), EXIT_FOUND)
    except KeyboardInterrupt as stopped:
        fail_stopped("interrupted before the new site was complete; nothing was replaced", stopped)
    return found[0], built


def _compare(published: Path, site: Path) -> None:
    """Print how a site differs from the one that was built, and exit if it does."""
    found = list(find_differences(published, site))
    if not found:
        echo_status(f"{published} is what the notes give, byte for byte")
        return
    more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    fail("\n".join([f"{published} is not what the notes give", *found[:_SHOWN], *more]), EXIT_FOUND)


def _check(project: Project) -> Checked:
    """Return the report of errors and warnings, and how bad the worst of them is."""
    from cop_site.reporters import bound, render_text  # noqa: PLC0415  # as above

    found = [diagnostic for diagnostic in project.diagnostics if diagnostic.severity is not Severity.INFO]
    report = render_text(bound(found), project.size) if found else ""
    return Checked(project.size, report, has_failed(found, strict=False), has_failed(found, strict=True))


def _tell(checked: Checked, *, strict: bool, keep_going: bool) -> None:
    """Print errors and warnings before the build, and exit if the check fails."""
    echo_status(f"{checked.size} notes read")
    if checked.report:
        click.echo(checked.report, nl=False)
    if (checked.fails_strictly if strict else checked.fails) and not keep_going:
        fail("nothing was built; fix the errors, or build anyway with --keep-going", EXIT_FOUND)
