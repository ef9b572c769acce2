"""`cop serve`: shows the site on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.commands.terminal import EXIT_FOUND, open_here, says_why, stop
from cop_site.engines.mkdocs_build import BuildFailedError, serve_site


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="On this machine.")
@click.pass_obj
@says_why
def command(root: Path, port: int) -> None:
    """Show the site on this machine, and again after every change."""
    project = open_here(root).understand()
    try:
        serve_site(project, port)
    except BuildFailedError as error:
        stop(str(error), EXIT_FOUND)
