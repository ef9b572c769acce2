"""`cop plan`: suggests topics for the next meetups."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.commands.terminal import (
    describe,
    echo_status,
    fail,
    handle_errors,
    open_project_or_exit,
    with_json,
)
from cop_site.feeds.summary import render_plan
from cop_site.output import as_json


@click.command()
@click.option("--write", type=click.IntRange(1, 52), metavar="N", help="Create notes for the next N meetups.")
@with_json
@click.pass_obj
@handle_errors
def command(root: Path, write: int | None, form: str) -> None:
    """Suggest topics for the next meetups, with reasons."""
    if write is None:
        document = describe(root)
        click.echo(as_json(document["plan"]) if form == "json" else render_plan(document), nl=False)
        return
    from cop_site.authoring.new import write_note  # noqa: PLC0415  # not needed if the plan is cached
    from cop_site.authoring.planned import draft_planned_meetup  # noqa: PLC0415

    project = open_project_or_exit(root).understand()
    slots = project.figures.plan_ahead(write)
    if not project.community.topics:
        fail("there are no topics yet, and meetups are planned from them. Declare one: cop new topic 'Its name'")
    if len(slots) < write:
        echo_status(f"{len(slots)} of {write}: every other topic is covered or planned, and nobody asks for it")
        if project.figures.coverage.covered:
            echo_status("A covered topic comes back once a quarter of a year has passed since it was taken up.")
    for slot in slots:
        note = draft_planned_meetup(slot, project.community, project.settings.thresholds, project.wording)
        file = write_note(note, root / project.settings.content)
        click.echo(f"{file}: {slot.candidate.covered.topic.title}, {slot.day.isoformat()}")
