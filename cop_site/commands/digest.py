"""`cop digest`: prints what happened since a day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import click

from cop_site.authoring.digest import draft_digest
from cop_site.authoring.prose import Prose
from cop_site.commands.terminal import fail, handle_errors, open_project_or_exit
from cop_site.insight.period import Period
from cop_site.project.site_file import find_site_url


@click.command()
@click.option(
    "--since", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The first day it is about."
)
@click.option(
    "--format", "form", type=click.Choice(["markdown", "text"]), default="markdown", help="Markdown, or plain text."
)
@click.pass_obj
@handle_errors
def command(root: Path, since: datetime, form: str) -> None:
    """Print what was covered, decided and added since a day, what comes next, and who is new.

    It is ready for a newsletter or a chat. Links lead to the site if `mkdocs.yml` has its `site_url`. Members who are
    not listed are in it as a number.
    """
    opened = open_project_or_exit(root)
    if since.date() > opened.as_of:
        fail(f"--since is {since.date()}, which has not come yet: today is {opened.as_of}")
    project = opened.understand()
    url = find_site_url(opened.site_file).rstrip("/")
    prose = Prose(
        project.community,
        project.wording,
        lambda note: f"{url}/{quote(note.uri)}" if url else "",
        is_plain=form == "text",
    )
    click.echo(draft_digest(project.figures, Period(since.date(), opened.as_of), prose), nl=False)
