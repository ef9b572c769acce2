"""`cop stats`: prints the figures of the community."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.commands.terminal import as_json, describe, handle_errors
from cop_site.feeds.summary import render_stats


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
@handle_errors
def command(root: Path, form: str) -> None:
    """Print the figures of the community; JSON is what the site publishes as community.json."""
    document = describe(root)
    click.echo(as_json(document) if form == "json" else render_stats(document), nl=False)
