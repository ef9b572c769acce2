"""`cop newcomers`: lists newcomers whom somebody could write to."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cop_site.authoring.newcomers import draft_newcomers
from cop_site.authoring.prose import Prose
from cop_site.commands.terminal import handle_errors, open_project_or_exit
from cop_site.insight.contributors import ACTIVE_DAYS
from cop_site.insight.presence import days_before


@click.command()
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Who was first seen on that day or later (default: a year ago).",
)
@click.pass_obj
@handle_errors
def command(root: Path, since: datetime | None) -> None:
    """List newcomers whom somebody could write to, by name.

    They came once and not again, or never; want what no learning path serves; or offered something and were never
    asked. It names people who are not listed, is for whoever welcomes newcomers, and is never published.
    """
    project = open_project_or_exit(root).understand()
    day = since.date() if since else days_before(project.community.as_of, ACTIVE_DAYS)
    prose = Prose(project.community, project.wording, is_private=True)
    click.echo(draft_newcomers(project.figures, day, prose), nl=False)
