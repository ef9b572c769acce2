"""`cop agenda`: prints the agenda of a meetup, or writes it into the meetup's note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from cop_site.authoring.agenda import draft_agenda
from cop_site.authoring.find_meetup import find_meetup, next_meetup
from cop_site.commands.completion import complete_meetup
from cop_site.commands.terminal import handle_errors, open_project_or_exit
from cop_site.content.generated_block import put_blocks
from cop_site.diagnostics import UserError
from cop_site.fixes.change import Change, write_changes


@click.command()
@click.argument("meetup", required=False, shell_complete=complete_meetup)
@click.option("--write", is_flag=True, help="Write it into the meetup's note, between two comments.")
@click.pass_obj
@handle_errors
def command(root: Path, meetup: str | None, *, write: bool) -> None:
    """Print the agenda of a meetup, by default the next one.

    MEETUP is the name of its file without `.md`, or its day. The agenda has open actions, the topic, who asked for it,
    who is new, whose turn it is to facilitate and to write, and the minutes for each part.

    Written again, it replaces what stands between the comments, and nothing else.
    """
    opened = open_project_or_exit(root)
    community = opened.understand().community
    note = find_meetup(meetup, opened.files, community) if meetup else next_meetup(community)
    # The agenda of a past meetup is that of the eve, and so the same on each later day.
    eve = min(community.as_of, date.fromordinal(max(1, note.fields.date.toordinal() - 1)))
    before = replace(opened, as_of=eve).understand()
    agenda = draft_agenda(note, before.figures, before.wording)
    if not write:
        click.echo(agenda, nl=False)
        return
    path = note.source.path
    raw = (root / path).read_bytes()
    try:
        written = put_blocks(raw.decode("utf-8"), {"agenda": agenda}, "cop agenda --write").encode("utf-8")
    except ValueError as error:
        raise UserError(f"{path}: {error}") from None
    if written != raw:
        write_changes(root, [Change(path, path, raw, written)])
    click.echo(path if written != raw else f"{path}: unchanged")
