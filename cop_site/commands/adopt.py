"""`cop adopt`: brings the notes of a community that exists into the content folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from cop_site.adopt.adoption import Choices, adopt
from cop_site.adopt.profile import profile_names
from cop_site.adopt.record import name_source, share_with_nobody
from cop_site.adopt.report import render_report
from cop_site.adopt.sources.read import read_source
from cop_site.adopt.write import (
    AdoptError,
    drop_plan,
    find_copies,
    find_names,
    read_state,
    resume,
    write_adoption,
    write_plan,
    write_state,
)
from cop_site.commands.terminal import echo_status, handle_errors, has_failed, is_terminal, open_project_or_exit
from cop_site.diagnostics import Diagnostic
from cop_site.model.community import Community
from cop_site.model.kinds import Kind
from cop_site.model.read import kind_of
from cop_site.project.baseline import FILE as BASELINE
from cop_site.project.baseline import find_new, make_baseline, write_baseline
from cop_site.project.open import SITE_FILE, OpenedProject
from cop_site.project.parallel import is_worthwhile, share
from cop_site.settings_file import FILE


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--as", "kind", type=click.Choice([kind.value for kind in Kind]), help="Kind of all notes (default: by folder)."
)
@click.option("--profile", type=click.Choice(profile_names()), help="The tool it was written for (default: as found).")
@click.option("--topics", type=click.IntRange(0, 200), default=12, help="Topics to make from tags, at most.")
@click.option("--name", help="Name in the charter, if there is none yet (default: as the source says).")
@click.option("--dry-run", is_flag=True, help="Print the report only.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--all", "full", is_flag=True, help="Print every line of the report.")
@click.pass_obj
@handle_errors
def command(  # noqa: PLR0913  # one for each option
    root: Path,
    *,
    sources: tuple[Path, ...],
    kind: str | None,
    profile: str | None,
    topics: int,
    name: str | None,
    dry_run: bool,
    yes: bool,
    full: bool,
) -> None:
    """Make notes of what a community has already.

    Each of SOURCES is a folder of Markdown or one file of it, a calendar (.ics), a table (.csv), or a list of records,
    such as exported issues (.json, .yml). It is only read. A report says what was found and what becomes of it. Run
    again, it brings what is new, and leaves alone what somebody has changed since.
    """
    if len({name_source(source) for source in sources}) < len(sources):
        raise click.UsageError("two of the sources have the same name, by which their notes would be known")
    project = open_project_or_exit(root, needs_content=False)
    project.check_inputs()
    recorded = read_state(root)
    state, plan = resume(root, root / project.files.folder, recorded), dict[str, list[str]]()
    for source in sources:
        now = project.read_again()
        choices = Choices(profile or "", Kind(kind) if kind else None, topics, name or "")
        is_asked = not yes and is_terminal()
        if not _adopt(now, source, choices, state, plan, is_asked=is_asked, dry_run=dry_run, full=full):
            break
    if not dry_run and state != recorded:
        # What was not recorded before came with them, perhaps in a run that was stopped: the record is written last.
        new = {f"{project.files.folder}/{state[origin][0]}" for origin in state.keys() - recorded.keys()}
        before = [found for found in _diagnose(project) if found.span.path not in new]
        _record_errors(project.read_again(), before)
        write_state(root, state)
        if not (root / FILE).exists() and not (root / SITE_FILE).exists():
            echo_status("run 'cop init' for settings and workflows, and 'cop build' for the site")
    if not dry_run:
        drop_plan(root)


def _adopt(  # noqa: PLR0913  # as above
    project: OpenedProject,
    source: Path,
    choices: Choices,
    state: dict[str, list[str]],
    plan: dict[str, list[str]],
    *,
    is_asked: bool,
    dry_run: bool,
    full: bool,
) -> bool:
    """Report on a source, write its notes, and add them to `plan` before and `state` after; return whether to go on."""
    content = project.root / project.files.folder
    existing = {file.relative_to(content).as_posix() for file in content.rglob("*") if file.is_file()}
    collected, known = read_source(source, project.as_of, _share), find_names(state, project.files)
    known = find_copies(collected.attachments, content) | known
    members = _read_members(project)
    adoption = adopt(collected, project.as_of, choices, known, existing, members=members, share=_share)
    click.echo(render_report(adoption, full=full), nl=False)
    if is_asked and not dry_run and not click.confirm(f"Write these notes to '{project.files.folder}'?", err=True):
        return False
    if not dry_run:
        try:
            write_plan(project.root, plan, adoption)
            counts = write_adoption(adoption, content, state, _share)
        except OSError as error:
            reason = f"{error.filename}: {(error.strerror or 'cannot be written').lower()}"
            raise AdoptError(f"{reason}; what is written stays, and the same command goes on from there") from None
        click.echo(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    return True


def _read_members(project: OpenedProject) -> Community:
    """Return the community that the files of members alone make: who is listed, and who must not be named."""
    texts = tuple(text for text in project.files.sources if kind_of(text.name) is Kind.MEMBER)
    return replace(project, files=replace(project.files, sources=texts, assets=())).understand().community


def _share(items: Sequence[Any], compute: Callable[[Iterable[Any]], Any]) -> tuple[Any, Any]:
    return share(items, compute) if is_worthwhile(len(items)) else share_with_nobody(items, compute)


def _diagnose(project: OpenedProject) -> list[Diagnostic]:
    return project.diagnose()[1]


def _record_errors(project: OpenedProject, before: list[Diagnostic]) -> None:
    """Record what the check finds since, if there are errors in it, so that it stops no build."""
    after = _diagnose(project)
    brought = find_new(after, make_baseline(before))
    if has_failed(brought, strict=False):
        write_baseline(project.root, make_baseline([*(found for found in after if found.is_known), *brought]))
        echo_status(f"{len(brought):,} problems came with them; {BASELINE} records them, so that they stop no build")
        echo_status("'cop check --baseline ignore' lists them")
