"""`cop tags`: lists the tags, and similar ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cop_site.commands.terminal import handle_errors, open_project_or_exit, with_json
from cop_site.output import as_json
from cop_site.project.open import OpenedProject


@click.command()
@with_json
@click.pass_obj
@handle_errors
def command(root: Path, form: str) -> None:
    """List the tags by use, and similar tags to merge."""
    from cop_site.feeds.tags import render_tags  # noqa: PLC0415  # imports the models

    document = open_project_or_exit(root).recall("tags", _compute)
    click.echo(as_json(document) if form == "json" else render_tags(document), nl=False)


def _compute(project: OpenedProject) -> Any:
    from cop_site.feeds.tags import describe_tags  # noqa: PLC0415  # as above

    return describe_tags(project.understand().community)
