"""`cop new`: creates a note."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cop_site.authoring.archetypes import read_archetypes
from cop_site.authoring.charter import complete_charter
from cop_site.authoring.from_issue import Issue, draft_from_issue, read_issue
from cop_site.authoring.member_issue import draft_member, name_member_file, update_member
from cop_site.authoring.new import add_talks, draft_note, write_note
from cop_site.commands.terminal import ask, handle_errors, is_terminal, open_project_or_exit
from cop_site.feeds.schemas import describe_kind
from cop_site.fixes.write import find_place, replace_file
from cop_site.model.kinds import Kind
from cop_site.project.project import Project, choose_language, find_templates
from cop_site.wording.catalogue import load_wording


@click.command()
@click.argument("kind", required=False, type=click.Choice([kind.value for kind in Kind]))
@click.argument("title", required=False)
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Date of the note (default: today).")
@click.option("--talk", "talks", multiple=True, metavar="TITLE", help="A talk of a meetup; once for each.")
@click.option(
    "--from-issue",
    "event",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Create the note from an issue: the event file that GitHub passes to a workflow.",
)
@click.pass_obj
@handle_errors
def command(  # noqa: PLR0913, PLR0917  # one for each option
    root: Path, kind: str | None, title: str | None, day: Any, talks: tuple[str, ...], event: Path | None
) -> None:
    """Create a note of a KIND with a TITLE.

    The file is named after the title and starts with the fields of its kind. An existing file is never overwritten.
    For a community, a terminal is asked what only its members know: purpose, beginning, time zone and rhythm.
    """
    if event is not None:
        if kind or title or day or talks:
            raise click.UsageError("--from-issue cannot be used with KIND, TITLE, --date or --talk")
        _write_from_issue(open_project_or_exit(root, needs_content=False).understand(), event.read_bytes())
        return
    if not kind or not title:
        raise click.UsageError("KIND and TITLE are required, unless --from-issue is used")
    if talks and kind != Kind.MEETUP:
        raise click.UsageError("--talk is for meetups only")
    project = open_project_or_exit(root, needs_content=False, only=("index.md",))  # whose time zone decides the day
    folders = tuple(folder / "archetypes" for folder in find_templates(root, project.settings))
    archetypes = read_archetypes(folders, load_wording(choose_language(project.settings, project.site_file)))
    note = draft_note(Kind(kind), title, day.date() if day else project.as_of, archetypes[Kind(kind)][0])
    if kind == Kind.COMMUNITY and is_terminal():
        note = complete_charter(note, lambda question, wrong: ask(question.text, wrong))
    note = add_talks(note, talks) if talks else note
    file = write_note(note, root / project.settings.content)
    click.echo(f"{file}: write your note there, then run 'cop check'")


def _write_from_issue(project: Project, event: bytes) -> None:
    """Write the note of an issue."""
    issue = read_issue(event)
    if issue.kind is Kind.MEMBER:
        _write_member(project, issue)
        return
    schema = describe_kind(issue.kind, project.community)
    note = draft_from_issue(issue, schema, project.community, project.wording)
    file = write_note(note, project.root / project.settings.content)
    click.echo(f"{file}: made from issue {issue.number}")


def _write_member(project: Project, issue: Issue) -> None:
    """Make or update the file of the issue's author."""
    content = project.root / project.settings.content
    name = name_member_file(issue, project.community)
    file = find_place(content, name)
    if not file.exists():
        write_note(draft_member(issue, project.community, project.wording), content)
    else:
        updated = update_member(issue, file.read_bytes(), name, project.community, project.wording)
        replace_file(file, updated)
    click.echo(f"{file}: made from issue {issue.number}")
