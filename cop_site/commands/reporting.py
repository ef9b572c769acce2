"""How `cop check` shows what it found and what it changed, on a terminal, in a pipe and in GitHub's workflows."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import click

from cop_site.diagnostics import Diagnostic
from cop_site.reporters import escape_commands, render_json, render_text

FORMS = ("text", "json", "github", "sarif")
_LOOKS = {"+": "32", "-": "31", "@": "36"}


def in_workflow() -> bool:
    """Whether this is a step of a GitHub workflow."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found in a project, and what it takes to show it."""

    root: Path
    found: Sequence[Diagnostic]
    size: int | None
    """How many notes were read; None where none could be."""
    texts: Mapping[str, str]
    """What the files say, by path."""
    since: str = ""
    """The revision that was asked about, where only what came since is reported."""


def show_report(report: Report, form: str) -> None:
    """Print what was found; in a workflow, annotations are followed by the text and written to its summary."""
    found = report.found
    if form == "json":
        click.echo(render_json(found), nl=False)
    elif form == "sarif":
        from cop_site.reporters.sarif import render_sarif  # noqa: PLC0415  # imports the rules, and with them all models

        click.echo(render_sarif(found, _folder_in_repository(report.root)), nl=False)
    else:
        if form == "github":
            _annotate(report)
        if form == "text" or in_workflow():
            text = render_text(found, report.size, report.texts, colour=_wants_colour(), since=report.since)
            click.echo(text, nl=False)


def show_diff(diff: bytes, *, err: bool = False) -> None:
    """Print a unified diff: byte by byte into a pipe, and so that nothing in it is a command elsewhere."""
    stream = sys.stderr if err else sys.stdout
    if not diff:
        return
    if stream.isatty():
        click.echo("\n".join(map(_paint, spell_out(diff))), err=err)
    elif in_workflow():
        token = token_hex(16)
        click.echo(f"::stop-commands::{token}", err=err)
        click.echo(diff, nl=False, err=err)
        click.echo(f"::{token}::", err=err)
    else:
        click.echo(diff, nl=False, err=err)


def spell_out(diff: bytes) -> list[str]:
    """Return the lines of a diff for people: what a terminal would not print is spelt out."""
    return [escape_commands(line.rstrip("\t\r")) for line in diff.decode("utf-8", "replace").split("\n")[:-1]]


def _annotate(report: Report) -> None:
    from cop_site.reporters.github import render_annotations, render_summary  # noqa: PLC0415  # not wanted elsewhere

    click.echo(render_annotations(report.found, _folder_in_repository(report.root)), nl=False)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        try:
            with Path(summary).open("a", encoding="utf-8") as file:
                file.write(render_summary(report.found, report.size))
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
