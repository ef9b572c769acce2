"""`cop diff`: shows what changed since a revision."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.commands.terminal import handle_errors, open_project_or_exit
from cop_site.diagnostics import Diagnostic, Severity
from cop_site.feeds.community import describe_with_notes
from cop_site.feeds.comparison import Change, Effect, compare_documents, list_changes
from cop_site.feeds.comparison_text import render_changes, render_markdown
from cop_site.model.community import Community
from cop_site.output import as_json
from cop_site.project.changed import find_relevant
from cop_site.project.open import read_project
from cop_site.project.project import Project
from cop_site.project.revision import check_out, find_fork, find_head

_UNREADABLE = {f"front-matter-is-{what}" for what in ("closed", "yaml", "fields", "small")}
"""The problems of a note of which no field is read."""


@click.command()
@click.argument("base")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="Output format; markdown is for a comment on a pull request.",
)
@click.pass_obj
@handle_errors
def command(root: Path, base: str, form: str) -> None:
    """Show what changed in the community since BASE, a branch or commit of git.

    That is what your branch changes, and not what was changed in BASE since it forked off. First comes what the check
    finds in the files that were changed, then what becomes of the figures, of learning paths, reviews and listed
    members.
    """
    opened = open_project_or_exit(root)
    project = opened.understand()
    community = project.community
    with check_out(root, find_fork(root, base), opened.paths) as before:
        old = read_project(before, community.as_of, opened.store)
        redirects = {redirect.uri: redirect.note.uri for redirect in community.redirects}
        then, now = describe_with_notes(old.figures), describe_with_notes(project.figures)
        changes = compare_documents(then, now, redirects, _find_unreadable(community))
    is_relevant = find_relevant(opened, base)
    found = [
        _describe_finding(diagnostic)
        for severity in (Severity.ERROR, Severity.WARNING)
        for diagnostic in project.diagnostics
        if diagnostic.severity is severity and not diagnostic.is_known and is_relevant(diagnostic)
    ]
    changes = (*found, *changes)
    if form == "json":
        click.echo(as_json(list_changes(changes)), nl=False)
    elif form == "markdown":
        click.echo(render_markdown(changes, _find_addresses(project)), nl=False)
    else:
        click.echo(render_changes(changes), nl=False)


def _describe_finding(found: Diagnostic) -> Change:
    return Change(Effect.LOSS, "check", f"{found.severity} at {found.span.path}:{found.span.line}: {found.message}")


def _find_unreadable(community: Community) -> set[str]:
    """The addresses of notes whose front matter cannot be read."""
    paths = {problem.span.path for problem in community.problems if problem.name in _UNREADABLE}
    return {note.uri for note in community.notes if note.source.path in paths}


def _find_addresses(project: Project) -> dict[str, str]:
    """Where each note is shown in the repository, by its address on the site; nothing where the repository is not set.

    A note that is new is only at the commit that brings it, not on the branch.
    """
    repository = project.settings.repository.rstrip("/")
    if not repository:
        return {}
    commit, blob = find_head(project.root), "-/blob" if "gitlab" in repository else "blob"
    return {note.uri: f"{repository}/{blob}/{commit}/{note.source.path}" for note in project.community.notes}
