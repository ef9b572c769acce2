"""The program `cop`; imports only the module of the command that is called.

Diagnostics go to standard output and progress to standard error. Exit status: 0 clean, 1 errors found (with
`--strict`, warnings too), 2 usage or settings, 128 and its number after a signal.
"""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import re
import signal
import sys
from contextlib import suppress
from difflib import get_close_matches
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from cop_site import __version__, commands
from cop_site.output import guard_output

_ORDER = (
    *("init", "adopt", "new", "check", "rename", "forget", "tags", "links", "stats", "plan"),
    *("agenda", "announce", "close", "digest", "report", "handover", "newcomers", "stories"),
    *("diff", "comment", "build", "serve", "explain", "schema"),
)
"""The order of the commands in the help; others come last."""
_SHARED = frozenset({"completion", "reporting", "terminal"})
"""Modules that are not commands."""
_SENTENCE = re.compile(r".*?\.(?=\s|\Z)", re.DOTALL)
_EMPTY = (
    ("cop init", "start a community here: a charter, an example of each kind of note, settings, workflows"),
    ("cop adopt SOURCE…", "make notes of what you have: a folder of Markdown, a calendar, a table"),
)
_BEGUN = (
    ("cop check", "say what is wrong with the notes, and how to fix it"),
    ("cop serve", "show the site in a browser, and follow every change"),
    ("cop build", "build the site"),
)
"""What to do first where there is no community yet, and where there is one."""


class _Commands(click.Group):
    """The commands in `cop_site.commands`, each imported when it is used."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; whatever it prints is escaped."""
        with guard_output():
            return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click calls it so
        names = {module.name for module in pkgutil.iter_modules(commands.__path__)} - _SHARED
        return sorted(names, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them, which would take a second."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _read_summary(name)) for name in self.list_commands(ctx)])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{commands.__name__}.{cmd_name}").command
        command.name = cmd_name
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant; propose the nearest one for another name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if near := get_close_matches(args[0], self.list_commands(ctx), n=1):
                raise click.UsageError(f"No such command {args[0]!r}. Did you mean {near[0]!r}?", ctx) from error
            raise


def _read_summary(name: str) -> str:
    """Return the first sentence of a command's docstring."""
    import ast  # noqa: PLC0415  # only the help needs it

    module = ast.parse(Path(commands.__path__[0], f"{name}.py").read_bytes())
    (command,) = (one for one in module.body if isinstance(one, ast.FunctionDef) and one.name == "command")
    sentence = _SENTENCE.match(ast.get_docstring(command) or "")
    return " ".join(sentence[0].split()) if sentence else ""


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "show_default": True},
)
@click.version_option(__version__, prog_name="cop")
@click.option(
    "-C",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default=False,
    metavar="DIR",
    help="Run as if started in DIR (default: current directory).",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Build a static site from the notes of a community of practice.

    Notes are Markdown files below `content/`; the folder of a file decides what kind of note it is.
    """
    context.obj = root
    if context.invoked_subcommand is None:
        _say_what_to_do_first(root)
    if context.invoked_subcommand != "serve":
        gc.disable()  # The process ends before memory matters, and searching for cycles takes a quarter of its time.


def _say_what_to_do_first(root: Path) -> None:
    """Print the commands to begin with in a directory."""
    from cop_site.settings_file import CONTENT, SettingsError, read_settings_file  # noqa: PLC0415  # rarely needed

    try:
        content = read_settings_file(root).table.get("content", CONTENT)
    except SettingsError:  # `cop check` says what is wrong with them
        content = CONTENT
    begun = isinstance(content, str) and (root / content).is_dir()
    click.echo("Next:" if begun else "There is no community here yet.")
    for command, what in (*(_BEGUN if begun else _EMPTY), ("cop --help", "list all commands")):
        click.echo(f"  {command:<19}{what}")


def _interrupt(number: int, _: object) -> None:
    """Stop as Ctrl+C does, so that whatever is temporary is deleted."""
    raise KeyboardInterrupt(number)


def run() -> None:
    """Run the command `cop`, and exit without freeing objects one by one: the system frees them faster."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # None if it was closed before the start
            stream.reconfigure(encoding="utf-8")  # Windows opens pipes with a smaller character set
    with guard_output():
        os._exit(_run())


def _run() -> int:
    """Run the command, and return its exit status."""
    status = 0
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        try:
            main(prog_name="cop")
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
        sys.stdout.flush()
    except OSError as error:  # The commands report errors about files, so this one is about the output itself.
        status = 2
        with suppress(OSError):
            sys.stderr.write(f"cop: the output cannot be written: {(error.strerror or 'it is closed').lower()}\n")
    except KeyboardInterrupt:  # between two commands, as it were: they report it
        status = 128 + signal.SIGINT
    except Exception:  # a mistake of ours, whose traceback may quote a note
        status = 1
        sys.excepthook(*sys.exc_info())
    with suppress(OSError):
        sys.stderr.flush()
    return status


os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's announcement is not for users of cop.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # There are none, and looking for them takes 20 ms.
