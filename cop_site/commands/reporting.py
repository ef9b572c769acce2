"""How `cop check` shows what it found and what it changed, on a terminal, in a pipe and in GitHub's workflows."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from secrets import token_hex

import click

from cop_site.diagnostics import Diagnostic
from cop_site.engines.opened import OpenedProject
from cop_site.reporters import make_inert, render_json, render_text

FORMS = ("text", "json", "github", "sarif")
_LOOKS = {"+": "32", "-": "31", "@": "36"}


def in_workflow() -> bool:
    """Whether this is a step of a GitHub workflow."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def show_report(project: OpenedProject, found: Sequence[Diagnostic], size: int, form: str, since: str = "") -> None:
    """Print what was found, all of it or what came `since` a revision.

    In a workflow, annotations are followed by the text and written to its summary.
    """
    if form == "json":
        click.echo(render_json(found), nl=False)
    elif form == "sarif":
        from cop_site.reporters.sarif import render_sarif  # noqa: PLC0415  # imports the rules, and with them all models

        click.echo(render_sarif(found, _folder_in_repository(project.root)), nl=False)
    else:
        if form == "github":
            _annotate(project, found, size)
        if form == "text" or in_workflow():
            texts = {source.path: source.text for source in project.files.sources} if found else {}
            click.echo(render_text(found, size, texts, colour=_wants_colour(), since=since), nl=False)


def show_diff(diff: bytes, *, err: bool = False) -> None:
    """Print a unified diff: byte by byte into a pipe, and so that nothing in it is a command elsewhere."""
    stream = sys.stderr if err else sys.stdout
    if not diff:
        return
    if stream.isatty():
        lines = diff.decode("utf-8", "replace").split("\n")[:-1]
        click.echo("\n".join(_paint(make_inert(line)) for line in lines), err=err)
    elif in_workflow():
        token = token_hex(16)
        click.echo(f"::stop-commands::{token}", err=err)
        click.echo(diff, nl=False, err=err)
        click.echo(f"::{token}::", err=err)
    else:
        click.echo(diff, nl=False, err=err)


def _annotate(project: OpenedProject, found: Sequence[Diagnostic], size: int) -> None:
    from cop_site.reporters.github import render_annotations, render_summary  # noqa: PLC0415  # not wanted elsewhere

    click.echo(render_annotations(found, _folder_in_repository(project.root)), nl=False)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        try:
            with Path(summary).open("a", encoding="utf-8") as file:
                file.write(render_summary(found, size))
        except OSError as error:
            click.echo(f"cop: the summary cannot be written: {error.strerror}", err=True)


def _wants_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _paint(line: str) -> str:
    look = _LOOKS.get(line[:1]) if _wants_colour() else None
    return f"\x1b[{look}m{line}\x1b[0m" if look else line


def _folder_in_repository(root: Path) -> str:
    """Where the project lies in its repository; empty at the top, and where there is no repository."""
    place = root.resolve()
    top = next((folder for folder in (place, *place.parents) if (folder / ".git").exists()), place)
    folder = place.relative_to(top).as_posix()
    return "" if folder == "." else folder
