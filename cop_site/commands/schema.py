"""`cop schema`: prints the JSON Schema of front matter, or writes files for editors from it."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.authoring.editors import FRONT_MATTER, USER_FILES, editor_files
from cop_site.commands.terminal import echo_status, handle_errors, open_project_or_exit
from cop_site.feeds.schemas import describe_kinds
from cop_site.fixes.write import find_place
from cop_site.model.kinds import Kind
from cop_site.output import as_json


@click.command()
@click.argument("kind", required=False, type=click.Choice([kind.value for kind in Kind]))
@click.option(
    "--write",
    is_flag=True,
    help="Write what is generated from it: issue forms; snippets, tasks and settings for VS Code.",
)
@click.option(
    "--front-matter", is_flag=True, help="With --write, also for Front Matter CMS, as whenever its file exists."
)
@click.pass_obj
@handle_errors
def command(root: Path, *, kind: str | None, write: bool, front_matter: bool) -> None:
    """Print the JSON Schema of front matter, of one KIND of note or of all.

    It suggests the topics, tags and people of this community.
    """
    project = open_project_or_exit(root).understand()
    schemas = describe_kinds(project.community)
    if not write:
        click.echo(as_json(schemas[Kind(kind)] if kind else schemas), nl=False)
        return
    asked = front_matter or (root / FRONT_MATTER).exists()
    for name, text in editor_files(project.community, schemas, project.archetypes, project.wording, front_matter=asked):
        file = find_place(root, name)
        if name in USER_FILES and file.exists():
            if file.read_bytes() != text.encode():
                echo_status(f"{file} exists already and is not overwritten")
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
        click.echo(file)
