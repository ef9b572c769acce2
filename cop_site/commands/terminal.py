"""What commands share: options, messages, exit statuses, and opening a project."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from cop_site.diagnostics import Diagnostic, Problem, Severity, UserError
from cop_site.engines.publish import restore
from cop_site.project.open import OpenedProject, open_project
from cop_site.project.store import Store
from cop_site.settings_file import OUTPUT, SettingsError

if TYPE_CHECKING:
    from cop_site.project.project import Project

EXIT_FOUND, EXIT_USAGE = 1, 2

with_json = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Output format.")
"""The option `--format` of a command that prints text or JSON."""


def fail(message: str, status: int = EXIT_USAGE) -> NoReturn:
    """Print a message to standard error, and exit."""
    click.echo("\n".join(f"cop: {line}" for line in message.split("\n")), err=True)
    sys.exit(status)


def fail_stopped(message: str, stopped: KeyboardInterrupt) -> NoReturn:
    """Print a message and exit as programs do that a signal has stopped: Ctrl+C, or the one that `stopped` names."""
    fail(message, 128 + (stopped.args[0] if stopped.args else signal.SIGINT))


def handle_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Print errors that users can fix, and errors about files, without a traceback, and exit."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except UserError as error:
            fail(str(error))
        except OSError as error:
            if error.filename is None:
                raise  # `filename` is None for EPIPE; let click handle it.
            fail(f"{error.filename}: {(error.strerror or 'cannot be used').lower()}")
        except KeyboardInterrupt as stopped:
            fail_stopped("interrupted", stopped)

    return wrapped


def is_terminal() -> bool:
    """Whether somebody sits in front of the program and can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(text: str, wrong: str = "", default: str = "") -> str:
    """Ask for a line, after what was wrong with the answer before; where there is no default, it may be empty."""
    if wrong:
        echo_status(wrong)
    later = "" if default else " (nothing: say it later)"
    answer: str = click.prompt(f"{text}{later}", default=default, show_default=bool(default), err=True)
    return answer


def ask_until(text: str, known: str, explain: Callable[[str], str]) -> str:
    """Ask for a line until `explain` finds nothing wrong with it; `known` is the default as long as it is right."""
    wrong = explain(known)
    while True:
        answer = ask(text, wrong, "" if explain(known) else known).strip()
        if not (wrong := explain(answer)):
            return answer


def echo_status(message: str) -> None:
    """Print a progress message to standard error."""
    click.echo(message, err=True)


def open_project_or_exit(
    root: Path,
    *,
    needs_content: bool = True,
    day: date | None = None,
    store: Store | None = None,
    only: Collection[str] = (),
) -> OpenedProject:
    """Read the files of the project in a directory; if there is no content folder but one is needed, exit.

    `day` stands for today; `store` and `only` are those of `open_project`. If a build was killed while it replaced the
    site, the old site is put back first.
    """
    project = open_project(root, day or datetime.now(UTC), store, only=only)
    output = project.settings_file.table.get("output", OUTPUT)
    if isinstance(output, str):
        restore(root / output, echo_status)
    folder = project.files.folder
    if needs_content and not (root / folder).is_dir():
        settings_file = project.settings_file
        if "content" in settings_file.table:
            message = f"the setting 'content' must be an existing folder; there is no {folder!r}"
            hint = "correct the name, or create the folder"
            raise SettingsError(Problem("setting-has-its-value", settings_file.find(("content",)), message, hint))
        where = "in the current directory" if root == Path() else f"in {root}"
        hint = "start one with: cop init; or name the project's directory with -C DIR"
        fail(f"there is no folder {folder!r} {where}; {hint}")
    return project


def describe(
    root: Path,
    day: date | None = None,
    without: str | None = None,
    *,
    by_dates: bool = False,
    texts: bool = False,
) -> Any:
    """Return the community document of a project, from the cache if nothing has changed.

    With a day, it is the document of that day, which must have come, and says under `basis` which notes it is from:
    those of that day where git has them and `by_dates` is not set, else today's. With a person, it is as if they had
    gone. `texts` is that of `describe_community`.
    """
    project = open_project_or_exit(root)
    day = day or project.as_of
    if day > project.as_of:
        fail(f"--as-of is {day}, which has not come yet: today is {project.as_of}")

    if day < project.as_of:
        return _describe_past(project, day, without, by_dates=by_dates, texts=texts)

    def compute(opened: OpenedProject) -> Any:
        understood = _understand(opened, without)  # before the import, which goes on while notes are read
        from cop_site.feeds.community import describe_community  # noqa: PLC0415  # not needed if it is cached

        return describe_community(understood.figures, texts=texts)

    if without is not None:
        return compute(project)
    return project.recall(f"{'community' if texts else 'figures'} of {day}", compute)


def _describe_past(opened: OpenedProject, day: date, without: str | None, *, by_dates: bool, texts: bool) -> Any:
    """Return the document of a day before today, as `describe` does."""
    from cop_site.feeds.community import describe_community  # noqa: PLC0415  # rarely needed
    from cop_site.project.then import Basis, find_basis, understand_then  # noqa: PLC0415  # as above

    basis = Basis(reason="as asked for") if by_dates else find_basis(opened, day)

    def compute(opened: OpenedProject) -> Any:
        if basis.commit:
            project = understand_then(opened, basis.commit, day, lambda then: _understand(then, without))
        else:
            project = _understand(opened, without)
        document = describe_community(project.figures.as_of(day), texts=texts)
        notes = "then" if basis.commit else "now"
        return {**document, "basis": {"notes": notes, "commit": basis.commit or None, "reason": basis.reason}}

    if without is not None:
        return compute(opened)
    return opened.recall(f"{'community' if texts else 'figures'} of {day} by {basis!r}", compute)


def _understand(opened: OpenedProject, without: str | None) -> Project:
    """Return a project as it is, or as if a person had gone."""
    if without is None:
        return opened.understand()
    from cop_site.project.absence import understand_without  # noqa: PLC0415  # rarely needed

    return understand_without(opened, without)


def has_failed(diagnostics: Sequence[Diagnostic], *, strict: bool) -> bool:
    """Return whether there are errors or, if `strict` is set, warnings that the baseline does not have."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(diagnostic.severity in failing and not diagnostic.is_known for diagnostic in diagnostics)
