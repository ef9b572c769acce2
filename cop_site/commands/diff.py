"""`cop diff`: shows changes of the figures since a revision."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from cop_site.commands.terminal import as_json, handle_errors, open_project_or_exit
from cop_site.feeds.community import describe_community
from cop_site.feeds.comparison import compare_documents, render_changes, render_markdown
from cop_site.project.open import read_project
from cop_site.project.revision import check_out


@click.command()
@click.argument("base")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="Output format; markdown is for a comment on a pull request.",
)
@click.pass_obj
@handle_errors
def command(root: Path, base: str, form: str) -> None:
    """Show what changed in the figures since BASE, a branch or commit of git."""
    opened = open_project_or_exit(root)
    project = opened.understand()
    with check_out(root, base, opened.paths) as before:
        old = read_project(before, project.community.as_of)
        changes = compare_documents(describe_community(old.figures), describe_community(project.figures))
    if form == "json":
        click.echo(as_json([asdict(change) for change in changes]), nl=False)
    else:
        click.echo(render_markdown(changes) if form == "markdown" else render_changes(changes), nl=False)
