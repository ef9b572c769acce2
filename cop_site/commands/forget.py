"""`cop forget`: takes a person out of all files."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex

import click

from cop_site.authoring.forget import plan_forgetting
from cop_site.commands.reporting import show_diff
from cop_site.commands.terminal import echo_status, handle_errors, open_project_or_exit
from cop_site.fixes.change import render_diff, write_changes
from cop_site.project.history import explain_cleaning, search_history


@click.command()
@click.argument("who")
@click.option("--dry-run", is_flag=True, help="Print the diff without changing any file.")
@click.pass_obj
@handle_errors
def command(root: Path, who: str, dry_run: bool) -> None:
    """Take a person out of all files, and show the changes as a diff.

    WHO is the name of their file without `.md`, their handle, or any of their names.

    Fields and handles that name them say the pseudonym they chose, or "a former member". Their own file becomes one
    without their name, which keeps their names taken. Pictures and other files that are called after them are deleted.
    Either all files are changed, or none.

    What stands in texts and in git's history is listed, with what to do about it: only people can change it.
    """
    opened = open_project_or_exit(root)
    community = opened.understand().community
    forgetting = plan_forgetting(root, opened.files, community, who, token_hex(8))
    show_diff(render_diff(forgetting.changes))
    if not dry_run:
        write_changes(root, forgetting.changes)
    for span, text in forgetting.left:
        click.echo(f"{span}: {text!r} stands here; change it by hand")
    _report_history(root, forgetting.names, forgetting.replacement)
    count = len(forgetting.changes)
    done = "would change" if dry_run else "changed"
    echo_status(f"{count} {'file' if count == 1 else 'files'} {done}; {len(forgetting.left)} places are left")


def _report_history(root: Path, names: tuple[str, ...], replacement: str) -> None:
    found = search_history(root, names)
    if found is None:
        return
    if not any((found.changes, found.messages, found.paths, found.authors)):
        echo_status("git's history does not have the name")
        return
    click.echo("In git's history, the name stands")
    for what, where in (
        ("in the changes of commits", found.changes),
        ("in the messages of commits", found.messages),
        ("in paths", found.paths),
        ("in authors", found.authors),
    ):
        click.echo(f"  {what}: {len(where)}" + (f" ({', '.join(where[:10])})" if where else ""))
    for line in explain_cleaning(found, names, replacement):
        click.echo(line)
