"""`cop comment`: prints what changes as a comment on a pull request."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.commands.terminal import handle_errors
from cop_site.feeds.comparison_json import read_changes
from cop_site.feeds.comparison_text import render_markdown


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@handle_errors
def command(file: Path) -> None:
    """Print what changes as a comment on a pull request.

    FILE is what `cop diff --format json` wrote. Whatever stands in it, the comment is of a limited length, and nothing
    in it is a link, a mention or HTML. So a workflow that may write can post it, although the file comes from one that
    runs what strangers send.
    """
    click.echo(render_markdown(read_changes(file.read_bytes())), nl=False)
