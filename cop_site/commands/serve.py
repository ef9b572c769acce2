"""`cop serve`: serves the site on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.commands.terminal import EXIT_FOUND, fail, handle_errors, open_project_or_exit
from cop_site.engines.mkdocs.build import serve_site
from cop_site.engines.mkdocs.failed import BuildFailedError


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Port to listen on.")
@click.pass_obj
@handle_errors
def command(root: Path, port: int) -> None:
    """Serve the site on this machine, and rebuild it on changes."""
    project = open_project_or_exit(root).understand()
    try:
        serve_site(project, port)
    except BuildFailedError as error:
        fail(str(error), EXIT_FOUND)
