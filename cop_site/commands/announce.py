"""`cop announce`: prints the text that announces a meetup elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from cop_site.authoring.find_meetup import find_meetup, next_meetup
from cop_site.commands.completion import complete_meetup
from cop_site.commands.terminal import handle_errors, open_project_or_exit
from cop_site.feeds.announcement import CHANNELS, announce
from cop_site.pages.days import view_meetup
from cop_site.project.site_file import find_site_url


@click.command()
@click.argument("meetup", required=False, shell_complete=complete_meetup)
@click.option("--for", "channel", type=click.Choice(CHANNELS), default="mail", help="Where it is announced.")
@click.pass_obj
@handle_errors
def command(root: Path, meetup: str | None, *, channel: str) -> None:
    """Print the text that announces a meetup, by default the next one.

    MEETUP is the name of its file without `.md`, or its day. For mail, the first line is the subject. Addresses need
    `site_url` in `mkdocs.yml`. Nothing is sent.
    """
    opened = open_project_or_exit(root)
    project = opened.understand()
    note = find_meetup(meetup, opened.files, project.community) if meetup else next_meetup(project.community)
    site = project.site_in(project.language, find_site_url(opened.site_file))
    publication = replace(site.publication, wording=project.wording)
    day = view_meetup(note.fields, project.community.charter.fields, project.wording)
    when = project.wording.beside(day.text, day.clock)
    click.echo(announce(note, when, channel, publication), nl=False)
