"""`cop stats`: prints the figures of the community."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.commands.terminal import describe, handle_errors, with_json
from cop_site.feeds.summary import render_stats
from cop_site.output import as_json


@click.command()
@with_json
@click.pass_obj
@handle_errors
def command(root: Path, form: str) -> None:
    """Print the figures of the community.

    They include coverage, wishes, repeats and rhythm. The site publishes the JSON as `community.json`.
    """
    document = describe(root)
    click.echo(as_json(document) if form == "json" else render_stats(document), nl=False)
