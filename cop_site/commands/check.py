"""`cop check`: says what is wrong with the notes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from cop_site.commands.terminal import EXIT_FOUND, fails, open_here, says_why
from cop_site.diagnostics import pack_diagnostic, unpack_diagnostic
from cop_site.engines.opened import OpenedProject
from cop_site.reporters import render_json, render_text


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.pass_obj
@says_why
def command(root: Path, form: str, strict: bool) -> None:
    """Say what is wrong with the notes, where, and how to mend it."""
    kept = open_here(root).recall("diagnostics", _find)
    found = [unpack_diagnostic(row) for row in kept["found"]]
    click.echo(render_json(found) if form == "json" else render_text(found, kept["size"]), nl=False)
    if fails(found, strict=strict):
        sys.exit(EXIT_FOUND)


def _find(project: OpenedProject) -> Any:
    """What there is to say, in a form that can be kept."""
    understood = project.understand()
    found = [pack_diagnostic(diagnostic) for diagnostic in understood.diagnostics]
    return {"found": found, "size": understood.size}
