"""`cop handover`: prints what hangs on a person, and who could take it."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.authoring.find_person import find_person
from cop_site.authoring.handover import draft_handover
from cop_site.authoring.prose import Prose
from cop_site.commands.terminal import handle_errors, open_project_or_exit


@click.command()
@click.argument("who")
@click.pass_obj
@handle_errors
def command(root: Path, who: str) -> None:
    """Print what hangs on a person, and who could take each part of it.

    WHO is the name of their file without `.md`, their handle, or any of their names. It has the topics with no other
    voice, what they look after, practices with their days of review, what recurs, paths, meetups to come and open
    actions. It names people who are not listed, is for those who hand over, and is never published.
    """
    project = open_project_or_exit(root).understand()
    prose = Prose(project.community, project.wording, is_private=True)
    click.echo(draft_handover(find_person(who, project.figures), project.figures, prose), nl=False)
