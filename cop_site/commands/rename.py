"""`cop rename`: renames a note or a tag and updates all references to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from cop_site.authoring.rename.merge import find_other_topic, plan_merging
from cop_site.authoring.rename.note import Renaming, find_new_errors, plan_renaming
from cop_site.authoring.rename.subject import RenameRequest
from cop_site.authoring.rename.tag import plan_tag_renaming
from cop_site.commands.completion import complete_renamed
from cop_site.commands.reporting import show_diff
from cop_site.commands.terminal import EXIT_FOUND, echo_status, fail, handle_errors, open_project_or_exit
from cop_site.fixes.change import Change, render_diff, write_changes
from cop_site.project.baseline import FILE, carry_over, render_baseline
from cop_site.project.open import OpenedProject
from cop_site.project.project import Project
from cop_site.reporters import bound, render_line


@click.command()
@click.argument("what", type=click.Choice(["topic", "tag", "member", "note"]))
@click.argument("old", shell_complete=complete_renamed)
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Print the diff without changing any file.")
@click.pass_obj
@handle_errors
def command(root: Path, what: str, old: str, new: str, dry_run: bool) -> None:
    """Rename a note or a tag and update all references to it.

    OLD is the current name: of a note the name of its file without `.md`, of a tag its exact text. NEW is the new
    name; if it is a tag or the file of a topic that exists, the two are merged.

    The old address of a note redirects to the new one. Either all files are changed, or none.
    """
    opened = open_project_or_exit(root)
    project = opened.understand()
    request, plan = RenameRequest(what, old, new), plan_tag_renaming if what == "tag" else plan_renaming
    if what == "topic" and find_other_topic(opened.files, project.community, request):
        plan = plan_merging
    renaming = plan(root, opened.files, project.community, request)
    after = replace(opened, files=renaming.files).understand()
    errors = find_new_errors(project.diagnostics, after.diagnostics, renaming.changes)
    for error in bound(errors):
        click.echo(render_line(error))
    if errors:
        fail("nothing was renamed: it would cause these errors", EXIT_FOUND)
    changes = [*renaming.changes, *_change_baseline(opened, project, after, renaming)]
    if dry_run:
        show_diff(render_diff(changes))
    else:
        write_changes(root, changes)
        for change in changes:
            moved = f" -> {change.new_path or 'deleted'}" if change.new_path != change.path else ""
            click.echo(f"{change.path}{moved}")
    for remark in renaming.remarks:
        echo_status(remark)


def _change_baseline(opened: OpenedProject, before: Project, after: Project, renaming: Renaming) -> Iterator[Change]:
    """Yield the change of the baseline that keeps what it knows under new names."""
    if before.baseline is not None:
        paths = {change.path: change.new_path for change in renaming.changes}
        kept = carry_over(before.baseline, before.diagnostics, after.diagnostics, paths)
        old, new = opened.baseline_text.encode(), render_baseline(kept).encode()
        if new != old:
            yield Change(FILE, FILE, old, new)
