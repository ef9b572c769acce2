"""What the commands share: how they speak, how they stop, and how they open a project."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from cop_site.diagnostics import Diagnostic, Problem, Severity, UserError
from cop_site.project.open import OpenedProject, open_project
from cop_site.settings_file import SettingsError

EXIT_FOUND, EXIT_USAGE = 1, 2

with_json = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Output format.")
"""The option `--format` of a command that prints text or JSON."""


def stop(message: str, status: int = EXIT_USAGE) -> NoReturn:
    """End the program with a message, each of its lines marked as ours."""
    from cop_site.reporters import escape_commands  # noqa: PLC0415  # most commands end well

    click.echo("\n".join(f"cop: {escape_commands(line)}" for line in message.split("\n")), err=True)
    sys.exit(status)


def handle_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Turn the errors that a user can fix, and what the system refuses, into a line for each and an exit status."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except UserError as error:
            stop(str(error))
        except OSError as error:
            if error.filename is None:
                raise  # `filename` is None for EPIPE; let click handle it.
            stop(f"{error.filename}: {(error.strerror or 'cannot be used').lower()}")

    return wrapped


def is_terminal() -> bool:
    """Whether somebody sits in front of the program and can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def echo_status(message: str) -> None:
    """Say how far a long command has come."""
    click.echo(message, err=True)


def open_project_or_exit(root: Path, *, needs_content: bool = True) -> OpenedProject:
    """Read the files of the project in a directory; end the program where there are none, if they are needed."""
    project = open_project(root, date.today())  # the day of whoever asks
    folder = project.files.folder
    if needs_content and not (root / folder).is_dir():
        settings_file = project.settings_file
        if "content" in settings_file.table:
            message = f"the setting 'content' must be an existing folder; there is no {folder!r}"
            hint = "correct the name, or create the folder"
            raise SettingsError(Problem("setting-has-its-value", settings_file.find(("content",)), message, hint))
        where = "here" if root == Path() else f"in {root}"
        otherwise = "or name the project's directory: cop -C DIR …"
        stop(f"there is no folder {folder!r} {where}. Start one: cop new community 'Its name'; {otherwise}")
    return project


def describe(root: Path) -> Any:
    """The community document of a project, from the cache where nothing has changed."""
    return open_project_or_exit(root).recall("community", _describe)


def _describe(project: OpenedProject) -> Any:
    from cop_site.feeds.community import describe_community  # noqa: PLC0415  # not wanted where the cache answers

    return describe_community(project.understand().figures)


def as_json(document: object) -> str:
    """A document as the commands print it; ends with a newline."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def fails(diagnostics: Sequence[Diagnostic], *, strict: bool) -> bool:
    """Whether what was found is too much for a success."""
    weights = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(diagnostic.severity in weights for diagnostic in diagnostics)
