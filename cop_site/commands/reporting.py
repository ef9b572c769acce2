"""Prints the results of `cop check` to a terminal, a pipe or the log of a GitHub workflow."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

import click

from cop_site.diagnostics import Diagnostic
from cop_site.output import escape_line, escape_text, past_guard
from cop_site.reporters import bound, render_json, render_text

FORMS = ("text", "json", "github", "gitlab", "sarif")
_COLOURS = {"+": "32", "-": "31", "@": "36"}


def in_workflow() -> bool:
    """Return whether this is a step of a GitHub workflow."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check."""

    root: Path
    found: Sequence[Diagnostic]
    size: int | None
    """The number of notes; None if the settings are invalid and no notes were read."""
    texts: Mapping[str, str]
    """The texts of the files by path."""
    since: str = ""
    """The revision since which problems are reported; empty if all are."""
    everything: bool = False
    """Whether to list each problem, however many there are."""


def show_report(report: Report, form: str) -> None:
    """Print the diagnostics; in a workflow, the format `github` also writes the job summary and prints the text."""
    if not report.everything:
        report = replace(report, found=bound(report.found))
    found = report.found
    if form == "json":
        click.echo(render_json(found), nl=False)
    elif form == "gitlab":
        from cop_site.reporters.gitlab import render_gitlab  # noqa: PLC0415  # rarely needed

        click.echo(render_gitlab(found, _folder_in_repository(report.root)), nl=False)
    elif form == "sarif":
        from cop_site.reporters.sarif import render_sarif  # noqa: PLC0415  # imports the rules, and with them all models

        click.echo(render_sarif(found, _folder_in_repository(report.root)), nl=False)
    else:
        if form == "github":
            _annotate(report)
        if form == "text" or in_workflow():
            text = render_text(
                found,
                report.size,
                report.texts,
                colour=_wants_colour(),
                since=report.since,
                grouped=not report.everything,
            )
            click.echo(text, nl=False, file=past_guard(sys.stdout))


def show_diff(diff: bytes, *, err: bool = False) -> None:
    """Print a unified diff, and nothing in it that a terminal or a log would obey.

    A file gets every byte, and so does a pipe where there is nothing to escape: `git apply` can read either.
    """
    stream = sys.stderr if err else sys.stdout
    text = diff.decode("utf-8", "replace")
    if stream.isatty():
        lines = [_paint(escape_line(line.rstrip("\t\r"))) for line in text.split("\n")[:-1]]
        click.echo("".join(f"{line}\n" for line in lines), nl=False, file=past_guard(stream))
    elif _is_file(stream) or escape_text(text) == text.replace("\r\n", "\n"):
        click.echo(diff, nl=False, file=past_guard(stream))
    else:
        click.echo(escape_text(text), nl=False, err=err)  # click would take some of it out before the guard sees it


def _is_file(stream: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:  # it has no number, as in tests
        return False


def _annotate(report: Report) -> None:
    from cop_site.reporters.github import render_annotations, render_summary  # noqa: PLC0415  # not needed for other formats

    annotations = render_annotations(report.found, _folder_in_repository(report.root))
    click.echo(annotations, nl=False, file=past_guard(sys.stdout))
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
    colour = _COLOURS.get(line[:1]) if _wants_colour() else None
    return f"\x1b[{colour}m{line}\x1b[0m" if colour else line


def _folder_in_repository(root: Path) -> str:
    """Return the project's folder in its repository; empty at the top, and if there is no repository."""
    root = root.resolve()
    top = next((parent for parent in (root, *root.parents) if (parent / ".git").exists()), root)
    folder = root.relative_to(top).as_posix()
    return "" if folder == "." else folder
