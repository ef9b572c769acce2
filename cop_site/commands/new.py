"""`cop new`: makes a new note."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cop_site.authoring.new import draft_note, write_note
from cop_site.commands.terminal import open_here, says_why
from cop_site.model.kind import Kind


@click.command()
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.argument("title")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day it is about; else today.")
@click.pass_obj
@says_why
def command(root: Path, kind: str, title: str, day: Any) -> None:
    """Make a new note of a KIND with a TITLE, with its fields filled in."""
    project = open_here(root, needs_content=False).understand()
    archetypes = tuple(folder / "archetypes" for folder in project.template_folders)
    note = draft_note(Kind(kind), title, day.date() if day else project.community.as_of, archetypes)
    file = write_note(note, root / project.settings.content)
    click.echo(f"{file}: write your note there, then run 'cop check'")
