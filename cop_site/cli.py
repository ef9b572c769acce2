"""The commands; the only module that prints and exits.

Diagnostics go to standard output and progress to standard error. Exit status: 0 clean, 1 errors found (with
`--strict`, warnings too), 2 usage or settings.
"""

from __future__ import annotations

import gc
import inspect
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import wraps
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn

import click

from cop_site import __version__
from cop_site.authoring.new import NewNoteError, draft_note, write_note
from cop_site.authoring.planned import draft_planned_meetup
from cop_site.config import SettingsError
from cop_site.diagnostics import Diagnostic, Severity, pack_diagnostic, unpack_diagnostic
from cop_site.engines.project import OpenedProject, Project, open_project, read_project
from cop_site.engines.publish import PublishError, publish
from cop_site.engines.revision import RevisionError, check_out
from cop_site.feeds.comparison import compare_documents, list_changes, render_changes, render_markdown
from cop_site.feeds.document import describe_community
from cop_site.feeds.summary import render_plan, render_stats
from cop_site.insight.plan import plan_slots
from cop_site.model.kinds import Kind
from cop_site.reporters import render_json, render_text
from cop_site.rules import find_rule, load_rules

EXIT_FOUND, EXIT_USAGE = 1, 2


def _stop(message: str, status: int = EXIT_USAGE) -> NoReturn:
    click.echo(f"cop: {message}", err=True)
    sys.exit(status)


def _says_why(command: Callable[..., None]) -> Callable[..., None]:
    """Turn the errors that a user can mend into one line and an exit status."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (SettingsError, NewNoteError, PublishError, RevisionError) as error:
            _stop(str(error))

    return wrapped


def _progress(message: str) -> None:
    click.echo(message, err=True)


def _open(root: Path, *, needs_content: bool = True) -> OpenedProject:
    project = open_project(root, date.today())  # the day of whoever asks
    content = root / project.settings.content
    if needs_content and not content.is_dir():
        where = "here" if root == Path() else f"in {root}"
        folder = project.settings.content
        _stop(f"there is no folder {folder!r} {where}. Start one: cop new community 'Its name'")
    return project


def _describe(root: Path) -> Any:
    """The community document, from the cache where nothing has changed."""
    project = _open(root)
    return project.cache.recall("community", lambda: describe_community(project.understand().figures))


def _pack(project: Project) -> Any:
    return {"found": [pack_diagnostic(diagnostic) for diagnostic in project.diagnostics], "size": project.size}


def _as_json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _fails(diagnostics: Sequence[Diagnostic], *, strict: bool) -> bool:
    weights = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(diagnostic.severity in weights for diagnostic in diagnostics)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cop")
@click.option(
    "-C",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The project's directory; else the current one.",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Compile a community of practice's notes into a site.

    Notes are Markdown files below `content/`; the folder says what kind of note a file is.
    """
    context.obj = root
    if context.invoked_subcommand != "serve":
        gc.disable()  # The process ends before the memory matters, and looking for cycles takes a quarter of its time.


@main.command()
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.argument("title")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day it is about; else today.")
@click.pass_obj
@_says_why
def new(root: Path, kind: str, title: str, day: Any) -> None:
    """Make a new note of a KIND with a TITLE, with its fields filled in."""
    project = _open(root, needs_content=False).understand()
    archetypes = tuple(folder / "archetypes" for folder in project.template_folders)
    note = draft_note(Kind(kind), title, day.date() if day else project.community.as_of, archetypes)
    file = write_note(note, root / project.settings.content)
    click.echo(f"{file}: write your note there, then run 'cop check'")


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.pass_obj
@_says_why
def check(root: Path, form: str, strict: bool) -> None:
    """Say what is wrong with the notes, where, and how to mend it."""
    project = _open(root)
    kept = project.cache.recall("diagnostics", lambda: _pack(project.understand()))
    found = [unpack_diagnostic(row) for row in kept["found"]]
    click.echo(render_json(found) if form == "json" else render_text(found, kept["size"]), nl=False)
    if _fails(found, strict=strict):
        sys.exit(EXIT_FOUND)


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
@_says_why
def stats(root: Path, form: str) -> None:
    """Print the figures of the community; JSON is what the site publishes as community.json."""
    document = _describe(root)
    click.echo(_as_json(document) if form == "json" else render_stats(document), nl=False)


@main.command()
@click.option("--write", type=click.IntRange(1, 52), metavar="N", help="Write the next N meetups as planned notes.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
@_says_why
def plan(root: Path, write: int | None, form: str) -> None:
    """Say what the next meetups could be about, and why."""
    if write is None:
        document = _describe(root)
        click.echo(_as_json(document["plan"]) if form == "json" else render_plan(document), nl=False)
        return
    project = _open(root).understand()
    for slot in plan_slots(project.community, project.figures.candidates, write):
        file = write_note(draft_planned_meetup(slot, project.community), root / project.settings.content)
        click.echo(f"{file}: {slot.candidate.covered.topic.title}, {slot.day.isoformat()}")


@main.command()
@click.argument("base")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="For people, programs, or a comment on a pull request.",
)
@click.pass_obj
@_says_why
def diff(root: Path, base: str, form: str) -> None:
    """Say what has changed in the figures since BASE, a branch or commit of git."""
    project = _open(root).understand()
    with check_out(root, base, (project.settings.content, "pyproject.toml")) as before:
        old = read_project(before, project.community.as_of)
        changes = compare_documents(describe_community(old.figures), describe_community(project.figures))
    if form == "json":
        click.echo(_as_json(list_changes(changes)), nl=False)
    else:
        click.echo(render_markdown(changes) if form == "markdown" else render_changes(changes), nl=False)


@main.command()
@click.option("--output", type=click.Path(path_type=Path), help="Where to write the site; else the setting's.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--keep-going", is_flag=True, help="Build what can be built, whatever the check says.")
@click.pass_obj
@_says_why
def build(root: Path, output: Path | None, strict: bool, keep_going: bool) -> None:
    """Check the notes and build the site; the old site stays until the new one is whole."""
    started = monotonic()
    project = _open(root).understand()
    target = output or root / project.settings.output
    from cop_site.engines import mkdocs_build  # noqa: PLC0415  # MkDocs is slow to import, and only wanted here

    try:
        with publish(target, root) as building, closing(mkdocs_build.SiteBuild(project, building)) as site:
            _report(project, strict=strict, keep_going=keep_going)
            site.run(_progress)
    except mkdocs_build.BuildFailedError as error:
        _stop(str(error), EXIT_FOUND)
    _progress(f"built {target} in {monotonic() - started:.1f} s")


def _report(project: Project, *, strict: bool, keep_going: bool) -> None:
    """Say what is wrong before a build, and go no further if that is too much."""
    found = project.diagnostics
    _progress(f"{project.size} notes read")
    urgent = [diagnostic for diagnostic in found if diagnostic.severity is not Severity.INFO]
    if urgent:
        click.echo(render_text(urgent, project.size), nl=False)
    if _fails(found, strict=strict) and not keep_going:
        _stop("nothing was built. Mend the errors, or build what can be built: --keep-going", EXIT_FOUND)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="On this machine.")
@click.pass_obj
@_says_why
def serve(root: Path, port: int) -> None:
    """Show the site on this machine, and again after every change."""
    project = _open(root).understand()
    from cop_site.engines import mkdocs_build  # noqa: PLC0415  # as above

    try:
        mkdocs_build.serve_site(project, port)
    except mkdocs_build.BuildFailedError as error:
        _stop(str(error), EXIT_FOUND)


@main.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Tell what a rule wants and how to mend a breach; without a CODE, list the rules."""
    if code is None:
        for rule in load_rules():
            summary = (rule.__doc__ or "").splitlines()[0]
            click.echo(f"{rule.CODE}  {rule.NAME:<38} {rule.SEVERITY.value:<8} {summary}")
        return
    found = find_rule(code)
    if found is None:
        _stop(f"there is no rule {code!r}; 'cop explain' lists them")
        return
    click.echo(f"{found.CODE} {found.NAME} ({found.SEVERITY.value})\n\n{inspect.cleandoc(found.__doc__ or '')}")


def run() -> None:
    """Run the command `cop`, and leave without taking the memory apart object by object: the system is faster."""
    status = 0
    try:
        main()
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


logging.getLogger("mkdocs").addHandler(logging.NullHandler())
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's announcement is about us, not about the notes.
