"""`cop schema`: what the front matter of a kind of note may hold, for editors and other programs."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.commands.terminal import as_json, open_here, says_why
from cop_site.feeds.schemas import describe_kind, describe_kinds
from cop_site.model.kind import Kind


@click.command()
@click.argument("kind", required=False, type=click.Choice([kind.value for kind in Kind]))
@click.pass_obj
@says_why
def command(root: Path, kind: str | None) -> None:
    """Print what the front matter of a KIND may hold, as JSON Schema; without a KIND, of all.

    It suggests the topics, tags and people that this community has.
    """
    community = open_here(root).understand().community
    click.echo(as_json(describe_kind(Kind(kind), community) if kind else describe_kinds(community)), nl=False)
