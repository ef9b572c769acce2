"""`cop close`: records the outcome of a meetup."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from cop_site.authoring.actions import find_action, refer_to
from cop_site.authoring.carry import verify_carried
from cop_site.authoring.close import Outcome, check_over, close_meetup, find_missing
from cop_site.authoring.find_meetup import find_meetup
from cop_site.authoring.rename.note import apply_changes, find_new_errors
from cop_site.commands.completion import complete_meetup
from cop_site.commands.reporting import show_diff
from cop_site.commands.terminal import EXIT_FOUND, fail, handle_errors, open_project_or_exit
from cop_site.fixes.change import Change, render_diff, write_changes
from cop_site.insight.figures import Figures
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.project.project import Project
from cop_site.reporters import bound, render_line


@click.command()
@click.argument("meetup", shell_complete=complete_meetup)
@click.option(
    "--attended", metavar="NAMES", help="Who came: a roll call of names and handles, a number, or - to read it."
)
@click.option(
    "--covered", multiple=True, metavar="OBJECTIVE", help="An objective that was covered; the others are removed."
)
@click.option("--facilitated", metavar="NAMES", help="Who facilitated.")
@click.option("--wrote", metavar="NAME", help="Who wrote the notes.")
@click.option("--done", multiple=True, metavar="ACTION", help="An action that is done, by its reference or its words.")
@click.option("--carry", multiple=True, metavar="ACTION", help="An open action to carry over to this meetup.")
@click.option("--dry-run", is_flag=True, help="Print the diff without changing any file.")
@click.pass_obj
@handle_errors
def command(  # noqa: PLR0913, PLR0917  # one for each option
    root: Path,
    meetup: str,
    attended: str | None,
    covered: tuple[str, ...],
    facilitated: str | None,
    wrote: str | None,
    done: tuple[str, ...],
    carry: tuple[str, ...],
    *,
    dry_run: bool,
) -> None:
    """Record the outcome of a meetup, and list what its notes still lack.

    MEETUP is the name of its file without `.md`, or its day. Without options, it asks on a terminal.

    An action's reference is in the agenda, such as `2026-01-14-round-table#2`. `--covered ""` says that nothing was
    covered. The same options again change nothing, and either all files are changed, or none.
    """
    opened = open_project_or_exit(root)
    project = opened.understand()
    note = find_meetup(meetup, opened.files, project.community)
    check_over(note, project.community)
    if attended == "-":
        attended = sys.stdin.read()
    outcome = Outcome(attended, covered or None, facilitated, wrote, done, carry)
    if outcome == Outcome() and _is_terminal():
        outcome = _ask(note, project.figures)
    after = project
    if outcome != Outcome():
        changes = close_meetup(root, note, outcome, project.figures)
        after = replace(opened, files=apply_changes(opened.files, changes)).understand()
        carried = [find_action(written, project.figures) for written in outcome.carried]
        verify_carried(carried, after.figures, note.key)
        _stop_at_errors(project, after, changes)
        if dry_run:
            show_diff(render_diff(changes))
        else:
            write_changes(root, changes)
            for change in changes:
                click.echo(change.path)
    closed = next(found for found in after.community.meetups if found.key == note.key)
    for missing in find_missing(closed, after.figures):
        click.echo(f"still missing: {missing}")


def _stop_at_errors(before: Project, after: Project, changes: Sequence[Change]) -> None:
    """End the program if the changes cause errors."""
    errors = find_new_errors(before.diagnostics, after.diagnostics, changes)
    for error in bound(errors):
        click.echo(render_line(error))
    if errors:
        fail("nothing was changed: it would cause these errors", EXIT_FOUND)


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _ask(meetup: Note[Meetup], figures: Figures) -> Outcome:
    """Ask for the outcome on a terminal; an empty answer changes nothing."""
    claimed = None
    attended = _prompt("Who came? Names or handles, separated by commas, or how many")
    topics = [figures.coverage.topics[slug] for slug in meetup.topics]
    objectives = [f"{topic.topic.slug}/{objective.id}" for topic in topics for objective in topic.objectives]
    if objectives:
        click.echo("Objectives: " + ", ".join(objectives))
        claimed = _prompt("Which were covered? Separated by commas, or - for none", ", ".join(meetup.fields.covers))
    facilitated = _prompt("Who facilitated?", ", ".join(meetup.fields.facilitators))
    wrote = _prompt("Who wrote the notes?", meetup.fields.scribe or "")
    waiting = [action for action in figures.log.open_actions if action.meetup.key != meetup.key]
    for action in waiting:
        click.echo(f"{refer_to(action, figures)}: {action.text}")
    done = _prompt("Which of these actions are done? References, separated by commas") if waiting else None
    carried = _prompt("Which are carried over?") if waiting else None
    return Outcome(
        attended,
        (claimed.removeprefix("-"),) if claimed else None,
        facilitated,
        wrote,
        _split(done or ""),
        _split(carried or ""),
    )


def _prompt(question: str, default: str = "") -> str | None:
    answer: str = click.prompt(question, default=default, show_default=bool(default))
    return answer.strip() or None


def _split(answer: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in answer.split(",") if part.strip())
